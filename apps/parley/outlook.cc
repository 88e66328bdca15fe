// parley outlook: forecasts from a history of events. import fills the history; next and when ask it; evaluate measures
// the ranker on a benchmark folder.
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "outlook/evaluate.h"
#include "outlook/import.h"
#include "outlook/outlook_text.h"

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

Result<ImportCount> import_file(const std::string& path, const CommandOptions& o, const EventFormats& formats,
                                ActorCodes& codes, HistoryWriter& writer) {
  std::string bytes = TRY(read_file(path));
  if (o.format == "ledger" || (o.format.empty() && bytes.starts_with("SQLite format 3"))) {
    Ledger ledger = TRY(Ledger::open(path, Ledger::Mode::read_only));
    return import_record(TRY(ledger.record()), writer);
  }
  std::string first = bytes.substr(0, bytes.find('\n'));
  const EventFormat* format = o.format.empty() ? formats.recognise(first) : formats.find(o.format);
  if (format == nullptr && !o.columns.empty()) format = formats.find("csv");
  if (format == nullptr)
    return fail(ErrorCode::bad_input, "no known form of events; name one with --format, or its columns with --columns",
                path);
  EventFormat mapped = *format;
  TRY_VOID(o.columns.empty() ? Status() : map_columns(mapped, o.columns));
  return import_rows(bytes, path, mapped, formats, codes, writer);
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

/// A history with all that its forecasts are written with.
struct Loaded {
  History history;
  HistoryIndex index;
  SaidTypes said;
  Lexicon lexicon;

  [[nodiscard]] OutlookWords words() const { return {history, index, said, &lexicon}; }
  [[nodiscard]] std::uint32_t actors() const { return static_cast<std::uint32_t>(history.names().actors.size()); }
  [[nodiscard]] std::uint32_t types() const { return static_cast<std::uint32_t>(history.names().types.size()); }

  [[nodiscard]] Result<std::uint32_t> actor(std::string_view text) const {
    std::string name(trim(text));
    std::string code = lexicon.code_of_name(name);
    const auto& all = history.names().actors;
    for (const std::string& wanted : {name, code})
      if (auto it = std::find(all.begin(), all.end(), wanted); it != all.end())
        return static_cast<std::uint32_t>(it - all.begin());
    return fail(ErrorCode::not_found, "no event of '" + name + "' in the history");
  }
  [[nodiscard]] Result<std::uint32_t> type(std::string_view text) const {
    const auto& all = history.names().types;
    for (std::uint32_t t = 0; t < all.size(); ++t)
      if (equal_ignoring_case(all[t], trim(text))) return t;
    return fail(ErrorCode::not_found,
                "no event of type '" + std::string(text) + "' in the history; it has " + join(all, ", "));
  }
  /// The day of --on, else the first that the history does not know.
  [[nodiscard]] Result<Date> day(const std::string& on) const {
    if (index.size() == 0) return fail(ErrorCode::bad_input, "the history is empty");
    Date first{index.event(index.by_day().front()).day};
    Date after{index.event(index.by_day().back()).day + 1};
    if (on.empty()) return after;
    auto day = parse_date(on);
    if (!day) return fail(ErrorCode::bad_usage, "--on takes a day as YYYY-MM-DD, not '" + on + "'");
    if (*day <= first || *day > after)
      return fail(ErrorCode::bad_usage,
                  "--on lies outside the history, which knows " + first.iso() + " to " + after.plus_days(-1).iso());
    return *day;
  }
};

Result<Loaded> load(const CommandOptions& o) {
  std::string codebook = TRY(codebook_for(o));
  SaidTypes said = TRY(SaidTypes::load(codebook));
  Lexicon lexicon = TRY(Lexicon::load(codebook));
  History history = TRY(History::open(o.history_file));
  return Loaded{history, HistoryIndex(history), std::move(said), std::move(lexicon)};
}

Result<int> next(const CommandOptions& o) {
  Loaded l = TRY(load(o));
  Date on = TRY(l.day(o.on));
  std::uint32_t source = TRY(l.actor(o.source));
  std::optional<std::uint32_t> target, type;
  if (!o.target.empty()) target = TRY(l.actor(o.target));
  if (!o.type.empty()) type = TRY(l.type(o.type));
  NextEvents model(l.index, l.actors(), l.types(), on, o.days);
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

Result<int> when(const CommandOptions& o) {
  Loaded l = TRY(load(o));
  auto names = split(o.about, ',');
  if (names.size() != 2) return fail(ErrorCode::bad_usage, "--pair takes two actors: PRK,USA");
  WhenQuestion q;
  q.on = TRY(l.day(o.on));
  q.a = TRY(l.actor(names[0]));
  q.b = TRY(l.actor(names[1]));
  if (q.a == q.b) return fail(ErrorCode::bad_usage, "--pair takes two different actors");
  for (std::string_view t : split(o.type, ',')) q.types.push_back(TRY(l.type(t)));
  auto by = parse_date(o.by);
  if (!by || *by < q.on)
    return fail(ErrorCode::bad_usage,
                "--by takes a day as YYYY-MM-DD, " + q.on.iso() + " or later, not '" + o.by + "'");
  q.days = by->days - q.on.days + 1;
  WhenAnswer answer = answer_when(l.index, l.actors(), q);
  OutlookWords words = l.words();
  print(o.format == "jsonl" ? when_json(answer, q, words) : when_text(answer, q, words));
  return kDone;
}

}  // namespace

int run_outlook(const CommandOptions& o) {
  if (o.subject == "evaluate") return evaluate(o);
  auto code = o.subject == "import" ? import_all(o) : o.subject == "next" ? next(o) : when(o);
  return code ? *code : complain(code.error());
}

}  // namespace parley
