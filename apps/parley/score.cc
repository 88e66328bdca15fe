// parley score: who was right. Forecasts of the ledger, settled by later reports, or of a plain file.
#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "outlook/record_forecasts.h"
#include "outlook/resolve.h"
#include "outlook/score_text.h"

namespace parley {
namespace {

void tell_skipped(const ForecastFile& file) {
  for (const auto& [reason, skipped] : file.skipped)
    std::fprintf(stderr, "parley: %zu of %zu rows left out, %s: %s%s\n", skipped.rows, file.rows, reason.c_str(),
                 join(skipped.places, ", ").c_str(), skipped.rows > skipped.places.size() ? ", …" : "");
}

Result<int> print_scores(std::vector<ResolvedForecast> forecasts, bool of_ledger, const CommandOptions& o) {
  ScoreboardOptions options;
  options.clip = o.clip;
  options.extremise = o.extremise;
  for (std::string_view name : split(o.compare, ','))
    if (!trim(name).empty()) options.compare.emplace_back(trim(name));
  const Scoreboard board = make_scoreboard(std::move(forecasts), options);
  if (!o.svg.empty()) TRY_VOID(write_file(o.svg, calibration_svg(board.all.scores.bins, "Stated and came true")));
  ScoreTextOptions text{o.clip, o.limit_given ? o.limit : 15, of_ledger};
  print(o.format == "jsonl" ? scores_json(board, text) : scores_text(board, text));
  return board.all.scores.n + board.all.dates == 0 ? kNothing : kDone;
}

Result<int> score_file(const CommandOptions& o) {
  ForecastFileNames names = TRY(ForecastFileNames::load(TRY(codebook_for(o))));
  if (!o.columns.empty()) TRY_VOID(names.map(o.columns));
  ForecastFile file = TRY(read_forecast_file(TRY(read_file(o.file)), o.file, names));
  tell_skipped(file);
  const int code = TRY(print_scores(std::move(file.forecasts), false, o));
  return code == kDone && !file.skipped.empty() ? kBadInput : code;
}

/// "for-…=void" of --judge.
Result<Judgement> judgement_of(const CommandOptions& o, const Record& record, Date on) {
  const std::size_t sign = o.judge.find('=');
  const std::string id = o.judge.substr(0, sign);
  auto state = parse_name<ForecastState>(sign == std::string::npos ? "" : o.judge.substr(sign + 1));
  if (!state)
    return fail(ErrorCode::bad_usage,
                "--judge takes ID=STATE with yes, no, void, condition-not-met or open, not '" + o.judge + "'");
  for (const Resolution& r : resolutions_of(record, on))
    if (r.forecast == id) return Judgement{id, *state, r.evidence, o.because, o.by.empty() ? "hand" : o.by, on};
  return fail(ErrorCode::not_found, "no forecast '" + id + "' in the ledger; parley show forecasts lists them");
}

Result<int> write_judgements(const CommandOptions& o) {
  Ledger ledger = TRY(Ledger::open(o.ledger, Ledger::Mode::read_write));
  const Record record = TRY(record_for(o));
  const Date on = TRY(last_day(record, o.on));
  std::vector<Judgement> judgements;
  if (!o.judge.empty()) judgements.push_back(TRY(judgement_of(o, record, on)));
  if (o.settle) {
    auto changed = changed_judgements(record, on);
    judgements.insert(judgements.end(), changed.begin(), changed.end());
  }
  TRY_VOID(ledger.judge(judgements, now_utc()));
  for (const Judgement& j : judgements)
    print(j.forecast + "  " + std::string(name_of(j.state)) + "  " + join(j.evidence, " ") +
          (j.evidence.empty() ? "" : "  ") + j.note + "\n");
  return judgements.empty() ? kNothing : kDone;
}

Result<int> score_ledger(const CommandOptions& o) {
  if (o.settle || !o.judge.empty()) return write_judgements(o);
  const Record record = TRY(record_for(o));
  RecordForecasts all = forecasts_of(record, o.on.empty() ? std::nullopt : parse_date(o.on));
  if (all.unscoreable > 0 && !o.quiet)
    std::fprintf(stderr, "parley: %zu more forecasts say no chance or no time by which they can be judged\n",
                 all.unscoreable);
  return print_scores(std::move(all.forecasts), true, o);
}

}  // namespace

int run_score(const CommandOptions& o) {
  auto code = o.file.empty() ? score_ledger(o) : score_file(o);
  return code ? *code : complain(code.error());
}

}  // namespace parley
