// The compiled rules of codebook/time.toml and calendar.toml. Inside the stage only.
//
// Every word of the codebook is one entry of one table, with a bit for each list that it stands in: one look-up a token
// says whether a token can begin or continue an expression, and what it contributes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/phrase_table.h"
#include "time/time.h"

namespace parley {

struct Occasion {
  std::string name, kind;
  std::vector<std::string> of;
  std::vector<DateRange> dates;
};

/// The lists of codebook/time.toml that a word can stand in.
enum WordClass : std::uint64_t {
  kMonth = 1U << 0,
  kWeekday = 1U << 1,
  kWeekdays = 1U << 2,  // "Mondays"
  kNumber = 1U << 3,
  kMultiple = 1U << 4,
  kOrdinal = 1U << 5,
  kVague = 1U << 6,
  kUnit = 1U << 7,
  kUnitAdjective = 1U << 8,
  kPeriod = 1U << 9,
  kSeason = 1U << 10,
  kDaypart = 1U << 11,
  kClockWord = 1U << 12,
  kHalfOfDay = 1U << 13,
  kZone = 1U << 14,
  kPart = 1U << 15,
  kShift = 1U << 16,
  kEvery = 1U << 17,
  kFixedDay = 1U << 18,
  kSet = 1U << 19,
  kPhraseStart = 1U << 20,  // of a reference, a holiday or a named date
  kApproximate = 1U << 21,  // first word of a phrase of [approximate]
  kYearBefore = 1U << 22,   // a word after which four digits are a year
  kNeedsDay = 1U << 23,     // a month that is also a word
  kMonthAfter = 1U << 24,
  kNeedsSeason = 1U << 25,
  kSeasonAfter = 1U << 26,
  kFromContext = 1U << 27,    // "same", "following"
  kDecade = 1U << 28,         // "nineties"
  kMeasure = 1U << 29,        // "percent", "$": the number beside it is no date
  kPartNoun = 1U << 30,       // "end": a part only with "of"
  kNeedsThe = 1U << 31,       // "following": shifts only after "the"
  kFrequency = 1ULL << 32,    // "twice", "times"
  kArticle = 1ULL << 33,      // "a", "that": begins an expression only before another word of the codebook
  kPhraseWord = 1ULL << 35,   // inside a phrase: "near" of "the near future"
  kLongUnit = 1ULL << 36,     // "weeklong"
  kLeadsAmount = 1ULL << 37,  // before "a week" alone
  kLeadsUnits = 1ULL << 38,   // before "weeks" alone
  kCloses = 1ULL << 39,       // "ended": a year before it is a stretch of time
  kLead = 1ULL << 34,         // "fiscal", "later": begins an expression or stands between its words
};

/// What a word says of the clause's direction in time.
enum class Tense : std::uint8_t { none, modal, prospect, past_auxiliary, present, future, upcoming, moving, past };

struct TimeWord {
  std::uint64_t classes = 0;
  Tense tense = Tense::none;
  int month = 0;    // 1..12
  int weekday = 0;  // ISO 1..7
  int number = 0;   // of numbers, ordinals and multiples
  int shift = 0;    // -1, 0, 1; days for fixed days
  int half = 0;     // hours to add: 0 or 12
  std::string unit, season, daypart, clock, zone, part, value;
};

struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

/// A phrase of [references], [holidays] or [named_dates]: a value, or a rule of the calendar.
struct TimePhrase {
  std::string value;    // "PRESENT_REF", "2001-09-11"; "" for a holiday
  std::string holiday;  // "12-25", "11/4/4", "easter-2"
  bool pause = false;   // only where the clause ends
};

struct TimeRules::Data {
  std::unordered_map<std::string, TimeWord, WordHash, std::equal_to<>> words;
  PhraseTable phrases;  // of references, holidays, named dates
  std::vector<TimePhrase> phrase_list;
  PhraseTable approximate;
  std::vector<std::string> approximate_mods;
  std::unordered_set<std::string> reference_not_after, reference_not_before;
  std::unordered_set<std::string> limits;       // "within": a duration after it runs from the report's day
  std::unordered_set<std::string> joins;        // "to", "and": between two dates of one range
  std::unordered_set<std::string> attributive;  // words that make a participle an adjective
  std::unordered_map<std::string, TimeRole> roles;
  std::unordered_map<std::string, std::array<double, 2>> part_bounds;
  int vague_least = 2, vague_most = 7;
  double against = 60, favoured = .35;
  int context_days = 62;
  std::uint32_t quarter_sentences = 4;

  PhraseTable occasions;  // lower-case names and aliases
  std::vector<Occasion> occasion_list;
  std::unordered_set<std::string> recent, former;
  int occasion_days = 100, photo_days = 45;
  double weight_year = .7, weight_occasion = .6, weight_office = .5, weight_weekday = .5, weight_clause = .2;

  [[nodiscard]] const TimeWord* word(std::string_view lower) const {
    auto it = words.find(lower);
    return it == words.end() ? nullptr : &it->second;
  }
};

}  // namespace parley
