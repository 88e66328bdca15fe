// From parts to TimeWords: the grammar of time expressions of news English.
//
// At each part the forms are tried from the most specific to the least; the first that fits is taken. Each form is a
// function (where it begins, what it fills) → where it ends; a form that does not fit gives back where it began. The
// forms lie in composer_dates.cc (the calendar), composer_units.cc (units, shifts, parts of periods),
// composer_amounts.cc (numbers, durations, "ago") and composer_clock.cc (times of day, repetition, phrases).
#pragma once

#include <string_view>
#include <vector>

#include "time/expressions.h"
#include "time/parts.h"

namespace parley {

class Composer {
 public:
  explicit Composer(const TimeRules::Data& rules) : r_(rules) {}

  /// Appends the expressions of one sentence.
  void read(const Document& document, const Sentence& sentence, std::vector<TimeWords>& out);

 private:
  using Index = std::uint32_t;

  // ---- looking at parts
  [[nodiscard]] const Part& at(Index k) const { return k < parts_.size() ? parts_[k] : no_part(); }
  [[nodiscard]] const Part& before(Index k) const { return k > 0 ? at(k - 1) : no_part(); }
  [[nodiscard]] std::string_view low(Index k) const { return at(k).lower; }
  [[nodiscard]] const TimeWord& word(Index k) const { return *at(k).word; }
  [[nodiscard]] bool is(Index k, std::uint64_t classes) const { return at(k).is(classes); }
  [[nodiscard]] bool is_dash(Index k) const;
  /// Does the part touch the one before it, as after a hyphen?
  [[nodiscard]] bool touches(Index k) const { return k > 0 && at(k).span.begin == before(k).span.end; }
  [[nodiscard]] Index skip_dash(Index k) const { return is_dash(k) ? k + 1 : k; }
  [[nodiscard]] bool clause_ends(Index k) const;

  // ---- composer.cc
  Index expression(Index i, TimeWords& w);
  Index core(Index i, TimeWords& w);
  [[nodiscard]] bool can_begin(Index i) const;

  // ---- composer_dates.cc
  [[nodiscard]] int month_at(Index k) const;
  [[nodiscard]] int day_at(Index k) const;
  [[nodiscard]] int year_at(Index k) const;
  Index year_words(Index k, int& year) const;
  Index take_year(Index k, TimeWords& w);
  Index take_year_shift(Index k, TimeWords& w);
  Index take_range(Index k, TimeWords& w, bool from) const;
  Index numeric_date(Index i, TimeWords& w);
  Index month_first(Index i, TimeWords& w);
  Index day_first(Index i, TimeWords& w);
  Index weekday(Index i, TimeWords& w);
  Index season(Index i, TimeWords& w);
  Index year_alone(Index i, TimeWords& w);
  Index decade(Index i, TimeWords& w);
  Index century(Index i, TimeWords& w);
  Index quarter(Index i, TimeWords& w);
  Index fiscal(Index i, TimeWords& w);
  Index date(Index i, TimeWords& w);

  // ---- composer_units.cc
  Index part_of(Index i, TimeWords& w);
  Index comparative(Index i, TimeWords& w);
  Index shifted(Index i, TimeWords& w);
  Index shifted_name(Index k, TimeWords& w);
  Index fixed_day(Index i, TimeWords& w);
  Index the_unit(Index i, TimeWords& w);
  Index unit_of(Index i, TimeWords& w);
  Index day_after(Index i, TimeWords& w);
  Index year_end(Index i, TimeWords& w);
  Index year_earlier(Index i, TimeWords& w);
  Index possessive(Index i, TimeWords& w);

  // ---- composer_amounts.cc
  struct Amount {
    int value = 0;
    bool vague = false, half = false, article = false;
    Index last = 0;
  };
  [[nodiscard]] Amount amount_at(Index k) const;
  [[nodiscard]] Amount number_words(Index k) const;
  Index counted(Index i, TimeWords& w);
  Index counted_end(Index i, Index k, const Amount& first, TimeWords& w);
  Index moved(TimeWords& w, int direction, bool from_context, Index last) const;
  Index bare_units(Index i, TimeWords& w);
  Index half_unit(Index i, TimeWords& w);

  // ---- composer_clock.cc
  Index take_daypart(Index k, TimeWords& w) const;
  Index clock(Index i, TimeWords& w);
  Index clock_time(Index i, TimeWords& w) const;
  Index take_zone(Index k, TimeWords& w) const;
  Index daypart(Index i, TimeWords& w);
  Index every(Index i, TimeWords& w);
  Index rate(Index i, TimeWords& w);
  Index phrase(Index i, TimeWords& w);

  const TimeRules::Data& r_;
  std::vector<Part> parts_;
  bool approximate_ = false;  // after "about", "at least"
};

/// Letters of a unit that has a calendar place of its own: D W M Q Y DE CE, WE.
bool is_calendar_unit(std::string_view unit);

}  // namespace parley
