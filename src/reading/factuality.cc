// See factuality.h.
#include "reading/factuality.h"

#include "base/file.h"
#include "base/value.h"

namespace parley {
namespace {

class Keys {
 public:
  Keys(const Document& d, const FactualityRules& rules, TokenRange predicate)
      : d_(d), rules_(rules), head_(head_of(predicate)), group_(group_of(head_)) {}

  std::vector<std::string> run() {
    if (group_ == nullptr) {
      nominal();
    } else {
      verbal(*group_);
    }
    return std::move(keys_);
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }
  [[nodiscard]] const VerbGroup& verb(std::int32_t v) const { return d_.verbs[static_cast<std::size_t>(v)]; }

  /// The word of the range that the others hang on.
  [[nodiscard]] std::uint32_t head_of(TokenRange range) const {
    for (std::uint32_t i = range.first; i < range.last; ++i)
      if (at(i).head < 0 || !range.contains(static_cast<std::uint32_t>(at(i).head))) return i;
    return range.first;
  }

  /// The verb group of a word, or of the copula that makes a predicate of it.
  [[nodiscard]] const VerbGroup* group_of(std::uint32_t token) const {
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[d_.sentence_at(token)].tokens)) {
      const Token& head = at(v.head);
      bool copula = head.deprel == Deprel::cop && head.head == static_cast<std::int32_t>(token);
      if (v.head == token || copula) return &v;
    }
    return nullptr;
  }

  static std::string_view form_of(const VerbGroup& v) {
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

  /// The word above: the governing verb, or the noun or adjective that the clause hangs on.
  [[nodiscard]] std::string governor(const VerbGroup& v) const {
    if (v.governor >= 0) return at(verb(v.governor).head).lemma;
    return at(v.head).head >= 0 ? at(static_cast<std::uint32_t>(at(v.head).head)).lemma : std::string();
  }

  void verbal(const VerbGroup& v) {
    auto index = static_cast<std::uint32_t>(&v - d_.verbs.data());
    std::string no = v.negated ? "not " : "";
    std::string status(name_of(rules_.status.of_verb(d_, index, nullptr)));
    std::string form(form_of(v));
    if (!v.introduced_by.empty()) keys_.push_back(no + v.introduced_by + ' ' + v.modal + ' ' + form);
    if (!v.modal.empty()) {
      keys_.push_back(no + v.modal + (v.perfect ? " have" : "") + ' ' + status);
      keys_.push_back(no + v.modal);
    }
    std::string above = governor(v);
    if (v.form != VerbForm::finite || v.governor >= 0) {
      std::string over;
      if (v.governor >= 0) over = name_of(rules_.status.of_verb(d_, static_cast<std::uint32_t>(v.governor), nullptr));
      keys_.push_back(no + above + ' ' + form + " under " + over);
      keys_.push_back(no + above + ' ' + form);
      keys_.push_back(no + form + " under " + over);
    }
    keys_.push_back(no + form + ' ' + status);
    keys_.push_back(no + status);
  }

  void nominal() {
    const Token& t = at(head_);
    std::string no;
    for (std::uint32_t i = head_; i-- > d_.sentences[d_.sentence_at(head_)].tokens.first && i + 4 > head_;)
      if (at(i).head == static_cast<std::int32_t>(head_) && (at(i).lower == "no" || at(i).lower == "not")) no = "no ";
    std::string above = t.head >= 0 ? at(static_cast<std::uint32_t>(t.head)).lemma : std::string();
    const VerbGroup* around = nullptr;
    for (std::int32_t i = t.head, steps = 0; i >= 0 && around == nullptr && steps < 6; ++steps) {
      around = group_of(static_cast<std::uint32_t>(i));
      i = at(static_cast<std::uint32_t>(i)).head;
    }
    std::string status = around == nullptr ? std::string("none")
                                           : std::string(name_of(rules_.status.of_verb(
                                                 d_, static_cast<std::uint32_t>(around - d_.verbs.data()), nullptr)));
    keys_.push_back(no + "noun under " + above + ' ' + status);
    keys_.push_back(no + "noun in " + status);
    keys_.push_back(no + "noun");
  }

  const Document& d_;
  const FactualityRules& rules_;
  std::uint32_t head_;
  const VerbGroup* group_;
  std::vector<std::string> keys_;
};

}  // namespace

Result<std::shared_ptr<const FactualityRules>> FactualityRules::load(const std::string& codebook_dir) {
  auto rules = std::make_shared<FactualityRules>();
  rules->status = TRY(StatusRules::load(codebook_dir));
  const std::string file = codebook_dir + "/factuality.toml";
  const Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const Value& entry : root.at("value").list) {
    const double certainty = entry.number("certainty");
    if (certainty < -3 || certainty > 3)
      return fail(ErrorCode::bad_codebook, "certainty is not in -3..3", file + ":" + std::to_string(entry.line));
    for (const std::string& key : entry.texts("of")) rules->values[key] = certainty;
  }
  return std::shared_ptr<const FactualityRules>(rules);
}

std::vector<std::string> factuality_keys(const Document& document, const FactualityRules& rules, TokenRange predicate) {
  if (predicate.empty() || predicate.last > document.tokens.size()) return {};
  return Keys(document, rules, predicate).run();
}

double certainty_of(const Document& document, const FactualityRules& rules, TokenRange predicate) {
  for (const std::string& key : factuality_keys(document, rules, predicate))
    if (auto it = rules.values.find(key); it != rules.values.end()) return it->second;
  return 3;
}

}  // namespace parley
