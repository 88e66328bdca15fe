// See outlook_data.h.
#include "outlook/outlook_data.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "outlook/import.h"

namespace parley {
namespace {

constexpr std::int32_t kLongestPause = 3 * 365;  // days without any event, after which a lone last day is doubted

}  // namespace

OutlookData::OutlookData(History history, SaidTypes said, Lexicon lexicon, SchedulePrior schedules)
    : history_(std::move(history)),
      index_(history_),
      said_(std::move(said)),
      lexicon_(std::move(lexicon)),
      schedules_(std::move(schedules)) {}

Result<OutlookData> OutlookData::load(const std::string& history_file, const std::string& codebook) {
  SaidTypes said = TRY(SaidTypes::load(codebook));
  Lexicon lexicon = TRY(Lexicon::load(codebook));
  SchedulePrior schedules = TRY(SchedulePrior::load(codebook));
  return OutlookData(TRY(History::open(history_file)), std::move(said), std::move(lexicon), std::move(schedules));
}

Result<OutlookData> OutlookData::of_record(const Record& record, const std::string& codebook) {
  std::error_code error;
  std::string folder = (std::filesystem::temp_directory_path(error) / "parley-outlook-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr)
    return fail(ErrorCode::unreadable, "no temporary folder can be made; set TMPDIR to one", folder);
  const auto fill = [&]() -> Result<OutlookData> {
    HistoryWriter writer = TRY(HistoryWriter::open(folder + "/h"));
    TRY(import_record(record, writer));
    TRY_VOID(writer.commit());
    return load(folder + "/h", codebook);  // mapped: it stays when the file is gone
  };
  Result<OutlookData> out = fill();
  std::filesystem::remove_all(folder, error);
  return out;
}

Result<std::uint32_t> OutlookData::actor(std::string_view text) const {
  const std::string name(trim(text));
  const std::string code = lexicon_.code_of_name(name);
  const auto& all = history_.names().actors;
  for (const std::string& wanted : {name, code})
    if (auto it = std::find(all.begin(), all.end(), wanted); it != all.end())
      return static_cast<std::uint32_t>(it - all.begin());
  return fail(ErrorCode::not_found, "no event of '" + name + "' in the history");
}

Result<std::uint32_t> OutlookData::type(std::string_view text) const {
  const auto& all = history_.names().types;
  for (std::uint32_t t = 0; t < all.size(); ++t)
    if (equal_ignoring_case(all[t], trim(text))) return t;
  return fail(ErrorCode::not_found,
              "no event of type '" + std::string(text) + "' in the history; it has " + join(all, ", "));
}

Result<std::vector<std::uint32_t>> OutlookData::type_list(std::string_view text) const {
  std::vector<std::uint32_t> out;
  for (std::string_view t : split(text, ',')) out.push_back(TRY(type(t)));
  return out;
}

DateRange OutlookData::known() const {
  return {Date{index_.event(index_.by_day().front()).day}, Date{index_.event(index_.by_day().back()).day + 1}};
}

Date OutlookData::day_before_last() const {
  const auto& order = index_.by_day();
  const std::int32_t last = index_.event(order.back()).day;
  for (auto it = order.rbegin(); it != order.rend(); ++it)
    if (index_.event(*it).day < last) return Date{index_.event(*it).day};
  return Date{last};
}

Result<Date> OutlookData::day(const std::string& text) const {
  if (index_.size() == 0)
    return fail(ErrorCode::bad_input, "the history is empty; take events into it first (parley outlook import)");
  const auto [first, after] = known();
  if (text.empty()) {
    const Date last = after.plus_days(-1);
    const Date before = day_before_last();
    if (last.days - before.days <= kLongestPause) return after;
    return fail(ErrorCode::bad_input, "the history's last day, " + last.iso() +
                                          ", lies years behind the one before it, " + before.iso() +
                                          ": perhaps a clock ran ahead; say with --on of which day to ask, as --on " +
                                          before.plus_days(1).iso());
  }
  auto day = parse_date(text);
  if (!day) return fail(ErrorCode::bad_usage, "--on takes a day as YYYY-MM-DD, not '" + text + "'");
  if (*day <= first || *day > after)
    return fail(ErrorCode::bad_usage,
                "--on lies outside the history, which knows " + first.iso() + " to " + after.plus_days(-1).iso());
  return *day;
}

}  // namespace parley
