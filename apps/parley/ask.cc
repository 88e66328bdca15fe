// parley ask: a question in words, answered from the ledger, a history of events, or both.
#include "outlook/ask.h"

#include <filesystem>

#include "base/file.h"
#include "command.h"
#include "outlook/curve_plot.h"

namespace parley {
namespace {

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

Result<Date> day_of(const std::string& text) {
  auto day = parse_date(text);
  if (!day) return fail(ErrorCode::bad_usage, "--on takes a day as YYYY-MM-DD, not '" + text + "'");
  return *day;
}

/// The ledger as known before --on; nothing where there is none and none was asked for.
Result<std::optional<Record>> record_before(const CommandOptions& o) {
  if (!o.ledger_given && !exists(o.ledger)) return std::nullopt;
  Ledger ledger = TRY(Ledger::open(o.ledger, Ledger::Mode::read_only));
  AsOf as_of;
  if (!o.on.empty()) as_of.day = TRY(day_of(o.on)).plus_days(-1);
  return std::optional(TRY(ledger.record(as_of)));
}

Result<OutlookData> data_for(const CommandOptions& o, const std::optional<Record>& record) {
  const std::string codebook = TRY(codebook_for(o));
  if (o.history_given || exists(o.history_file)) return OutlookData::load(o.history_file, codebook);
  if (record) return OutlookData::of_record(*record, codebook);
  return fail(ErrorCode::not_found, "there is neither a ledger (" + o.ledger + ") nor a history (" + o.history_file +
                                        "): read reports (parley read) or take events in (parley outlook import)");
}

/// --on, else the day behind all that is known.
Result<Date> day_for(const CommandOptions& o, const OutlookData& data, const std::optional<Record>& record) {
  if (data.index().size() == 0)
    return fail(
        ErrorCode::bad_input,
        "nothing is known yet that an answer could rest on: the history is empty; read reports or take events in "
        "(parley outlook import)");
  const DateRange known = data.known();
  Date last = known.latest;
  if (record)
    if (auto day = last_day(*record, "")) last = std::max(last, day->plus_days(1));
  if (o.on.empty()) {
    TRY(data.day(""));  // whether the history's last day can be believed
    return last;
  }
  const Date on = TRY(day_of(o.on));
  if (on <= known.earliest)
    return fail(ErrorCode::bad_usage,
                "nothing is known before " + o.on + ": the history begins on " + known.earliest.iso());
  if (on > last)
    std::fprintf(stderr, "parley: nothing is known of the days from %s to %s; they count as days without an event\n",
                 last.iso().c_str(), on.plus_days(-1).iso().c_str());
  return on;
}

/// The answer as of each day from `on` to --until that its question still lies ahead of: a line a day, and a picture.
Result<int> ask_day_by_day(const CommandOptions& o, const Knowledge& knowledge, Date on) {
  const Date until = TRY(day_of(o.until));
  std::vector<TimelinePoint> points;
  std::string out;
  for (Date day = on; day <= until; day = day.plus_days(1)) {
    CommandOptions of_day = o;
    of_day.on = day.iso();
    const std::optional<Record> record = TRY(record_before(of_day));
    const OutlookData data = TRY(data_for(of_day, record));
    if (data.index().size() == 0 || day <= data.known().earliest) continue;
    Asker asker(data, knowledge, record ? &*record : nullptr, day);
    const auto question = asker.read(o.text);
    if (!question && !points.empty()) break;  // the window is over
    const Question q = TRY(Result<Question>(question));
    const auto answer = asker.answer(q);
    if (!answer) continue;  // nothing is known of the actors yet
    points.push_back({day, answer->probability, answer->low, answer->high});
    char line[96];
    std::snprintf(line, sizeof line, "%s  %5.1f %%  (%.1f to %.1f)\n", day.iso().c_str(), 100 * answer->probability,
                  100 * answer->low, 100 * answer->high);
    out += o.format == "jsonl" ? answer_json(q, *answer, day) : line;
  }
  if (!o.svg.empty()) TRY_VOID(write_file(o.svg, timeline_svg(points, o.text)));
  print(out);
  return points.empty() ? kNothing : kDone;
}

Result<int> ask(const CommandOptions& o) {
  const Knowledge knowledge = TRY(knowledge_for(o));
  const std::optional<Record> record = TRY(record_before(o));
  const OutlookData data = TRY(data_for(o, record));
  const Date on = TRY(day_for(o, data, record));
  if (!o.until.empty()) return ask_day_by_day(o, knowledge, on);
  Asker asker(data, knowledge, record ? &*record : nullptr, on);
  asker.use_calendar(TRY(codebook_for(o)));
  const Question question = TRY(asker.read(o.text));
  const AskAnswer answer = TRY(asker.answer(question));
  if (o.keep) {
    Ledger ledger = TRY(Ledger::open(o.ledger, Ledger::Mode::read_write));
    TRY_VOID(ledger.keep(stated_forecast(question, answer, on), now_utc()));
  }
  print(o.format == "jsonl" ? answer_json(question, answer, on) : answer_text(question, answer, on));
  return kDone;
}

}  // namespace

int run_ask(const CommandOptions& o) {
  auto code = ask(o);
  return code ? *code : complain(code.error());
}

}  // namespace parley
