// See pair_features.h.
#include "reading/pair_features.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>

#include "language/sentence_tree.h"
#include "reading/trigger_match.h"

namespace parley {
namespace {

using Parts = std::initializer_list<std::string_view>;

bool is_content(const Token& t) {
  return t.pos == Pos::noun || t.pos == Pos::verb || t.pos == Pos::adj || t.pos == Pos::adv;
}

class Extractor {
 public:
  Extractor(const Document& d, const EventRules& rules, const WordVectors& vectors, TokenRange source,
            TokenRange target)
      : d_(d), rules_(rules), vectors_(vectors), s_(source), t_(target), range_(sentence_range()), tree_(d_, range_) {
    out_.dense.assign(kDenseParts * vectors.width, 0.0F);
  }

  PairFeatures run() {
    if (range_.empty()) return std::move(out_);
    add({"bias"}, 1);
    find_way();
    way();
    frames();
    zones();
    actors();
    triggers();
    std::sort(out_.sparse.begin(), out_.sparse.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    auto last = std::unique(out_.sparse.begin(), out_.sparse.end(),
                            [](const auto& a, const auto& b) { return a.key == b.key; });
    out_.sparse.erase(last, out_.sparse.end());
    for (std::size_t part = 0; part < kDenseParts; ++part) normalise(part);
    return std::move(out_);
  }

 private:
  void add(Parts parts, float value) {
    std::uint64_t h = kHashStart;
    for (std::string_view p : parts) {
      for (char c : p) h = hash_step(h, c);
      h = hash_step(h, '\t');
    }
    out_.sparse.push_back({mix(h, 0), value});
  }

  /// Adds a word's vector to a dense part.
  void add_vector(std::size_t part, std::string_view word) {
    auto numbers = vectors_.of(word);
    float* to = out_.dense.data() + part * vectors_.width;
    for (std::size_t k = 0; k < numbers.size(); ++k) to[k] += static_cast<float>(numbers[k]) * (1.0F / 128);
  }

  void normalise(std::size_t part) {
    float* v = out_.dense.data() + part * vectors_.width;
    float sum = 0;
    for (std::size_t k = 0; k < vectors_.width; ++k) sum += v[k] * v[k];
    if (sum <= 0) return;
    float factor = 1.0F / std::sqrt(sum);
    for (std::size_t k = 0; k < vectors_.width; ++k) v[k] *= factor;
  }

  [[nodiscard]] TokenRange sentence_range() const {
    if (d_.sentences.empty()) return {};
    const TokenRange& mark = !s_.empty() ? s_ : t_;
    if (mark.empty()) return d_.sentences.front().tokens;
    TokenRange of_source = d_.sentences[d_.sentence_at(mark.first)].tokens;
    return of_source;
  }

  [[nodiscard]] const std::string& lemma(std::uint32_t i) const { return d_.tokens[i].lemma; }
  [[nodiscard]] std::string_view relation(std::uint32_t i) const { return name_of(d_.tokens[i].deprel); }
  [[nodiscard]] bool verbal(std::uint32_t i) const { return d_.tokens[i].pos == Pos::verb; }

  /// The word of a range that hangs on a word outside it; -1 if the range lies outside the sentence.
  [[nodiscard]] std::int32_t head_of(TokenRange r) const {
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      if (!range_.contains(i)) return -1;
      if (d_.tokens[i].pos == Pos::punct) continue;
      std::int32_t h = d_.tokens[i].head;
      if (h < 0 || !r.contains(static_cast<std::uint32_t>(h))) return static_cast<std::int32_t>(i);
    }
    return -1;
  }

  [[nodiscard]] std::vector<std::uint32_t> ancestors(std::int32_t i) const {
    std::vector<std::uint32_t> out;
    for (; i >= 0 && out.size() < 64; i = d_.tokens[static_cast<std::size_t>(i)].head)
      out.push_back(static_cast<std::uint32_t>(i));
    return out;
  }

  /// up_: from the source's head (left out) to the lowest common ancestor (included); down_: below it to the target's
  /// head (left out).
  void find_way() {
    s_head_ = head_of(s_);
    t_head_ = head_of(t_);
    auto a = ancestors(s_head_);
    auto b = ancestors(t_head_);
    std::size_t in_a = a.size();
    std::size_t in_b = b.size();
    while (in_a > 0 && in_b > 0 && a[in_a - 1] == b[in_b - 1]) --in_a, --in_b;
    if (in_a < a.size()) ++in_a;  // the common ancestor
    for (std::size_t k = 1; k < in_a; ++k) up_.push_back(a[k]);
    for (std::size_t k = in_b; k-- > 1;) down_.push_back(b[k]);
    way_ = up_;
    way_.insert(way_.end(), down_.begin(), down_.end());
    for (std::uint32_t i : way_)
      if (verbal(i)) {
        if (acts_.empty() || acts_.back() != i) acts_.push_back(i);
      }
    if (acts_.empty() && s_head_ >= 0)
      for (std::uint32_t i : a)
        if (verbal(i)) {
          acts_.push_back(i);
          break;
        }
    // Verbs that the last one opens: "agreed to withdraw".
    for (std::size_t guard = 0; guard < 3 && !acts_.empty(); ++guard) {
      std::int32_t next = tree_.child(acts_.back(), {Deprel::xcomp, Deprel::ccomp});
      if (next < 0 || std::find(acts_.begin(), acts_.end(), static_cast<std::uint32_t>(next)) != acts_.end()) break;
      acts_.push_back(static_cast<std::uint32_t>(next));
    }
  }

  void way() {
    std::string shape;
    std::string words;
    for (std::uint32_t i : up_) {
      shape += std::string(relation(i)) + '<';
      words += lemma(i) + '<';
    }
    for (std::uint32_t i : down_) {
      shape += std::string(relation(i)) + '>';
      words += lemma(i) + '>';
    }
    if (t_head_ >= 0) shape += relation(static_cast<std::uint32_t>(t_head_));
    add({"shape", shape}, 0.5F);
    add({"way", words}, 1);
    for (std::uint32_t i : way_) {
      add({"on", lemma(i)}, 1);
      add_vector(0, lemma(i));
    }
    if (!up_.empty()) add({"top", lemma(up_.back())}, 0.5F);
    if (!way_.empty()) {
      add({"first", lemma(way_.front())}, 0.7F);
      add({"last", lemma(way_.back())}, 1);
      add({"ends", lemma(way_.front()), lemma(way_.back())}, 1);
    }
  }

  /// The verbs of the way and what hangs on them.
  void frames() {
    std::string chain;
    for (std::uint32_t i : acts_) chain += lemma(i) + ' ';
    add({"chain", chain}, 1);
    for (std::size_t k = 0; k < acts_.size(); ++k) {
      std::uint32_t i = acts_[k];
      bool last = k + 1 == acts_.size();
      add({"act", lemma(i)}, 1);
      add({last ? "acted" : "governs", lemma(i)}, 1);
      if (!last) add({"pair", lemma(i), lemma(acts_[k + 1])}, 1);
      add_vector(0, lemma(i));
      manner(i, k == 0);
      for (std::uint32_t c : tree_.children(i)) below(i, c, 0);
    }
    if (t_head_ >= 0) {
      std::int32_t preposition = tree_.child(static_cast<std::uint32_t>(t_head_), {Deprel::case_});
      std::int32_t governor = d_.tokens[static_cast<std::size_t>(t_head_)].head;
      std::string_view word = preposition >= 0 ? std::string_view(lemma(static_cast<std::uint32_t>(preposition))) : "-";
      add({"before target", word}, 0.7F);
      if (governor >= 0) add({"to target", lemma(static_cast<std::uint32_t>(governor)), word}, 1);
    }
  }

  void below(std::uint32_t verb, std::uint32_t c, int depth) {
    const Token& t = d_.tokens[c];
    if (s_.contains(c) || t_.contains(c)) return;
    if (t.deprel == Deprel::compound_prt) add({"particle", lemma(verb), t.lemma}, 1);
    bool object = is_one_of(t.deprel, {Deprel::obj, Deprel::nsubj_pass, Deprel::iobj});
    bool oblique = is_one_of(t.deprel, {Deprel::obl, Deprel::nmod});
    if (!object && !oblique && t.deprel != Deprel::conj && t.deprel != Deprel::compound && t.deprel != Deprel::amod)
      return;
    if (object) {
      add({"object", t.lemma}, 1);
      add({"act object", lemma(verb), t.lemma}, 1);
      if (!acts_.empty()) add({"first act object", lemma(acts_.front()), t.lemma}, 0.7F);
    } else {
      add({"near", t.lemma}, 0.7F);
    }
    if (is_content(t)) add_vector(object ? 1 : 0, t.lemma);
    if (depth < 2)
      for (std::uint32_t inner : tree_.children(c)) below(verb, inner, depth + 1);
  }

  /// Modal, negation, tense and voice of a verb.
  void manner(std::uint32_t verb, bool first) {
    std::string_view place = first ? "first" : "later";
    bool finite = false;
    for (std::uint32_t c : tree_.children(verb)) {
      const Token& t = d_.tokens[c];
      if (t.deprel == Deprel::aux) {
        add({"aux", place, t.lemma}, 1);
        if (t.tag == "MD") add({"modal act", t.lemma, lemma(verb)}, 1);
        finite = true;
        if (t.tag == "MD") modal_ = t.lemma;
      }
      if (t.deprel == Deprel::aux_pass) add({"passive", place}, 0.7F);
      if (t.lemma == "not" || t.lemma == "never" || t.lemma == "n't") {
        add({"negated", place}, 1);
        negated_ = true;
        add({"negated", place, lemma(verb)}, 1);
      }
      if (t.deprel == Deprel::cop || t.deprel == Deprel::mark) add({"mark", place, t.lemma}, 0.5F);
    }
    add({"tag", place, d_.tokens[verb].tag, finite ? "aux" : ""}, 0.5F);
  }

  void zones() {
    std::uint32_t left = range_.last;
    std::uint32_t right = range_.first;
    for (TokenRange r : {s_, t_})
      if (!r.empty()) left = std::min(left, r.last), right = std::max(right, r.first);
    auto zone = [&](std::string_view name, std::uint32_t first, std::uint32_t last, float value, bool pairs) {
      for (std::uint32_t i = first; i < last && i < range_.last; ++i) {
        if (s_.contains(i) || t_.contains(i) || d_.tokens[i].pos == Pos::punct) continue;
        add({name, lemma(i)}, value);
        if (pairs && i + 1 < last) add({name, lemma(i), lemma(i + 1)}, value * 0.7F);
        if (is_content(d_.tokens[i])) add_vector(name == "between" ? 2 : 3, lemma(i));
      }
    };
    std::uint32_t between = right > left ? right - left : 0;
    zone("between", left, right, between > 12 ? 0.4F : 0.7F, true);
    std::uint32_t end = range_.first;
    for (TokenRange r : {s_, t_})
      if (!r.empty()) end = std::max(end, r.last);
    zone("after", end, std::min(end + 10, range_.last), 0.3F, false);
    std::uint32_t begin = range_.last;
    for (TokenRange r : {s_, t_})
      if (!r.empty()) begin = std::min(begin, r.first);
    zone("before", begin > range_.first + 8 ? begin - 8 : range_.first, begin, 0.2F, false);
    for (std::uint32_t i = range_.first; i < range_.last; ++i)
      if (is_content(d_.tokens[i]) && !s_.contains(i)) add({"word", lemma(i)}, 0.3F);
    add({s_.first < t_.first ? "source first" : "target first"}, 0.5F);
  }

  void actors() {
    for (auto [name, r, head] : {std::tuple{"source", s_, s_head_}, std::tuple{"target", t_, t_head_}}) {
      if (head >= 0) add({name, "head", lemma(static_cast<std::uint32_t>(head))}, 0.5F);
      for (std::uint32_t i = r.first; i < r.last && i < range_.last; ++i)
        if (d_.tokens[i].pos == Pos::noun) {
          add({name, lemma(i)}, 0.4F);
          if (name[0] == 't') add_vector(3, lemma(i));
        }
    }
  }

  void triggers() {
    std::string manner_of_way =
        modal_ + (negated_ ? " not" : "") + (acts_.size() > 1 ? " " + lemma(acts_.front()) : "");
    add({"put", manner_of_way}, 0.7F);
    for (const TriggerMatch& m : match_triggers(d_, rules_, range_)) {
      const EventTrigger& t = *m.trigger;
      std::string_view type = name_of(t.type);
      bool on_way = std::find(way_.begin(), way_.end(), m.head) != way_.end() ||
                    std::find(acts_.begin(), acts_.end(), m.head) != acts_.end();
      bool whole = m.missing.empty();
      if (!whole && !on_way) continue;
      std::string_view how = whole ? "fires" : "lacks";
      add({how, on_way ? "on way" : "aside", type}, whole && on_way ? 1.0F : 0.4F);
      if (whole && !acts_.empty() && m.head == acts_.back()) add({"fires last", type}, 1);
      if (whole && !acts_.empty() && m.head == acts_.front()) add({"fires first", type}, 1);
      if (whole && m.object >= 0 && t_.contains(static_cast<std::uint32_t>(m.object)))
        add({"fires at target", type}, 1);
      if (whole && on_way) add({"entry", t.id}, 0.5F);
      if (whole && on_way) add({"put", manner_of_way, type}, 1);
    }
  }

  const Document& d_;
  const EventRules& rules_;
  const WordVectors& vectors_;
  TokenRange s_, t_, range_;
  SentenceTree tree_;
  std::int32_t s_head_ = -1, t_head_ = -1;
  std::vector<std::uint32_t> up_, down_, way_, acts_;
  std::string modal_;  // of the last verb of the way that has one
  bool negated_ = false;
  PairFeatures out_;
};

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/// Byte spans where the words stand by themselves; at most 8.
std::vector<Span> places(std::string_view text, std::string_view words) {
  std::vector<Span> out;
  if (words.empty()) return out;
  for (bool whole : {true, false}) {
    for (std::size_t at = text.find(words); at != std::string_view::npos && out.size() < 8;
         at = text.find(words, at + 1)) {
      bool left = at == 0 || !word_byte(text[at - 1]) || !word_byte(words.front());
      std::size_t end = at + words.size();
      bool right = end == text.size() || !word_byte(text[end]) || !word_byte(words.back());
      if (!whole || (left && right)) out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
    if (!out.empty()) break;
  }
  return out;
}

TokenRange tokens_of(const Document& d, Span span) {
  auto first =
      std::partition_point(d.tokens.begin(), d.tokens.end(), [&](const Token& t) { return t.span.end <= span.begin; });
  auto last = std::partition_point(first, d.tokens.end(), [&](const Token& t) { return t.span.begin < span.end; });
  return {static_cast<std::uint32_t>(first - d.tokens.begin()), static_cast<std::uint32_t>(last - d.tokens.begin())};
}

}  // namespace

std::span<const std::int8_t> WordVectors::of(std::string_view word) const {
  std::uint32_t row = rows.find(hash_text(word));
  if (row == KeyTable::kNone || (row + 1ULL) * width > numbers.size()) return {};
  return numbers.subspan(row * width, width);
}

PairFeatures pair_features(const Document& document, const EventRules& rules, const WordVectors& vectors,
                           TokenRange source, TokenRange target) {
  return Extractor(document, rules, vectors, source, target).run();
}

MarkedPair mark_pair(const Document& document, std::string_view source, std::string_view target) {
  auto sources = places(document.text, source);
  auto targets = places(document.text, target);
  MarkedPair out;
  if (!sources.empty()) out.source = tokens_of(document, sources.front());
  if (!targets.empty()) out.target = tokens_of(document, targets.front());
  for (Span s : sources)
    for (Span t : targets) {
      if (s.begin < t.end && t.begin < s.end) continue;
      return {tokens_of(document, s), tokens_of(document, t)};
    }
  if (out.source.overlaps(out.target)) out.target = {};
  return out;
}

}  // namespace parley
