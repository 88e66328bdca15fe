// See calendar.h.
#include "outlook/calendar.h"

#include <algorithm>

#include "base/file.h"
#include "base/value.h"

namespace parley {
namespace {

/// First days of an occasion inside the range: its dates, and "--MM-DD" of every year.
std::vector<Date> days_of(const Value& occasion, DateRange range) {
  std::vector<Date> out;
  for (const std::string& text : occasion.texts("dates"))
    if (auto bounds = bounds_of(text); bounds && range.contains(bounds->earliest)) out.push_back(bounds->earliest);
  const std::string recurring = occasion.str("recurring");
  if (!recurring.starts_with("--")) return out;
  for (int year = range.earliest.year(); year <= range.latest.year(); ++year) {
    std::string text = std::to_string(year);
    text.insert(0, 4 - std::min<std::size_t>(4, text.size()), '0');
    if (auto day = parse_date(text + recurring.substr(1)); day && range.contains(*day)) out.push_back(*day);
  }
  return out;
}

}  // namespace

Result<std::vector<CalendarDay>> occasions_of(const std::string& codebook, const std::vector<std::string>& codes,
                                              DateRange range) {
  const std::string path = codebook + "/calendar.toml";
  const Value root = TRY(parse_toml(TRY(read_file(path)), path));
  std::vector<CalendarDay> out;
  for (const Value& occasion : root.at("occasion").list) {
    const auto of = occasion.texts("of");
    const bool theirs = std::any_of(codes.begin(), codes.end(), [&](const std::string& c) {
      return std::find(of.begin(), of.end(), c) != of.end();
    });
    if (!theirs) continue;
    for (Date day : days_of(occasion, range)) out.push_back({occasion.str("name"), occasion.str("kind"), day});
  }
  std::stable_sort(out.begin(), out.end(), [](const CalendarDay& a, const CalendarDay& b) {
    return std::pair(a.day, a.name) < std::pair(b.day, b.name);
  });
  return out;
}

}  // namespace parley
