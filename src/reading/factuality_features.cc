// See factuality_features.h.
#include "reading/factuality_features.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "language/key_table.h"
#include "language/sentence_tree.h"

namespace parley {
namespace {

constexpr std::size_t kSteps = 3;  // up the tree

/// A word on the way up, with the verb group that it heads.
struct Step {
  std::uint32_t token = 0;
  const VerbGroup* verb = nullptr;
  Deprel below = Deprel::dep;  // relation of the word before it on the way
};

std::string_view form_of(const VerbGroup& v) {
  switch (v.form) {
    case VerbForm::finite:
      return v.past ? "past" : v.perfect ? "perfect" : v.progressive ? "progressive" : "present";
    case VerbForm::infinitive:
      return "to";
    case VerbForm::gerund:
      return "ing";
    case VerbForm::participle:
      return "participle";
  }
  return "";
}

void in_order(std::vector<std::uint32_t>& features) {
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
}

bool is_function(Deprel r) {
  return is_one_of(
      r, {Deprel::aux, Deprel::aux_pass, Deprel::mark, Deprel::advmod, Deprel::det, Deprel::case_, Deprel::cop,
          Deprel::discourse, Deprel::compound_prt, Deprel::expl, Deprel::cc, Deprel::nmod_poss, Deprel::det_predet});
}

class Extractor {
 public:
  Extractor(const Document& d, const StatusRules& status, TokenRange predicate)
      : d_(d),
        status_(status),
        sentence_(d.sentences[d.sentence_at(predicate.first)]),
        tree_(d, sentence_.tokens),
        head_(head_of(predicate)),
        verb_(verb_of(head_)) {}

  FactualityFeatures run() {
    climb();
    own();
    helpers(head_, "");
    if (verb_ != nullptr) verb();
    subject();
    above();
    around();
    clauses();
    manner();
    text();
    in_order(out_.event);
    in_order(out_.text);
    return std::move(out_);
  }

 private:
  using Parts = std::initializer_list<std::string_view>;

  static std::uint32_t hash_of(Parts parts) {
    std::uint64_t h = kHashStart;
    for (std::string_view p : parts)
      for (char c : p) h = hash_step(h, c);
    return static_cast<std::uint32_t>(mix(h, 0) >> 32);
  }
  void add(Parts parts) { out_.event.push_back(hash_of(parts)); }
  void add_of_text(Parts parts) { out_.text.push_back(hash_of(parts)); }

  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }

  /// The word of the range that the others hang on.
  [[nodiscard]] std::uint32_t head_of(TokenRange range) const {
    for (std::uint32_t i = range.first; i < range.last; ++i)
      if (at(i).head < 0 || !range.contains(static_cast<std::uint32_t>(at(i).head))) return i;
    return range.first;
  }

  /// The verb group of a word, or of the copula that makes a predicate of it.
  [[nodiscard]] const VerbGroup* verb_of(std::uint32_t token) const {
    for (const VerbGroup& v : d_.verbs_in(sentence_.tokens)) {
      const Token& head = at(v.head);
      if (v.head == token || (head.deprel == Deprel::cop && head.head == static_cast<std::int32_t>(token))) return &v;
    }
    return nullptr;
  }

  [[nodiscard]] std::string_view status_of(const VerbGroup& v) const {
    return name_of(status_.of_verb(d_, static_cast<std::uint32_t>(&v - d_.verbs.data()), nullptr));
  }

  /// Manner of a verb in a few letters: form, modal, negation.
  [[nodiscard]] std::string manner_of(const VerbGroup* v) const {
    if (v == nullptr) return "-";
    return std::string(v->negated ? "not " : "") + v->modal + (v->perfect && !v->modal.empty() ? " have " : " ") +
           std::string(form_of(*v));
  }

  void climb() {
    Deprel below = at(head_).deprel;
    std::int32_t i = at(head_).head;
    for (; i >= 0 && steps_.size() < 8; i = at(static_cast<std::uint32_t>(i)).head) {
      auto token = static_cast<std::uint32_t>(i);
      steps_.push_back({token, verb_of(token), below});
      below = at(token).deprel;
    }
  }

  void own() {
    const Token& t = at(head_);
    kind_ = verb_ == nullptr ? "n" : verb_->head == head_ ? "v" : "c";
    add({"lemma=", t.lemma});
    add({"lemma+kind=", t.lemma, " ", kind_});
    if (t.lower.size() > 4) add({"ending=", std::string_view(t.lower).substr(t.lower.size() - 3), kind_});
  }

  /// What hangs on a word: function words by themselves, others by relation.
  void helpers(std::uint32_t word, std::string_view where) {
    std::string all;
    for (std::uint32_t c : tree_.children(word)) {
      const Token& t = at(c);
      if (t.pos == Pos::punct) continue;
      std::string_view relation = name_of(t.deprel);
      add({where, "has=", relation});
      if (is_function(t.deprel)) {
        add({where, "child=", relation, " ", t.lower});
        if (where.empty()) add({"child+form=", relation, " ", t.lower, " ", at(word).tag});
        if (t.deprel != Deprel::nmod_poss && t.deprel != Deprel::case_) all += t.lower + ' ';
      } else {
        add({where, "arg=", relation, " ", t.lemma});
        for (std::uint32_t cc : tree_.children(c)) {
          if (at(cc).deprel == Deprel::case_) add({where, "arg-case=", relation, " ", at(cc).lower});
          if (at(cc).deprel == Deprel::det) add({where, "arg-det=", relation, " ", at(cc).lower});
        }
      }
    }
    add({where, "helpers=", all, "/", at(word).tag});
  }

  void verb() {
    const VerbGroup& v = *verb_;
    std::string_view status = status_of(v);
    std::string manner = manner_of(verb_);
    add({"form=", form_of(v)});
    add({"modal=", v.modal});
    add({"negated=", v.negated ? "1" : "0"});
    add({"status=", status});
    add({"manner=", manner});
    add({"manner+kind=", manner, kind_});
    add({"manner+status=", manner, " ", status});
    add({"manner+status+deprel=", manner, " ", status, " ", name_of(at(head_).deprel)});
    add({"manner+opener=", manner, " ", v.introduced_by});
    add({"opener=", v.introduced_by});
    add({"opener+status=", v.introduced_by, " ", status});
    add({"lemma+manner=", at(head_).lemma, " ", manner});
    add({"aspect=", v.perfect ? "p" : "", v.progressive ? "g" : "", v.passive ? "v" : "", v.past ? "d" : ""});
  }

  void subject() {
    std::int32_t s = verb_ != nullptr ? tree_.child(head_, {Deprel::nsubj, Deprel::nsubj_pass, Deprel::csubj}) : -1;
    if (s < 0 && verb_ != nullptr && verb_->subject >= 0)
      s = static_cast<std::int32_t>(d_.phrases[static_cast<std::size_t>(verb_->subject)].head);
    std::string manner = manner_of(verb_);
    if (s < 0) {
      add({"subject=none ", manner});
      return;
    }
    const Token& t = at(static_cast<std::uint32_t>(s));
    std::string who = t.pos == Pos::pron ? t.lower : t.tag;
    add({"subject=", who});
    add({"subject+manner=", who, " ", manner});
    add({"subject-lemma=", t.lemma});
    for (std::uint32_t c : tree_.children(static_cast<std::uint32_t>(s)))
      if (at(c).deprel == Deprel::det || at(c).deprel == Deprel::nummod || at(c).pos == Pos::det)
        add({"subject-det=", at(c).lower, " ", manner});
  }

  void above() {
    std::string path;
    std::string mine = manner_of(verb_);
    std::string tag = at(head_).tag;
    for (std::size_t k = 0; k < steps_.size() && k < kSteps; ++k) {
      const Step& s = steps_[k];
      const Token& t = at(s.token);
      std::string n = std::to_string(k + 1);
      std::string manner = manner_of(s.verb);
      path += '<';
      path += name_of(s.below);
      add({"path", n, "=", path});
      add({"path-tag", n, "=", path, " ", tag, " ", t.tag});
      add({"up", n, "=", t.lemma});
      add({"up-path", n, "=", t.lemma, path});
      add({"up-path-tag", n, "=", t.lemma, path, " ", tag});
      add({"up-mine", n, "=", t.lemma, " ", mine});
      add({"up-manner", n, "=", manner, path});
      add({"up-manner-lemma", n, "=", t.lemma, " ", manner, path});
      add({"up-manner-mine", n, "=", manner, " ", mine});
      if (s.verb != nullptr) add({"up-status", n, "=", status_of(*s.verb), path});
      if (s.verb != nullptr) add({"up-status-mine", n, "=", status_of(*s.verb), " ", mine});
      if (k == 0) helpers(s.token, "up-");
      if (k == 1) helpers(s.token, "up2-");
    }
    if (steps_.empty()) add({"path1=root"});
    if (steps_.size() > 1) add({"up12=", at(steps_[0].token).lemma, " ", at(steps_[1].token).lemma});
    const VerbGroup* over = nullptr;
    for (const Step& s : steps_)
      if (over == nullptr && s.verb != nullptr) over = s.verb;
    if (over == nullptr) return;
    add({"over=", at(over->head).lemma, " ", kind_});
    add({"over-manner=", manner_of(over), " ", kind_, " ", tag});
    add({"over-status=", status_of(*over), " ", kind_, " ", tag});
    if (verb_ != nullptr) add({"over-status-status=", status_of(*over), " ", status_of(*verb_), " ", form_of(*verb_)});
  }

  /// The words before and behind.
  void around() {
    const TokenRange s = sentence_.tokens;
    auto word = [&](std::int64_t i) -> std::string_view {
      return i < s.first || i >= s.last ? std::string_view("#")
                                        : std::string_view(at(static_cast<std::uint32_t>(i)).lower);
    };
    auto tag = [&](std::int64_t i) -> std::string_view {
      return i < s.first || i >= s.last ? std::string_view("#")
                                        : std::string_view(at(static_cast<std::uint32_t>(i)).tag);
    };
    const std::int64_t h = head_;
    const std::string& own = at(head_).tag;
    add({"w-1=", word(h - 1)});
    add({"w-2=", word(h - 2)});
    add({"w-3=", word(h - 3)});
    add({"w+1=", word(h + 1)});
    add({"w-1+tag=", word(h - 1), " ", own});
    add({"w-21=", word(h - 2), " ", word(h - 1)});
    add({"w-21+tag=", word(h - 2), " ", word(h - 1), " ", own});
    add({"w-321=", word(h - 3), " ", word(h - 2), " ", word(h - 1)});
    add({"t-1=", tag(h - 1), " ", own});
    add({"t-21=", tag(h - 2), " ", tag(h - 1), " ", own});
    add({"t+1=", own, " ", tag(h + 1)});
    add({"t-1+1=", tag(h - 1), " ", own, " ", tag(h + 1)});
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      if (i == head_ || at(i).pos == Pos::propn || at(i).pos == Pos::punct) continue;
      bool near = i + 6 >= head_ && i <= head_ + 5;
      if (near) add({i < head_ ? "before=" : "behind=", at(i).lemma});
    }
  }

  /// What holds for every clause that the predicate lies in.
  void clauses() {
    std::string_view manner = kind_;
    bool negated = false;
    for (const Step& s : steps_) {
      for (std::uint32_t c : tree_.children(s.token)) {
        const Token& t = at(c);
        if (t.deprel == Deprel::mark) add({"any-mark=", t.lower, " ", manner});
        if (t.deprel == Deprel::aux && t.tag == "MD") add({"any-modal=", t.lower, " ", manner});
        if (t.deprel == Deprel::advmod && !negated && (s.verb != nullptr && s.verb->negated)) {
          negated = true;
          add({"any-not ", manner});
        }
      }
    }
    for (const VerbGroup& v : d_.verbs_in(sentence_.tokens)) {
      std::string_view place = v.head < head_ ? "before" : v.head == head_ ? "here" : "behind";
      if (!v.introduced_by.empty() && place != "here") add({"clause-", place, "=", v.introduced_by});
      if (!v.modal.empty() && place != "here") add({"clause-modal-", place, "=", v.modal, " ", manner_of(verb_)});
    }
  }

  /// The sentence: its words, question, exclamation, quotation, pronouns.
  void manner() {
    const TokenRange s = sentence_.tokens;
    std::string mine = manner_of(verb_);
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      const std::string& w = at(i).lower;
      if (at(i).pos == Pos::pron) add({"pronoun=", w, " ", mine});
      if (w == "?" || w == "!") add({"mark=", w, " ", mine});
    }
    for (Span q : d_.quotations)
      if (q.overlaps(at(head_).span)) add({"quoted ", mine});
  }

  /// What tells the kind of text, and of predicates that its readers were asked about. Marks of punctuation tell more
  /// of how a corpus was typed than of its text; only those of questions and exclamations count.
  void text() {
    const TokenRange s = sentence_.tokens;
    const Token& t = at(head_);
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      const std::string& w = at(i).lower;
      if (at(i).pos != Pos::punct || w == "?" || w == "!") add_of_text({"word=", w});
      if (at(i).pos == Pos::pron) add_of_text({"pronoun=", w, " ", manner_of(verb_)});
    }
    for (Parts parts : {Parts{"bias"}, Parts{"tag=", t.tag}, Parts{"deprel=", name_of(t.deprel)}, Parts{"kind=", kind_},
                        Parts{"tag+deprel=", t.tag, " ", name_of(t.deprel)}, Parts{"begins-tag=", at(s.first).tag}})
      add(parts), add_of_text(parts);
    const std::string length = std::to_string(std::min(s.size() / 8, 6U));
    const std::string place = std::to_string(4 * (head_ - s.first) / std::max(1U, s.size()));
    for (Parts parts : {Parts{"begins=", at(s.first).lower}, Parts{"length=", length}, Parts{"place=", place}})
      add(parts), add_of_text(parts);
    for (Span q : d_.quotations)
      if (q.overlaps(t.span)) add({"quoted"}), add_of_text({"quoted"});
  }

  const Document& d_;
  const StatusRules& status_;
  const Sentence& sentence_;
  SentenceTree tree_;
  std::uint32_t head_;
  const VerbGroup* verb_;
  std::string_view kind_;
  std::vector<Step> steps_;
  FactualityFeatures out_;
};

}  // namespace

FactualityFeatures factuality_features(const Document& document, const StatusRules& status, TokenRange predicate) {
  if (predicate.empty() || predicate.last > document.tokens.size()) return {};
  return Extractor(document, status, predicate).run();
}

}  // namespace parley
