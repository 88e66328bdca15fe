// See score_text.h.
#include "outlook/score_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/json_writer.h"
#include "base/text.h"
#include "outlook/svg.h"

namespace parley {
namespace {

constexpr std::size_t kNameWidth = 34;
constexpr int kScale = 40;  // columns for 0 to 100 %

template <class... Numbers>
std::string format(const char* pattern, Numbers... numbers) {
  char text[256];
  std::snprintf(text, sizeof text, pattern, numbers...);
  return text;
}

double rounded(double v) { return std::round(v * 1e6) / 1e6; }

/// Cut or filled to so many columns.
std::string fitted(const std::string& text, std::size_t width) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) continue;
    const std::size_t wide = display_width(std::string_view(text).substr(from, at - from));
    if (used + wide > width) break;
    append_utf8(out, c);
    used += wide;
  }
  return out + std::string(width - used, ' ');
}

std::string skill_text(const std::optional<double>& skill) {
  return skill ? format("%+.3f", *skill) : std::string("     -");
}

std::string name_of(const ScoreRow& r) { return r.name.empty() ? "(nobody named)" : r.name; }

std::string head_text(const ScoreRow& all, double clip) {
  const Scores& s = all.scores;
  std::string out = std::to_string(s.n) + " forecasts judged: " + format("%.1f %%", 100 * s.base_rate) +
                    " came to pass; " + std::to_string(all.voided) + " void or condition not met " +
                    format("(%.1f %% of the settled)", 100 * all.void_share()) + ", " + std::to_string(all.open) +
                    " open\n";
  if (all.dates > 0) out += std::to_string(all.dates) + " forecasts of a day: CRPS " + format("%.2f days\n", all.crps);
  if (s.n == 0) return out;
  if (all.too_few()) return out + "too few to say how good they are (fewer than " + std::to_string(kFewest) + ")\n";
  out +=
      format("Brier score  %.4f   base rate %.4f (skill %s)   status quo %.4f (skill %s)\n", s.brier, s.base_rate_brier,
             skill_text(s.skill()).c_str(), s.status_quo_brier, skill_text(s.skill_over_status_quo()).c_str());
  out += format("log score    %.4f   natural; held within %.3g and %.3g: %zu of %zu\n", s.log_score, clip, 1 - clip,
                s.clipped, s.n);
  const BrierParts& p = s.parts;
  out += format("Brier = reliability %.4f - resolution %.4f + uncertainty %.4f + within bins (%.4f - %.4f)\n",
                p.reliability, p.resolution, p.uncertainty, p.within_variance, p.within_covariance);
  return out;
}

std::string row_text(const ScoreRow& r) {
  std::string out = "  " + fitted(name_of(r), kNameWidth) + format(" %6zu", r.scores.n);
  if (r.too_few())
    return out + "  too few to say" +
           (r.stated > r.scores.n ? format("  (%zu stated, %zu open)", r.stated, r.open) : std::string()) +
           (r.dates > 0 ? format("  CRPS %.2f days (%zu)", r.crps, r.dates) : std::string()) + "\n";
  const Scores& s = r.scores;
  return out + format("  %5.1f  %6.4f  %6.4f  ", 100 * r.void_share(), s.brier, s.log_score) + skill_text(s.skill()) +
         "  " + skill_text(s.skill_over_status_quo()) + "\n";
}

struct Kind {
  const char* by;
  const char* title;
};
constexpr std::array<Kind, 4> kKinds = {{{"forecaster", "Forecasters"},
                                         {"outlet", "Outlets"},
                                         {"class", "Classes of source"},
                                         {"pool", "Pools of experts"}}};

std::string rows_text(const Scoreboard& board, const Kind& kind, std::size_t limit) {
  std::string rows;
  std::size_t n = 0;
  for (const ScoreRow& r : board.rows)
    if (r.by == kind.by && (++n <= limit || limit == 0 || r.by == "pool")) rows += row_text(r);
  if (n == 0) return {};
  std::string out = "\n" + fitted(kind.title, kNameWidth + 2) + "      n  void %   Brier     log   skill  status quo\n";
  out += rows;
  if (limit > 0 && n > limit) out += "  and " + std::to_string(n - limit) + " more (--limit 0 shows all)\n";
  return out;
}

std::string comparisons_text(const Scoreboard& board) {
  std::string out;
  for (const Comparison& c : board.comparisons) {
    const MeanDifference& d = c.difference;
    std::string said = d.n < kFewest   ? "too few to say"
                       : !d.is_clear() ? "no clear difference"
                                       : "better: " + (d.mean < 0 ? c.first : c.second);
    out += "  " + c.first + " - " + c.second + ": " + std::to_string(d.n) + " questions";
    if (d.n >= kFewest) out += format(", Brier %+.4f [%+.4f, %+.4f]", d.mean, d.low, d.high);
    out += "; " + said + "\n";
  }
  return out.empty() ? out : "\nOn the same questions (paired bootstrap, 95 %)\n" + out;
}

void write_bins(JsonWriter& json, const std::array<Bin, kBins>& bins) {
  json.begin_array();
  for (std::size_t b = 0; b < kBins; ++b) {
    json.begin_object();
    json.key("from"), json.real(static_cast<double>(b) / kBins);
    json.key("to"), json.real(static_cast<double>(b + 1) / kBins);
    json.key("n"), json.integer(static_cast<std::int64_t>(bins[b].came.total));
    json.key("hits"), json.integer(static_cast<std::int64_t>(bins[b].came.hits));
    json.key("stated"), json.real(rounded(bins[b].stated));
    json.key("came"), json.real(rounded(bins[b].came.value()));
    json.key("low"), json.real(rounded(bins[b].came.low));
    json.key("high"), json.real(rounded(bins[b].came.high));
    json.end_object();
  }
  json.end_array();
}

void write_scores(JsonWriter& json, const Scores& s) {
  const auto skill = [&](const char* key, const std::optional<double>& v) {
    json.key(key);
    v ? json.real(rounded(*v)) : json.null();
  };
  json.key("base_rate"), json.real(rounded(s.base_rate));
  json.key("brier"), json.real(rounded(s.brier));
  json.key("log_score"), json.real(rounded(s.log_score));
  json.key("clipped"), json.integer(static_cast<std::int64_t>(s.clipped));
  skill("skill", s.skill());
  skill("skill_over_status_quo", s.skill_over_status_quo());
  json.key("reliability"), json.real(rounded(s.parts.reliability));
  json.key("resolution"), json.real(rounded(s.parts.resolution));
  json.key("uncertainty"), json.real(rounded(s.parts.uncertainty));
  json.key("within_variance"), json.real(rounded(s.parts.within_variance));
  json.key("within_covariance"), json.real(rounded(s.parts.within_covariance));
  json.key("calibration"), write_bins(json, s.bins);
}

std::string row_json(const ScoreRow& r, double clip) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("kind"), json.text("score");
  json.key("by"), json.text(r.by);
  json.key("name"), json.text_or_null(r.name);
  json.key("n"), json.integer(static_cast<std::int64_t>(r.scores.n));
  json.key("stated"), json.integer(static_cast<std::int64_t>(r.stated));
  json.key("open"), json.integer(static_cast<std::int64_t>(r.open));
  json.key("void"), json.integer(static_cast<std::int64_t>(r.voided));
  json.key("void_share"), json.real(rounded(r.void_share()));
  json.key("too_few"), json.boolean(r.too_few());
  json.key("clip"), json.real(clip);
  json.key("dates"), json.integer(static_cast<std::int64_t>(r.dates));
  json.key("crps_days");
  r.dates > 0 ? json.real(rounded(r.crps)) : json.null();
  if (!r.too_few()) write_scores(json, r.scores);
  json.end_object();
  return out + '\n';
}

}  // namespace

std::string calibration_text(const std::array<Bin, kBins>& bins) {
  std::string out = "  stated        n  on average  came true        95 %       0 %" +
                    std::string(kScale / 2 - 4, ' ') + "50 %" + std::string(kScale / 2 - 4, ' ') + "100 %\n";
  for (std::size_t b = 0; b < kBins; ++b) {
    const Bin& bin = bins[b];
    out += format("  %3zu-%3zu %% %6.0f", b * 10, b * 10 + 10, bin.came.total);
    if (bin.came.total == 0) {
      out += "\n";
      continue;
    }
    std::string scale(kScale + 1, ' ');
    const auto at = [](double p) { return static_cast<std::size_t>(std::lround(p * kScale)); };
    for (std::size_t k = at(bin.came.low); k <= at(bin.came.high); ++k) scale[k] = '-';
    scale[at(bin.stated)] = '|';
    scale[at(bin.came.value())] = 'o';
    out += format("     %5.1f %%    %5.1f %%  [%5.1f, %5.1f]  ", 100 * bin.stated, 100 * bin.came.value(),
                  100 * bin.came.low, 100 * bin.came.high) +
           scale.substr(0, scale.find_last_not_of(' ') + 1) + "\n";
  }
  return out + "  (o came true, - its 95 % interval, | stated on average)\n";
}

std::string calibration_svg(const std::array<Bin, kBins>& bins, const std::string& title) {
  std::vector<std::pair<double, std::string>> ticks;
  for (int t = 0; t <= 10; t += 2) ticks.emplace_back(t / 10.0, std::to_string(t * 10) + " %");
  SvgChart chart(title, {"stated", 0, 1, ticks}, {"came true", 0, 1, ticks});
  chart.line({{0, 0}, {1, 1}}, "guide");
  double most = 1;
  for (const Bin& b : bins) most = std::max(most, b.came.total);
  for (const Bin& b : bins) {
    if (b.came.total == 0) continue;
    chart.line({{b.stated, b.came.low}, {b.stated, b.came.high}}, "interval");
    const std::string tip = format("stated %.1f %%, came true %.1f %% (%.0f of %.0f)", 100 * b.stated,
                                   100 * b.came.value(), b.came.hits, b.came.total);
    chart.point(b.stated, b.came.value(), 3 + 6 * std::sqrt(b.came.total / most), "dot", tip);
    chart.text(b.stated, b.came.value(), format("%.0f", b.came.total), "count");
  }
  return chart.str();
}

std::string scores_text(const Scoreboard& board, const ScoreTextOptions& options) {
  std::string out = head_text(board.all, options.clip);
  if (board.copies > 0) out += std::to_string(board.copies) + " more are copies of one story and count once\n";
  if (!board.all.too_few()) out += "\n" + calibration_text(board.all.scores.bins);
  for (const Kind& kind : kKinds) out += rows_text(board, kind, options.limit);
  const bool own = std::any_of(board.rows.begin(), board.rows.end(),
                               [](const ScoreRow& r) { return r.by == "forecaster" && r.name == kOwnName; });
  if (options.of_ledger && !own) out += "\nParley itself has stated none (parley ask … --keep keeps an answer)\n";
  if (board.exponent != 1)
    out += format("  odds raised to %.2f, each question by an exponent fitted without its fifth\n", board.exponent);
  return out + comparisons_text(board);
}

std::string scores_json(const Scoreboard& board, const ScoreTextOptions& options) {
  std::string out = row_json(board.all, options.clip);
  for (const ScoreRow& r : board.rows) out += row_json(r, options.clip);
  for (const Comparison& c : board.comparisons) {
    JsonWriter json(out);
    json.begin_object();
    json.key("kind"), json.text("comparison");
    json.key("first"), json.text(c.first);
    json.key("second"), json.text(c.second);
    json.key("questions"), json.integer(static_cast<std::int64_t>(c.difference.n));
    json.key("brier_difference"), json.real(rounded(c.difference.mean));
    json.key("low"), json.real(rounded(c.difference.low));
    json.key("high"), json.real(rounded(c.difference.high));
    json.end_object();
    out += '\n';
  }
  return out;
}

}  // namespace parley
