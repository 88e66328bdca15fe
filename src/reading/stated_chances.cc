// See stated_chances.h.
#include "reading/stated_chances.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "reading/claim_spans.h"

namespace parley {
namespace {

constexpr std::uint32_t kReach = 40;  // words between a word for chance and the number behind it

/// A number from 0 to 100 in digits, as a share.
std::optional<double> number(std::string_view word) {
  if (word.empty() || !is_ascii_digit(word[0])) return std::nullopt;
  double value = 0;
  auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || value > 100) return std::nullopt;
  return value / 100;
}

struct Percent {
  TokenRange tokens;  // "60 to 70 percent"
  double from = 0, to = 0;
};

class ChanceFinder {
 public:
  ChanceFinder(const ClaimScene& scene, const ChanceWords& words) : scene_(scene), words_(words) {}

  std::vector<StatedChance> run() {
    const auto count = static_cast<std::uint32_t>(scene_.document.tokens.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto percent = percent_at(i);
      if (!percent) continue;
      if (auto chance = before_noun(*percent))
        found_.push_back(*chance);
      else if (auto joined = behind_noun(*percent))
        found_.push_back(*joined);
      i = percent->tokens.last - 1;
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_join(std::uint32_t i) const {
    return scene_.is(i, "-") || scene_.is(i, "to") || scene_.is(i, "and") || scene_.is(i, "or");
  }

  [[nodiscard]] std::optional<Percent> percent_at(std::uint32_t i) const {
    const std::string& word = scene_.at(i).lower;
    const std::uint32_t limit = scene_.sentence_of(i).last;
    const auto dash = word.find('-');  // "55-60%"
    const auto from = number(std::string_view(word).substr(0, dash));
    if (!from) return std::nullopt;
    Percent p{{i, i + 1}, *from, *from};
    std::uint32_t k = past_sign(i + 1, limit);
    bool has_sign = k > i + 1;
    auto to = dash == std::string::npos ? std::nullopt : number(std::string_view(word).substr(dash + 1));
    if (dash != std::string::npos && !to) return std::nullopt;
    if (!to && k + 1 < limit && is_join(k)) {
      to = number(scene_.at(k + 1).lower);
      if (to) k += 2;
    }
    if (to && *to >= *from) p.to = *to;
    if (k < limit && scene_.is(k, "-")) ++k;  // "a 40-percent chance"
    p.tokens.last = past_sign(k, limit);
    has_sign = has_sign || p.tokens.last > k;
    return has_sign ? std::optional(p) : std::nullopt;
  }

  /// The token behind "%", "percent" or "per cent" at `k`; `k` itself if none stands there.
  [[nodiscard]] std::uint32_t past_sign(std::uint32_t k, std::uint32_t limit) const {
    if (k + 1 < limit && scene_.is(k, "per") && scene_.is(k + 1, "cent")) return k + 2;
    return k < limit && one_of(words_.percent, scene_.at(k).lower) ? k + 1 : k;
  }

  [[nodiscard]] bool is_noun(std::uint32_t i, std::uint32_t limit) const {
    return i < limit && one_of(words_.nouns, scene_.at(i).lower);
  }

  /// How many tokens right before `end` one of the phrases takes; 0 if none stands there.
  [[nodiscard]] std::uint32_t length_before(const std::vector<std::string>& phrases, std::uint32_t end,
                                            std::uint32_t first) const {
    for (const std::string& phrase : phrases) {
      const auto parts = split(phrase, ' ');
      const auto n = static_cast<std::uint32_t>(parts.size());
      bool all = end >= first + n;
      for (std::uint32_t k = 0; all && k < n; ++k) all = scene_.is(end - n + k, parts[k]);
      if (all) return n;
    }
    return 0;
  }

  /// Takes the numbers, and the words that bound them before `begin` ("at least 60 percent" reaches up to certainty).
  /// Returns where the whole begins.
  std::uint32_t fill(StatedChance& c, const Percent& p, std::uint32_t begin) const {
    const bool bounded = c.low < c.high && (c.low == 0 || c.high == 1);  // by words nearer to the number
    if (!bounded) c.low = p.from;
    if (!bounded) c.high = p.to;
    c.point = (p.from + p.to) / 2;
    const std::uint32_t first = scene_.sentence_of(p.tokens.first).first;
    const std::uint32_t up = length_before(words_.at_least, begin, first);
    const std::uint32_t down = up > 0 ? 0 : length_before(words_.at_most, begin, first);
    if (up > 0) c.high = 1;
    if (down > 0) c.low = 0;
    return begin - up - down;
  }

  [[nodiscard]] std::uint32_t end_from(std::uint32_t t) const {
    static const CueRule kNoCue;
    Cue cue;
    cue.rule = &kNoCue;
    const std::uint32_t limit = scene_.sentence_of(t).last;
    return t < limit ? content_end(scene_, cue, t) : limit;
  }

  /// The last verb group that begins in the range; -1 if none does.
  [[nodiscard]] std::int32_t last_verb(TokenRange range) const {
    auto verbs = scene_.document.verbs_in(range);
    return verbs.empty() ? -1 : static_cast<std::int32_t>(&verbs.back() - scene_.document.verbs.data());
  }

  [[nodiscard]] const VerbGroup& verb(std::int32_t v) const {
    return scene_.document.verbs[static_cast<std::size_t>(v)];
  }

  /// "A 40 percent chance of a deal", "gives the treaty a 40 percent chance of being signed".
  [[nodiscard]] std::optional<StatedChance> before_noun(const Percent& p) const {
    const TokenRange sentence = scene_.sentence_of(p.tokens.first);
    std::uint32_t noun = p.tokens.last;
    if (!is_noun(noun, sentence.last) && !is_noun(++noun, sentence.last)) return std::nullopt;
    std::uint32_t what = noun + 1;
    if (what >= sentence.last) return std::nullopt;
    if (scene_.is(what, "of") || scene_.is(what, "that")) {
      ++what;
    } else if (!scene_.is(what, "to") && scene_.finite_verb_in({what, sentence.last}) < 0) {
      return std::nullopt;
    }
    StatedChance c;
    std::uint32_t begin = fill(c, p, p.tokens.first);
    while (begin > sentence.first && scene_.at(begin - 1).pos == Pos::det) begin = fill(c, p, begin - 1);
    while (begin > sentence.first && is_about(begin - 1)) --begin;
    c.words = {begin, noun + 1};
    c.proposition = scene_.trimmed({what, end_from(what)});
    c.range = scene_.trimmed({begin, c.proposition.last});
    const std::int32_t v = last_verb({sentence.first, begin});
    if (v < 0) return done(c);
    const std::string& lemma = scene_.at(verb(v).head).lemma;
    if (one_of(words_.giving, lemma)) {
      c.giver = v;
      c.holder = scene_.trimmed({verb(v).tokens.last, begin});  // "gives the treaty a …"
    } else if (one_of(words_.having, lemma) && verb(v).tokens.last == begin) {
      c.holder = grammatical_subject(scene_, static_cast<std::size_t>(v));
    }
    if (!c.holder.empty()) c.range.first = std::min(c.range.first, c.holder.first);
    return done(c);
  }

  [[nodiscard]] bool is_about(std::uint32_t i) const {
    return scene_.at(i).pos == Pos::adv || one_of(words_.about, scene_.at(i).lower);
  }

  /// "Puts the chance of a deal at about 40 percent", "the odds that they meet are 60 percent".
  [[nodiscard]] std::optional<StatedChance> behind_noun(const Percent& p) const {
    const TokenRange sentence = scene_.sentence_of(p.tokens.first);
    StatedChance c;
    std::uint32_t k = fill(c, p, p.tokens.first);
    while (k > sentence.first && is_about(k - 1)) --k;
    if (k == sentence.first) return std::nullopt;
    const bool at = one_of(words_.joins, scene_.at(k - 1).lower);
    std::uint32_t end = at ? k - 1 : k;
    c.words = {end, p.tokens.last};
    const VerbGroup* before = end > sentence.first ? scene_.verb_at(end - 1) : nullptr;
    if (!at && (before == nullptr || scene_.at(before->head).lemma != "be")) return std::nullopt;
    if (before != nullptr) end = before->tokens.first;  // "stands at", "is"
    std::uint32_t noun = end;
    while (noun > sentence.first && end - noun < kReach && !is_noun(noun, sentence.last)) --noun;
    if (!is_noun(noun, sentence.last)) {
      if (end == sentence.first || scene_.at(end - 1).pos != Pos::pron) return std::nullopt;
      noun = end - 1;  // "puts it at 5 percent"
    }
    const std::int32_t v = last_verb({sentence.first, noun});
    if (v >= 0 && one_of(words_.giving, scene_.at(verb(v).head).lemma)) c.giver = v;
    if (noun + 1 == end && c.giver >= 0) {  // "puts the chance at 20 percent": of what was spoken of before
      c.range = {noun, p.tokens.last};
      return c;
    }
    if (noun + 2 >= end) return std::nullopt;
    if (!scene_.is(noun + 1, "of") && !scene_.is(noun + 1, "that") && !scene_.is(noun + 1, "for")) return std::nullopt;
    c.proposition = scene_.trimmed({noun + 2, end});
    const bool more = p.tokens.last < sentence.last && scene_.at(p.tokens.last).pos == Pos::sconj;  // "… if …"
    c.range = scene_.trimmed({noun, more ? end_from(p.tokens.last) : p.tokens.last});
    return done(c);
  }

  static std::optional<StatedChance> done(const StatedChance& c) {
    return c.proposition.empty() ? std::nullopt : std::optional(c);
  }

  const ClaimScene& scene_;
  const ChanceWords& words_;
  std::vector<StatedChance> found_;
};

}  // namespace

ChanceWords ChanceWords::from(const Value& table) {
  ChanceWords w;
  w.nouns = sorted_texts(table, "nouns");
  w.giving = sorted_texts(table, "giving");
  w.having = sorted_texts(table, "having");
  w.percent = sorted_texts(table, "percent");
  w.joins = sorted_texts(table, "joins");
  w.about = sorted_texts(table, "about");
  w.at_least = table.texts("at_least");
  w.at_most = table.texts("at_most");
  return w;
}

std::vector<StatedChance> stated_chances(const ClaimScene& scene, const ChanceWords& words) {
  return ChanceFinder(scene, words).run();
}

}  // namespace parley
