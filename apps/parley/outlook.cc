// parley outlook: forecasts from a history of events. import fills the history; next and when ask it; backtest and
// evaluate measure.
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "base/file.h"
#include "base/file_blocks.h"
#include "base/text.h"
#include "command.h"
#include "outlook/backtest.h"
#include "outlook/curve_plot.h"
#include "outlook/evaluate.h"
#include "outlook/import.h"
#include "outlook/outlook_data.h"
#include "outlook/score_text.h"

namespace parley {
namespace {

Tell progress(const CommandOptions& o) {
  auto start = std::clock();
  return [start, quiet = o.quiet](const std::string& line) {
    if (!quiet)
      std::fprintf(stderr, "%6.1f CPU s  %s\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
                   line.c_str());
  };
}

int evaluate(const CommandOptions& o) {
  EvaluateOptions options;
  options.split = o.split == "valid" ? Split::valid : Split::test;
  options.ranker = shipped_ranker(o.history == "frozen" ? HistoryMode::frozen : HistoryMode::running);
  auto lines = predict_split(o.directory, options, progress(o));
  if (!lines) return complain(lines.error());
  if (auto done = write_file(o.predictions, *lines); !done) return complain(done.error());
  return kDone;
}

Result<ImportCount> import_table(const std::string& path, const CommandOptions& o, const EventFormats& formats,
                                 ActorCodes& codes, HistoryWriter& writer) {
  std::optional<RowImport> import;
  EventFormat mapped;
  std::string head;  // until the first line is whole
  const auto start = [&]() -> Status {
    const std::string_view first = std::string_view(head).substr(0, head.find('\n'));
    const EventFormat* format = o.format.empty() ? formats.recognise(first) : formats.find(o.format);
    if (format == nullptr && !o.columns.empty()) format = formats.find("csv");
    if (trim(head).empty()) return fail(ErrorCode::bad_input, "is empty: there are no events in it", path);
    if (format == nullptr)
      return fail(ErrorCode::bad_input,
                  "no known form of events; name one with --format, or its columns with --columns", path);
    mapped = *format;
    TRY_VOID(o.columns.empty() ? Status() : map_columns(mapped, o.columns));
    import.emplace(path, mapped, formats, codes, writer);
    return import->take(head);
  };
  TRY_VOID(read_blocks(path, [&](std::string_view block) -> Status {
    if (import) return import->take(block);
    head += block;
    return head.find('\n', head.size() - block.size()) == std::string::npos ? Status() : start();
  }));
  if (!import) TRY_VOID(start());
  return import->finish();
}

/// Is it a ledger, by what was asked for or by its first bytes?
Result<bool> is_ledger(const std::string& path, const std::string& format) {
  constexpr std::string_view kSqlite = "SQLite format 3";
  std::string head;
  Status read = read_blocks(path, [&](std::string_view block) -> Status {
    head += block.substr(0, kSqlite.size());
    return head.size() < kSqlite.size() ? Status() : fail(ErrorCode::bad_input, "");  // that is enough
  });
  if (!read && head.empty()) return tl::unexpected(read.error());
  return format == "ledger" || (format.empty() && head.starts_with(kSqlite));
}

Result<ImportCount> import_file(const std::string& path, const CommandOptions& o, const EventFormats& formats,
                                ActorCodes& codes, HistoryWriter& writer) {
  if (!TRY(is_ledger(path, o.format))) return import_table(path, o, formats, codes, writer);
  Ledger ledger = TRY(Ledger::open(path, Ledger::Mode::read_only));
  return import_record(TRY(ledger.record()), writer);
}

Result<int> import_all(const CommandOptions& o) {
  std::string codebook = TRY(codebook_for(o));
  EventFormats formats = TRY(EventFormats::load(codebook));
  Lexicon lexicon = TRY(Lexicon::load(codebook));
  ActorCodes codes(lexicon, formats);
  HistoryWriter writer = TRY(HistoryWriter::open(o.history_file));
  int code = kDone;
  for (const std::string& path : o.paths) {
    auto count = import_file(path, o, formats, codes, writer);
    if (!count) {
      code = complain(count.error());
      continue;
    }
    print(path + ": " + import_text(*count));
  }
  TRY_VOID(writer.commit());
  print(o.history_file + ": " + std::to_string(writer.rows()) + " events\n");
  return code;
}

Result<OutlookData> load(const CommandOptions& o) { return OutlookData::load(o.history_file, TRY(codebook_for(o))); }

Result<int> next(const CommandOptions& o) {
  OutlookData l = TRY(load(o));
  Date on = TRY(l.day(o.on));
  std::uint32_t source = TRY(l.actor(o.source));
  std::optional<std::uint32_t> target, type;
  if (!o.target.empty()) target = TRY(l.actor(o.target));
  if (!o.type.empty()) type = TRY(l.type(o.type));
  NextEvents model(l.index(), l.actors(), l.types(), on, o.days);
  std::vector<NextEvent> list = model.rank(source);
  std::erase_if(list, [&](const NextEvent& n) {
    return n.target != target.value_or(n.target) || n.type != type.value_or(n.type);
  });
  list.resize(std::min<std::size_t>(list.size(), o.limit == 0 ? 10 : o.limit));
  if (list.empty())
    std::fprintf(
        stderr,
        "parley: nothing to go by: in the half year before %s no event with it has been followed, in one of %zu "
        "windows of %d days, by what is asked; a longer history helps (parley outlook import)\n",
        on.iso().c_str(), model.origins(), o.days);
  OutlookWords words = l.words();
  print(o.format == "jsonl" ? next_json(list, source, on, o.days, words) : next_text(list, source, o.days, words));
  return list.empty() ? kNothing : kDone;
}

/// What the ledger knows, before the day of the question, to be set between the two.
Result<std::string> scheduled(const CommandOptions& o, const WhenQuestion& q, const WhenAnswer& answer,
                              const OutlookData& l) {
  Ledger ledger = TRY(Ledger::open(o.ledger, Ledger::Mode::read_only));
  const Record record = TRY(ledger.record({q.on.plus_days(-1)}));
  const auto& names = l.history().names().actors;
  const ScheduleModel model(l.schedules(), plan_cases(record.findings.meetings, q.on));
  const auto list =
      schedules_of(record.findings.meetings, model, {names[q.a], names[q.b]}, "", q.on, {q.on, q.on.plus_days(q.days)});
  if (list.empty()) return std::string("in the ledger no meeting of the two is set, put off or called off\n");
  char chance[96];
  std::snprintf(chance, sizeof chance, "with what the ledger knows to be set: %.0f %%\n",
                100 * with_schedules(answer.probability, list));
  return chance + schedules_text(list, model.cases());
}

Result<int> when(const CommandOptions& o) {
  OutlookData l = TRY(load(o));
  auto names = split(o.about, ',');
  if (names.size() != 2) return fail(ErrorCode::bad_usage, "--pair takes two actors: PRK,USA");
  WhenQuestion q;
  q.on = TRY(l.day(o.on));
  q.a = TRY(l.actor(names[0]));
  q.b = TRY(l.actor(names[1]));
  if (q.a == q.b) return fail(ErrorCode::bad_usage, "--pair takes two different actors");
  q.types = TRY(l.type_list(o.type));
  auto by = parse_date(o.by);
  if (!by || *by < q.on)
    return fail(ErrorCode::bad_usage,
                "--by takes a day as YYYY-MM-DD, " + q.on.iso() + " or later, not '" + o.by + "'");
  q.days = by->days - q.on.days + 1;
  WhenAnswer answer = answer_when(l.index(), l.actors(), q);
  OutlookWords words = l.words();
  if (!o.svg.empty())
    TRY_VOID(
        write_file(o.svg, curve_svg(answer.curve, q.on, o.type + ": " + words.name(q.a) + ", " + words.name(q.b))));
  print(o.format == "jsonl" ? when_json(answer, q, words) : when_text(answer, q, words));
  if (o.format == "jsonl") return kDone;
  print(curve_text(answer.curve, q.on));
  if (o.ledger_given) print(TRY(scheduled(o, q, answer, l)));
  return kDone;
}

Result<int> run_backtest(const CommandOptions& o) {
  OutlookData l = TRY(load(o));
  BacktestOptions options;
  TRY(l.day(""));
  const auto [first, after] = l.known();
  options.days = o.days;
  options.every = o.every;
  options.from = o.from.empty() ? Date{first.days + (after.days - first.days) / 2} : TRY(l.day(o.from));
  options.until = o.until.empty() ? after : TRY(l.day(o.until));
  const PairHistory history =
      pair_history(l.index(), l.actors(), TRY(l.type_list(o.type)), options.until.days, Sides::either);
  const Backtest result = TRY(backtest(history, standard_methods(), options));
  if (!o.svg.empty())
    TRY_VOID(write_file(o.svg, calibration_svg(result.rows[0].scores.bins, "Backtest: stated and came true")));
  print(o.format == "jsonl" ? backtest_json(result, options) : backtest_text(result, options));
  return kDone;
}

}  // namespace

int run_outlook(const CommandOptions& o) {
  if (o.subject == "evaluate") return evaluate(o);
  auto code = o.subject == "import"     ? import_all(o)
              : o.subject == "next"     ? next(o)
              : o.subject == "backtest" ? run_backtest(o)
                                        : when(o);
  return code ? *code : complain(code.error());
}

}  // namespace parley
