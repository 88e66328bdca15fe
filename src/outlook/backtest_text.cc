// Backtests as text and JSON lines; see backtest.h.
#include <cmath>
#include <cstdio>

#include "base/json_writer.h"
#include "outlook/backtest.h"
#include "outlook/score_text.h"

namespace parley {
namespace {

double rounded(double v) { return std::round(v * 1e6) / 1e6; }

}  // namespace

std::string backtest_text(const Backtest& result, const BacktestOptions& o) {
  if (result.rows.empty()) return {};
  char line[200];
  std::snprintf(line, sizeof line, "%zu questions at %zu origins, %s to %s: again within %d days? %.1f %% came true\n",
                result.rows[0].scores.n, result.origins, o.from.iso().c_str(), o.until.iso().c_str(), o.days,
                100 * result.rows[0].scores.base_rate);
  std::string out = line;
  out += "                Brier    skill      log   reliability  calibration error\n";
  for (const BacktestRow& r : result.rows) {
    std::snprintf(line, sizeof line, "  %-12s %7.4f  %+.3f  %7.4f       %7.4f            %7.4f\n", r.name.c_str(),
                  r.scores.brier, r.skill, r.scores.log_score, r.scores.parts.reliability, r.calibration_error);
    out += line;
  }
  out += "\n" + calibration_text(result.rows[0].scores.bins);
  out += "\nlooked ahead: ";
  if (!result.leaked())
    return out + "no (the future was altered at " + std::to_string(result.leak_checks) +
           (result.leak_checks == 1 ? " origin" : " origins") + ", no answer changed)\n";
  for (const BacktestRow& r : result.rows)
    if (r.leaks > 0) out += r.name + " in " + std::to_string(r.leaks) + " answers; ";
  return out + "its scores are worth nothing\n";
}

std::string backtest_json(const Backtest& result, const BacktestOptions& o) {
  std::string out;
  for (const BacktestRow& r : result.rows) {
    JsonWriter json(out);
    json.begin_object();
    json.key("kind"), json.text("backtest");
    json.key("method"), json.text(r.name);
    json.key("from"), json.text(o.from.iso());
    json.key("until"), json.text(o.until.iso());
    json.key("days"), json.integer(o.days);
    json.key("origins"), json.integer(static_cast<std::int64_t>(result.origins));
    json.key("n"), json.integer(static_cast<std::int64_t>(r.scores.n));
    json.key("came_true"), json.real(rounded(r.scores.base_rate));
    json.key("brier"), json.real(rounded(r.scores.brier));
    json.key("skill"), json.real(rounded(r.skill));
    json.key("log_score"), json.real(rounded(r.scores.log_score));
    json.key("reliability"), json.real(rounded(r.scores.parts.reliability));
    json.key("calibration_error"), json.real(rounded(r.calibration_error));
    json.key("leaks"), json.integer(static_cast<std::int64_t>(r.leaks));
    json.end_object();
    out += '\n';
  }
  return out;
}

}  // namespace parley
