// See schedule_odds.h.
#include "outlook/schedule_odds.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "base/file.h"
#include "base/value.h"

namespace parley {
namespace {

constexpr double kEighty = 1.2816;  // standard deviations on each side of the middle 80 %
constexpr int kNoticeEnds[] = {2, 14, 60};

std::size_t band_of(int notice) {
  std::size_t band = 0;
  while (band < std::size(kNoticeEnds) && notice > kNoticeEnds[band]) ++band;
  return band;
}

double moved(double chance, double logit) {
  const double odds = chance / (1 - chance) * std::exp(logit);
  return odds / (1 + odds);
}

/// One stage of the back-off: the cases move the chance, which stands for at most `most` cases before they are seen.
void learn(Odds& odds, const AlikeCases& cases, double most) {
  if (cases.total == 0) return;
  const double before = std::min(odds.weight, most);
  odds.chance = (odds.chance * before + cases.hits) / (before + cases.total);
  odds.weight = before + cases.total;
}

template <class Case>
AlikeCases counted(const std::vector<Case>& cases, const std::function<std::optional<bool>(const Case&)>& hit) {
  AlikeCases out;
  for (const Case& c : cases)
    if (const auto h = hit(c)) out.total += 1, out.hits += *h ? 1 : 0;
  return out;
}

struct Kind {
  bool firm, slipped;
  explicit Kind(const PlanStanding& s) : firm(s.firm), slipped(s.slips > 0) {}
  bool operator==(const Kind&) const = default;
  [[nodiscard]] std::string words() const {
    return slipped ? "plans that had slipped before" : firm ? "plans that were set" : "plans that were only proposed";
  }
};

Status positive_shares(const Value& root, std::string_view key, const std::string& file, double& out) {
  out = root.number(key, -1);
  if (out > 0 && out < 1) return {};
  return fail(ErrorCode::bad_codebook, "'" + std::string(key) + "' has to be a share between 0 and 1",
              file + ":" + std::to_string(root.at(key).line));
}

}  // namespace

double Odds::at(double z) const {
  const double angle = std::asin(std::sqrt(std::clamp(chance, 0.0, 1.0))) + z / (2 * std::sqrt(weight + 1));
  const double s = std::sin(std::clamp(angle, 0.0, std::asin(1.0)));
  return s * s;
}

double Odds::low() const { return at(-kEighty); }
double Odds::high() const { return at(kEighty); }

double ScheduleOdds::within(const DateRange& planned, const DateRange& window, Date on) const {
  const int first = std::max(planned.earliest, on).days;
  const int inside = std::min(planned.latest, window.latest).days - std::max(first, window.earliest.days);
  double out = kept.chance * std::max(0, inside) / std::max(1, planned.latest.days - first);
  for (int d : delays)
    if (window.contains(planned.latest.plus_days(d - 1)))
      out += (1 - kept.chance) * late.chance / static_cast<double>(delays.size());
  return out;
}

double Telling::untold(int days) const { return never + (1 - never) * std::pow(1 - a_day, std::max(0, days)); }

Unheard ScheduleOdds::unheard(const DateRange& planned, const DateRange& window, Date on) const {
  const Date last = planned.latest.plus_days(-1);
  const double each = (1 - kept.chance) * late.chance / static_cast<double>(delays.size());
  const double on_its_days = kept.chance * telling.untold(on.days - planned.latest.days);
  double all = on_its_days + (1 - kept.chance) * (1 - late.chance);
  double inside = 0;
  for (int d : delays) {
    const Date day = last.plus_days(d);
    all += each * (day < on ? telling.untold(on.days - 1 - day.days) : 1);
    if (day >= on && window.contains(day)) inside += each;
  }
  return {on_its_days / all, inside / all};
}

Result<SchedulePrior> SchedulePrior::load(const std::string& codebook) {
  const std::string file = codebook + "/schedules.toml";
  const Value root = TRY(parse_toml(TRY(read_file(file)), file));
  SchedulePrior out;
  const Value& share = root.at("share");
  for (auto [key, to] : {std::pair("kept_set", &out.kept_firm), std::pair("kept_proposed", &out.kept_proposed),
                         std::pair("kept_slipped", &out.kept_slipped), std::pair("late", &out.late),
                         std::pair("held_after_off", &out.off_held), std::pair("held_undated", &out.undated_held),
                         std::pair("told_a_day", &out.telling.a_day), std::pair("never_told", &out.telling.never)})
    TRY_VOID(positive_shares(share, key, file, *to));
  out.weight = root.number("weight");
  out.step = root.number("step");
  out.notice.clear(), out.delays.clear();
  for (const Value& v : root.at("notice").list)
    out.notice.push_back(v.kind == Value::Kind::integer ? static_cast<double>(v.integer) : v.real);
  for (const Value& v : root.at("delays").list) out.delays.push_back(static_cast<int>(v.integer));
  if (out.weight > 0 && out.step > 0 && out.notice.size() == std::size(kNoticeEnds) + 1 && !out.delays.empty() &&
      std::is_sorted(out.delays.begin(), out.delays.end()) && out.delays.front() > 0)
    return out;
  return fail(ErrorCode::bad_codebook,
              "needs weight and step above 0, four numbers in 'notice' and ascending days in 'delays'", file);
}

ScheduleModel::ScheduleModel(SchedulePrior prior, PlanCases cases)
    : prior_(std::move(prior)), cases_(std::move(cases)) {}

ScheduleOdds ScheduleModel::of(const PlanStanding& s) const {
  const Kind kind(s);
  const std::size_t band = band_of(s.notice);
  const auto kept = [&](const std::function<bool(const PlanCase&)>& like) {
    return counted<PlanCase>(cases_.plans,
                             [&](const PlanCase& c) { return like(c) ? std::optional(c.kept) : std::nullopt; });
  };
  ScheduleOdds out;
  out.kept.chance = kind.slipped ? prior_.kept_slipped : kind.firm ? prior_.kept_firm : prior_.kept_proposed;
  out.kept.chance = moved(out.kept.chance, prior_.notice[band]);
  out.kept.weight = prior_.weight;
  const auto like_kind = [&](const PlanCase& c) { return Kind(c.standing) == kind; };
  const auto in_band = [&](const PlanCase& c) { return like_kind(c) && band_of(c.standing.notice) == band; };
  const auto of_level = [&](const PlanCase& c) { return like_kind(c) && c.standing.level == s.level; };
  const auto of_pair = [&](const PlanCase& c) { return c.standing.pair == s.pair; };
  out.kept.counted = kept(like_kind);
  out.kept.of = kind.words();
  learn(out.kept, out.kept.counted, prior_.weight);
  learn(out.kept, kept(in_band), prior_.step);
  if (!s.level.empty()) learn(out.kept, kept(of_level), prior_.step);
  if (!s.pair.empty()) learn(out.kept, kept(of_pair), prior_.step);
  out.late.chance = prior_.late;
  out.late.weight = prior_.weight;
  out.late.of = "plans that were not kept";
  out.late.counted = counted<PlanCase>(cases_.plans, [](const PlanCase& c) {
    return c.kept || !c.followed ? std::nullopt : std::optional(c.late.has_value());
  });
  learn(out.late, out.late.counted, prior_.weight);
  out.delays = delays();
  out.telling = prior_.telling;
  return out;
}

std::vector<int> ScheduleModel::delays() const {
  std::vector<int> out = prior_.delays;
  for (const PlanCase& c : cases_.plans)
    if (c.late) out.push_back(*c.late);
  std::sort(out.begin(), out.end());
  return out;
}

Odds ScheduleModel::off(const std::string& level, const std::string& pair) const {
  Odds out{prior_.off_held, prior_.weight, {}, "meetings that were called off or put off without a day"};
  const auto held = [&](bool all, bool by_level) {
    return counted<UndatedCase>(cases_.undated, [&](const UndatedCase& c) {
      const bool like = c.off && (all || (by_level ? c.level == level : c.pair == pair));
      return like ? std::optional(c.held.has_value()) : std::nullopt;
    });
  };
  out.counted = held(true, false);
  learn(out, out.counted, prior_.weight);
  if (!level.empty()) learn(out, held(false, true), prior_.step);
  if (!pair.empty()) learn(out, held(false, false), prior_.step);
  return out;
}

Odds ScheduleModel::undated(const std::string& level, const std::string& pair) const {
  Odds out{prior_.undated_held, prior_.weight, {}, "meetings that were proposed or expected without a day"};
  const auto held = [&](int stage) {
    return counted<UndatedCase>(cases_.undated, [&](const UndatedCase& c) {
      const bool like = !c.off && (stage == 0 || (stage == 1 ? c.level == level : c.pair == pair));
      return like ? std::optional(c.held.has_value()) : std::nullopt;
    });
  };
  out.counted = held(0);
  learn(out, out.counted, prior_.weight);
  if (!level.empty()) learn(out, held(1), prior_.step);
  if (!pair.empty()) learn(out, held(2), prior_.step);
  return out;
}

}  // namespace parley
