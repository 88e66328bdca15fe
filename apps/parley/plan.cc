// parley outlook plan: the meetings that lie ahead, what each waits for, and when each may take place.
#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "outlook/plan_text.h"

namespace parley {
namespace {

constexpr std::size_t kUsualLimit = 8;
constexpr std::size_t kMostDraws = 10'000'000;

/// "NAME=VALUE", the last "=" divides.
Result<std::pair<std::string, double>> assignment(const std::string& text, const char* option) {
  const std::size_t at = text.rfind('=');
  char* end = nullptr;
  const double value = at == std::string::npos ? 0 : std::strtod(text.c_str() + at + 1, &end);
  if (at == std::string::npos || at == 0 || end == text.c_str() + at + 1 || *end != '\0')
    return fail(ErrorCode::bad_usage, std::string(option) + " takes MEETING=NUMBER, not '" + text + "'");
  return std::pair(text.substr(0, at), value);
}

Result<PlanOptions> options_of(const CommandOptions& o, const Knowledge& knowledge, Date on) {
  PlanOptions out;
  out.on = on;
  out.days = o.days;
  for (std::string_view name : split(o.about, ',')) {
    if (trim(name).empty()) continue;
    const std::string code = knowledge.lexicon.code_of_name(trim(name));
    out.about.push_back(code.empty() ? std::string(trim(name)) : code);
  }
  for (const std::string& text : o.assume) {
    const auto [name, chance] = TRY(assignment(text, "--assume"));
    if (!(chance >= 0 && chance <= 1))
      return fail(ErrorCode::bad_usage, "--assume takes a chance between 0 and 1, not '" + text + "'");
    out.assume[name] = chance;
  }
  return out;
}

Result<std::vector<PlanSlip>> slips_for(const CommandOptions& o, const PlanNetwork& network, const DrawOptions& draws) {
  if (o.slip.empty()) return usual_slips(network, draws);
  std::vector<PlanSlip> out;
  for (const std::string& text : o.slip) {
    const auto [name, days] = TRY(assignment(text, "--slip"));
    if (!(days >= -3650 && days <= 3650) || days != static_cast<int>(days))
      return fail(ErrorCode::bad_usage, "--slip takes whole days, at most ten years, not '" + text + "'");
    out.push_back(slip_plan(network, TRY(find_node(network, name)), static_cast<int>(days), draws));
  }
  return out;
}

Result<int> plan(const CommandOptions& o) {
  const Knowledge knowledge = TRY(knowledge_for(o));
  const std::string codebook = TRY(codebook_for(o));
  const PlanRules rules = TRY(PlanRules::load(codebook));
  SchedulePrior prior = TRY(SchedulePrior::load(codebook));
  const Ledger ledger = TRY(Ledger::open(o.ledger, Ledger::Mode::read_only));
  AsOf as_of;
  if (!o.on.empty()) {
    const auto day = parse_date(o.on);
    if (!day) return fail(ErrorCode::bad_usage, "--on takes a day as YYYY-MM-DD, not '" + o.on + "'");
    as_of.day = day->plus_days(-1);
  }
  const Record record = TRY(ledger.record(as_of));
  if (record.reports.empty())
    return fail(ErrorCode::bad_input,
                o.on.empty()
                    ? "the ledger holds no report yet; read some first (parley read)"
                    : "the ledger knows nothing before " + o.on + "; ask of a later day, or read older reports",
                o.ledger);
  const Date on = as_of.day ? as_of.day->plus_days(1) : TRY(last_day(record, "")).plus_days(1);
  const ScheduleModel model(std::move(prior), plan_cases(record.findings.meetings, on));
  const PlanOptions options = TRY(options_of(o, knowledge, on));
  const PlanNetwork network = TRY(make_plan(
      record, [&](const std::string& id) { return ledger.report_text(id); }, rules, knowledge, model, options));
  const DrawOptions draws{o.seed.value_or(1), std::min(o.draws, kMostDraws)};
  const PlanDraws drawn = draw_plan(network, draws);
  const std::vector<PlanSlip> slips = TRY(slips_for(o, network, draws));
  const PlanView view{
      network, drawn, slips, knowledge.lexicon, draws.seed, options.about, o.limit_given ? o.limit : kUsualLimit};
  if (!o.svg.empty()) TRY_VOID(write_file(o.svg, plan_svg(view)));
  print(o.format == "json" ? plan_json(view) : plan_text(view));
  return network.nodes.empty() ? kNothing : kDone;
}

}  // namespace

int run_plan(const CommandOptions& o) {
  auto code = plan(o);
  return code ? *code : complain(code.error());
}

}  // namespace parley
