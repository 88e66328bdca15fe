// The walk over a sentence, and which form is tried when. See composer.h.
#include "time/composer.h"

#include "base/text.h"

namespace parley {

bool is_calendar_unit(std::string_view unit) { return !unit.empty() && unit[0] != 'T' && unit != "W2"; }

bool Composer::is_dash(Index k) const {
  std::string_view w = low(k);
  return w == "-" || w == "--" || w == "\xE2\x80\x93" || w == "\xE2\x80\x94";
}

bool Composer::clause_ends(Index k) const {
  if (k >= parts_.size()) return true;
  std::string_view w = low(k);
  return !w.empty() && !is_ascii_alpha(w[0]) && !is_ascii_digit(w[0]);
}

bool Composer::can_begin(Index i) const {
  const Part& p = at(i);
  constexpr std::uint64_t kBegins = kMonth | kWeekday | kWeekdays | kNumber | kOrdinal | kVague | kUnit | kSeason |
                                    kDaypart | kClockWord | kPart | kShift | kEvery | kFixedDay | kSet | kPhraseStart |
                                    kApproximate | kMultiple | kFrequency | kLead | kLongUnit;
  // "the", "a" and "that" are every tenth word: they begin an expression only before a word that the codebook has
  if (p.is(kArticle) || p.lower == "the") {
    const Part& next = at(i + 1);
    return next.word->classes != 0 || next.digits > 0 || next.ordinal > 0 ||
           (!next.lower.empty() && (is_ascii_digit(next.lower[0]) || next.lower[0] == '\''));
  }
  return p.is(kBegins) || p.digits > 0 || p.ordinal > 0 || is_ascii_digit(p.lower[0]) || p.lower[0] == '\'';
}

void Composer::read(const Document& document, const Sentence& sentence, std::vector<TimeWords>& out) {
  read_parts(document, sentence, r_, parts_);
  auto count = static_cast<Index>(parts_.size());
  for (Index i = 0; i < count;) {
    TimeWords w;
    Index last = can_begin(i) ? expression(i, w) : i;
    if (last <= i) {
      ++i;
      continue;
    }
    w.tokens = {parts_[i].token, parts_[last - 1].token + 1};
    w.span = {parts_[i].span.begin, parts_[last - 1].span.end};
    out.push_back(std::move(w));
    i = last;
  }
}

/// An expression with what may stand before it: "more than", "about", "the".
Composer::Index Composer::expression(Index i, TimeWords& w) {
  if (is(i, kApproximate)) {
    auto m = r_.approximate.longest([&](std::uint32_t k) { return low(i + k); });
    Index k = i + m.length;
    TimeWords inner;
    bool numbered = is(k, kNumber | kMultiple | kClockWord | kMonth) ||
                    is_ascii_digit(low(k).empty() ? ' ' : low(k)[0]) || low(k) == "half";
    if (m.length > 0 && numbered) {
      approximate_ = true;
      Index last = core(k, inner);
      approximate_ = false;
      using Kind = TimeWords::Kind;
      bool amount = inner.kind == Kind::duration || inner.kind == Kind::moved;
      const std::string& mod = r_.approximate_mods[m.payload];
      bool near = mod == "APPROX" && (!inner.clock.empty() || (inner.kind == Kind::calendar && inner.day));
      if (last > k && (amount || near)) {
        w = std::move(inner);
        w.mod = mod;
        return last;
      }
    }
  }
  return core(i, w);
}

Composer::Index Composer::core(Index i, TimeWords& w) {
  using Form = Index (Composer::*)(Index, TimeWords&);
  static constexpr Form kForms[] = {
      &Composer::numeric_date, &Composer::phrase,     &Composer::day_after,    &Composer::every,
      &Composer::clock,        &Composer::year_end,   &Composer::year_earlier, &Composer::comparative,
      &Composer::part_of,      &Composer::possessive, &Composer::unit_of,      &Composer::date,
      &Composer::shifted,      &Composer::half_unit,  &Composer::counted,      &Composer::fixed_day,
      &Composer::daypart,      &Composer::the_unit,   &Composer::bare_units};
  for (Form form : kForms) {
    TimeWords found;
    Index last = (this->*form)(i, found);
    if (last <= i) continue;
    found.definite = found.definite || low(i) == "the";
    w = std::move(found);
    return last;
  }
  return i;
}

std::vector<TimeWords> find_time_words(const Document& document, const TimeRules::Data& rules) {
  std::vector<TimeWords> out;
  Composer composer(rules);
  for (const Sentence& s : document.sentences) composer.read(document, s, out);
  return out;
}

}  // namespace parley
