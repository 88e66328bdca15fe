// Loading codebook/time.toml and codebook/calendar.toml. See rules.h.
#include "time/rules.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace parley {
namespace {

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::string_view w : split(phrase, ' '))
    if (!w.empty()) words.push_back(lower_ascii(w));
  return words;
}

class Loader {
 public:
  Loader(TimeRules::Data& d, std::string file) : d_(d), file_(std::move(file)) {}

  Status load(const Value& root) {
    numbers(root.at("months"), kMonth, &TimeWord::month);
    numbers(root.at("weekdays"), kWeekday, &TimeWord::weekday);
    numbers(root.at("weekdays_plural"), kWeekdays, &TimeWord::weekday);
    numbers(root.at("numbers"), kNumber, &TimeWord::number);
    numbers(root.at("multiples"), kMultiple, &TimeWord::number);
    numbers(root.at("ordinals"), kOrdinal, &TimeWord::number);
    numbers(root.at("halves_of_day"), kHalfOfDay, &TimeWord::half);
    numbers(root.at("fixed"), kFixedDay, &TimeWord::shift);
    texts(root.at("units"), kUnit, &TimeWord::unit);
    texts(root.at("long_units"), kLongUnit, &TimeWord::unit);
    texts(root.at("seasons"), kSeason, &TimeWord::season);
    texts(root.at("dayparts"), kDaypart, &TimeWord::daypart);
    texts(root.at("daypart_of"), kFixedDay, &TimeWord::daypart);
    texts(root.at("clock_words"), kClockWord, &TimeWord::clock);
    texts(root.at("zones"), kZone, &TimeWord::zone);
    texts(root.at("sets"), kSet, &TimeWord::value);
    texts(root.at("decades"), kDecade, &TimeWord::value);
    list(root.at("measures"), "words", kMeasure);
    list(root.at("leads"), "articles", kArticle);
    list(root.at("leads"), "words", kLead);
    list(root.at("leads"), "amount", kLeadsAmount);
    list(root.at("leads"), "units", kLeadsUnits);
    list(root.at("leads"), "closes", kCloses);
    list(root.at("frequencies"), "words", kFrequency);
    list(root.at("part_nouns"), "words", kPartNoun);
    list(root.at("needs_day"), "words", kNeedsDay);
    list(root.at("needs_day"), "after", kMonthAfter);
    list(root.at("season_needs"), "words", kNeedsSeason);
    list(root.at("season_needs"), "after", kSeasonAfter);
    list(root.at("unit_adjectives"), "words", kUnitAdjective);
    list(root.at("periods"), "words", kPeriod);
    list(root.at("year_after"), "words", kYearBefore);
    vague(root.at("vague"));
    shifts(root.at("shift"));
    for (const auto& [part, words] : root.at("parts").table)
      for (const Value& w : words.list) add(w.text, kPart).part = part;
    phrases(root);
    for (const auto& [mod, list_of] : root.at("approximate").table) {
      for (const Value& p : list_of.list) phrase(d_.approximate, p.text, kApproximate, d_.approximate_mods.size());
      d_.approximate_mods.push_back(mod);
    }
    TRY_VOID(roles(root.at("role")));
    for (const std::string& w : root.at("joins").texts("words")) d_.joins.insert(w);
    for (const std::string& w : root.at("limits").texts("words")) d_.limits.insert(w);
    tenses(root.at("direction"));
    for (const auto& [part, bounds] : root.at("part_bounds").table)
      if (bounds.list.size() == 2) d_.part_bounds[part] = {bounds.list[0].real, bounds.list[1].real};
    constants(root.at("policy"), root.at("evidence"));
    if (root.at("months").table.empty() || root.at("units").table.empty())
      return fail(ErrorCode::bad_codebook, "no [months] or no [units]", file_);
    return {};
  }

 private:
  TimeWord& add(const std::string& word, std::uint64_t word_class) {
    TimeWord& w = d_.words[word];
    w.classes |= word_class;
    return w;
  }
  void numbers(const Value& section, std::uint64_t word_class, int TimeWord::*field) {
    for (const auto& [word, value] : section.table) add(word, word_class).*field = static_cast<int>(value.integer);
  }
  void texts(const Value& section, std::uint64_t word_class, std::string TimeWord::*field) {
    for (const auto& [word, value] : section.table) add(word, word_class).*field = value.text;
  }
  void list(const Value& section, std::string_view key, std::uint64_t word_class) {
    for (const std::string& w : section.texts(key)) add(w, word_class);
  }

  void vague(const Value& section) {
    list(section, "words", kVague);
    for (const std::string& w : section.texts("two")) add(w, kVague).number = 2;
  }

  void shifts(const Value& section) {
    for (auto& w : section.texts("previous")) add(w, kShift).shift = -1;
    for (auto& w : section.texts("this")) add(w, kShift).shift = 0;
    for (auto& w : section.texts("next")) add(w, kShift).shift = 1;
    list(section, "every", kEvery);
    list(section, "from_context", kFromContext);
    list(section, "needs_the", kNeedsThe);
  }

  void phrase(PhraseTable& table, const std::string& text, std::uint64_t word_class, std::size_t payload) {
    std::vector<std::string> words = words_of(text);
    if (words.empty()) return;
    add(words.front(), word_class);
    for (std::size_t k = 1; k < words.size(); ++k) add(words[k], kPhraseWord);
    table.add(words, static_cast<std::uint32_t>(payload));
  }

  void phrases(const Value& root) {
    const Value& limits = root.at("reference_limits");
    std::vector<std::string> pause = limits.texts("needs_pause");
    for (auto& w : limits.texts("not_after")) d_.reference_not_after.insert(w);
    for (auto& w : limits.texts("not_before")) d_.reference_not_before.insert(w);
    for (const auto& [value, list_of] : root.at("references").table)
      for (const Value& p : list_of.list) {
        bool needs_pause = std::find(pause.begin(), pause.end(), p.text) != pause.end();
        phrase(d_.phrases, p.text, kPhraseStart, d_.phrase_list.size());
        d_.phrase_list.push_back({value, "", needs_pause});
      }
    for (const auto& [name, day] : root.at("holidays").table) {
      phrase(d_.phrases, name, kPhraseStart, d_.phrase_list.size());
      d_.phrase_list.push_back({"", day.text, false});
    }
    for (const auto& [name, day] : root.at("named_dates").table) {
      phrase(d_.phrases, name, kPhraseStart, d_.phrase_list.size());
      d_.phrase_list.push_back({day.text, "", false});
    }
  }

  Status roles(const Value& section) {
    for (const auto& [role, words] : section.table) {
      std::optional<TimeRole> r;
      for (int k = 0; k <= static_cast<int>(TimeRole::every); ++k)
        if (name_of(static_cast<TimeRole>(k)) == role) r = static_cast<TimeRole>(k);
      if (!r)
        return fail(ErrorCode::bad_codebook, "'" + role + "' is no role of a time",
                    file_ + ":" + std::to_string(words.line));
      for (const Value& w : words.list) d_.roles[w.text] = *r;
    }
    return {};
  }

  void tenses(const Value& section) {
    const std::pair<const char*, Tense> kLists[] = {
        {"past", Tense::past},         {"present", Tense::present},  {"moving", Tense::moving},
        {"upcoming", Tense::upcoming}, {"future", Tense::future},    {"past_auxiliary", Tense::past_auxiliary},
        {"modal", Tense::modal},       {"prospect", Tense::prospect}};
    for (auto [key, tense] : kLists)
      for (const std::string& w : section.texts(key)) add(w, 0).tense = tense;
    for (const std::string& w : section.texts("attributive")) d_.attributive.insert(w);
  }

  void constants(const Value& policy, const Value& evidence) {
    d_.vague_least = static_cast<int>(policy.whole("vague_least", 2));
    d_.vague_most = static_cast<int>(policy.whole("vague_most", 7));
    d_.against = policy.number("against", 60);
    d_.favoured = policy.number("favoured", .35);
    d_.quarter_sentences = static_cast<std::uint32_t>(policy.whole("quarter_sentences", 4));
    d_.context_days = static_cast<int>(policy.whole("context_days", 62));
    d_.occasion_days = static_cast<int>(evidence.whole("occasion_days", 100));
    d_.photo_days = static_cast<int>(evidence.whole("photo_days", 45));
    d_.weight_year = evidence.number("weight_year", .7);
    d_.weight_occasion = evidence.number("weight_occasion", .6);
    d_.weight_office = evidence.number("weight_office", .5);
    d_.weight_weekday = evidence.number("weight_weekday", .5);
    d_.weight_clause = evidence.number("weight_clause", .2);
    for (auto& w : evidence.texts("recent")) d_.recent.insert(w);
    for (auto& w : evidence.texts("former")) d_.former.insert(w);
  }

  TimeRules::Data& d_;
  std::string file_;
};

Status load_calendar(const std::string& file, TimeRules::Data& d) {
  if (!std::filesystem::exists(file)) return {};
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const Value& v : root.at("occasion").list) {
    Occasion o{v.str("name"), v.str("kind"), v.texts("of"), {}};
    for (const std::string& value : v.texts("dates")) {
      auto range = bounds_of(value);
      if (!range)
        return fail(ErrorCode::bad_codebook, "'" + value + "' is no date", file + ":" + std::to_string(v.line));
      o.dates.push_back(*range);
    }
    auto index = static_cast<std::uint32_t>(d.occasion_list.size());
    d.occasions.add(words_of(o.name), index);
    for (const std::string& alias : v.texts("aliases")) d.occasions.add(words_of(alias), index);
    d.occasion_list.push_back(std::move(o));
  }
  return {};
}

}  // namespace

TimeRules::TimeRules() : data_(std::make_unique<Data>()) {}
TimeRules::~TimeRules() = default;
TimeRules::TimeRules(TimeRules&&) noexcept = default;
TimeRules& TimeRules::operator=(TimeRules&&) noexcept = default;

Result<TimeRules> TimeRules::load(const std::string& codebook_dir) {
  TimeRules rules;
  std::string file = codebook_dir + "/time.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  TRY_VOID(Loader(*rules.data_, file).load(root));
  TRY_VOID(load_calendar(codebook_dir + "/calendar.toml", *rules.data_));
  return rules;
}

}  // namespace parley
