// See plan_network.h.
#include "outlook/plan_network.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "ledger/meetings.h"
#include "outlook/plan_ends.h"
#include "reading/meetings.h"

namespace parley {
namespace {

constexpr int kOldLink = 365;  // days after which what was said of an order is no longer held against a plan

std::string day_name(const DateRange& r) {
  return r.length() == 1 ? r.earliest.iso() : r.earliest.iso() + " to " + r.latest.plus_days(-1).iso();
}

class Builder {
 public:
  Builder(const Record& record, const ScheduleModel& model, const PlanOptions& options, const EncounterNouns& nouns)
      : record_(record), model_(model), options_(options), nouns_(nouns) {
    network_.on = options.on;
    network_.until = options.on.plus_days(options.days);
  }

  /// Links that reports tell of meetings which may yet take place, oldest first.
  Result<std::vector<PlanLink>> links(const TextOf& text_of, const PlanRules& rules, const Knowledge& knowledge) {
    std::map<std::string, Date> days;
    for (const Report& r : record_.reports)
      if (auto range = r.published.range(); range && range->latest != kLastDate)
        days[r.id] = range->latest.plus_days(-1);
    std::set<std::string> reports;
    for (const Meeting& m : record_.findings.meetings)
      for (const MeetingStep& s : m.history) reports.insert(s.report);
    for (const Forecast& f : record_.findings.forecasts)
      if (!f.conditions.empty()) reports.insert(f.report);
    std::vector<PlanLink> out;
    for (const std::string& id : reports) {
      auto day = days.find(id);
      if (day == days.end() || day->second.plus_days(kOldLink) < options_.on) continue;
      const std::string text = TRY(text_of(id));
      for (Span paragraph : find_paragraphs(text)) {
        const std::string_view words = slice(text, paragraph);
        if (words.empty() || !rules.may_link(words) || is_headline(words)) continue;
        for (PlanLink& link : links_of(std::string(words), day->second, rules, knowledge)) {
          link.report = id;
          out.push_back(std::move(link));
        }
      }
    }
    std::stable_sort(out.begin(), out.end(), [](const PlanLink& a, const PlanLink& b) {
      return std::pair(a.told, a.sentence) < std::pair(b.told, b.sentence);
    });
    return out;
  }

  void add_open_meetings() {
    for (const Meeting& m : record_.findings.meetings) {
      const auto state = plan_state(m, options_.on);
      if (!state || m.status == EventStatus::negated || m.status == EventStatus::hypothetical) continue;
      if (codes_in(m.parties).size() < 2) continue;
      if (is_about(codes_in(m.parties))) {
        node_of(m);
      } else {
        ++network_.left_aside;
      }
    }
  }

  void join(const std::vector<PlanLink>& links) {
    for (const PlanLink& link : links) join(link);
  }

  Status assume() {
    for (const auto& [text, chance] : options_.assume) {
      PlanNode& n = network_.nodes[TRY(find_node(network_, text))];
      n.held = {chance, 1e9, {}, "assumed with --assume"};
      n.odds.kept = n.held;
      n.odds.late = {chance < 1 ? n.odds.late.chance : 0, n.odds.late.weight, {}, n.odds.late.of};
    }
    return {};
  }

  PlanNetwork finish() {
    put_in_order(network_);
    check_dates();
    return std::move(network_);
  }

 private:
  static bool is_headline(std::string_view words) {
    const char last = words.back();
    return last != '.' && last != '?' && last != '!' && last != '"' && last != ':' && last != '\x9D';
  }

  [[nodiscard]] bool is_about(const std::vector<std::string>& codes) const {
    return std::all_of(options_.about.begin(), options_.about.end(),
                       [&](const std::string& c) { return std::binary_search(codes.begin(), codes.end(), c); });
  }

  /// The node of a meeting of the ledger, made where there is none yet.
  std::size_t node_of(const Meeting& m) {
    for (std::size_t k = 0; k < network_.nodes.size(); ++k)
      if (network_.nodes[k].id == m.id) return k;
    PlanNode n = node_of_meeting(m, options_.on, nouns_);
    give_odds(n);
    network_.nodes.push_back(std::move(n));
    return network_.nodes.size() - 1;
  }

  void give_odds(PlanNode& n) const {
    const std::string pair = join_codes(n.parties);
    const bool firm = n.status && is_firm(*n.status);
    const int notice = n.planned ? std::max(0, n.planned->earliest.days - options_.on.days) : 0;
    n.odds = model_.of({n.level, pair, firm, n.slips, notice});
    n.held = n.state == PlanState::off    ? model_.off(n.level, pair)
             : n.state == PlanState::step ? Odds{0.5, 2, {}, "nothing is known of its chance"}
                                          : model_.undated(n.level, pair);
  }

  /// The node of an end that no meeting of the ledger fits: what only the condition names.
  std::size_t node_of_words(const PlanEnd& end, const PlanLink& link, std::vector<std::string> parties) {
    PlanNode n;
    n.name = end.words;
    if (end.encounter) n.parties = std::move(parties);  // of a condition the words say whose it is
    n.level = end.level;
    n.id = content_id("pla", join_codes(n.parties) + '|' + n.level + '|' + lower_ascii(n.name) +
                                 (end.window ? '|' + end.window->latest.iso() : std::string()));
    for (std::size_t k = 0; k < network_.nodes.size(); ++k)
      if (network_.nodes[k].id == n.id) return k;
    n.since = link.told;
    n.quote = link.sentence;
    n.report = link.report;
    n.by = end.by;
    if (end.window) n.planned = DateRange{end.by ? link.told : end.window->earliest, end.window->latest};
    n.state = !end.encounter ? PlanState::step
              : !n.planned   ? PlanState::undated
                             : state_of_days(*n.planned, n.by, options_.on);
    give_odds(n);
    network_.nodes.push_back(std::move(n));
    return network_.nodes.size() - 1;
  }

  void join(const PlanLink& link) {
    const EndFinder finder(record_.findings.meetings, options_.on);
    const Meeting* second = finder.find(link.second, link, nullptr, {});
    const std::vector<std::string> of_second = second != nullptr ? codes_in(second->parties) : link.second.codes;
    const Meeting* first = link.first.encounter ? finder.find(link.first, link, second, of_second) : nullptr;
    if (second == nullptr && first != nullptr) second = finder.find(link.second, link, first, codes_in(first->parties));
    std::vector<std::string> parties = second != nullptr ? codes_in(second->parties) : link.second.codes;
    if (parties.size() < 2 && first != nullptr) parties = codes_in(first->parties);
    if (parties.size() < 2 || !is_about(parties) || (first != nullptr && first == second)) return;
    if (second != nullptr && (!plan_state(*second, options_.on) || !told_before_end(*second, link))) return;
    const bool order_alone = link.kind == LinkKind::leads;
    if (order_alone && (first == nullptr || second == nullptr)) return;
    if (second == nullptr && link.second.window && link.second.window->latest <= options_.on) return;
    if (first != nullptr && was_held(*first)) return tell_met(*first, link);
    if (first != nullptr && !plan_state(*first, options_.on)) first = nullptr;
    if (first == nullptr && order_alone) return;
    const std::size_t b = second != nullptr ? node_of(*second) : node_of_words(link.second, link, parties);
    const std::size_t a =
        first != nullptr ? node_of(*first) : node_of_words(link.first, link, first_parties(link, parties));
    if (a != b) add_edge(a, b, link);
  }

  static std::vector<std::string> first_parties(const PlanLink& link, const std::vector<std::string>& parties) {
    return link.first.encounter && link.first.codes.size() < 2 ? parties : link.first.codes;
  }

  [[nodiscard]] bool was_held(const Meeting& m) const {
    const auto held = days_held(m);
    return held && held->earliest < options_.on;
  }

  static bool told_before_end(const Meeting& m, const PlanLink& link) {
    const auto end = parse_date(m.planned.latest);
    return !end || link.told < *end;
  }

  void tell_met(const Meeting& first, const PlanLink& link) {
    network_.notes.push_back("met: " + node_of_meeting(first, options_.on, nouns_).name + " took place on " +
                             days_held(first)->earliest.iso() + " (\"" + link.words + "\", told on " + link.told.iso() +
                             ")");
  }

  void add_edge(std::size_t a, std::size_t b, const PlanLink& link) {
    PlanEdge e{a, b, link.kind, std::nullopt, 1, link};
    if (link.first.window && link.kind != LinkKind::stops) e.deadline = link.first.window->latest.plus_days(-1);
    const auto& waits = network_.nodes[b].planned;
    if (waits && e.deadline && link.kind == LinkKind::needs)
      e.lead = std::clamp(waits->earliest.days - e.deadline->days, 1, 60);
    for (PlanEdge& known : network_.edges)
      if (known.first == a && known.second == b) {  // told again: the later word, and the stronger one
        if (e.kind == LinkKind::leads) e.kind = known.kind;
        if (!e.deadline) e.deadline = known.deadline, e.lead = known.lead;
        known = e;
        return;
      }
    network_.edges.push_back(std::move(e));
  }

  /// Orders that cannot be as they are told.
  void check_dates() {
    for (const PlanEdge& e : network_.edges) {
      const PlanNode& first = network_.nodes[e.first];
      const PlanNode& second = network_.nodes[e.second];
      const auto note = [&](const std::string& words) {
        network_.notes.push_back(words + " (\"" + e.link.words + "\", told on " + e.link.told.iso() + ")");
      };
      if (e.kind == LinkKind::stops) continue;
      if (e.deadline && second.planned && *e.deadline >= second.planned->latest)
        note("contradictory: " + first.name + " may be as late as " + e.deadline->iso() + ", but " + second.name +
             ", which waits for it, is planned for " + day_name(*second.planned));
      if (!first.by && first.planned && second.planned && first.planned->earliest >= second.planned->latest)
        note("contradictory: " + first.name + " is planned for " + day_name(*first.planned) + ", after " + second.name +
             " (" + day_name(*second.planned) + "), which waits for it");
      if (e.deadline && *e.deadline < options_.on)
        note("overdue: " + first.name + " had to be done by " + e.deadline->iso() + ", and no report tells of it");
      else if (e.deadline && !first.by && first.planned && first.planned->earliest > *e.deadline)
        note("late already: " + first.name + " is planned for " + day_name(*first.planned) + ", after its deadline " +
             e.deadline->iso());
    }
  }

  const Record& record_;
  const ScheduleModel& model_;
  const PlanOptions& options_;
  const EncounterNouns& nouns_;
  PlanNetwork network_;
};

}  // namespace

Result<PlanNetwork> make_plan(const Record& record, const TextOf& text_of, const PlanRules& rules,
                              const Knowledge& knowledge, const ScheduleModel& model, const PlanOptions& options) {
  Builder builder(record, model, options, knowledge.meetings->nouns);
  const std::vector<PlanLink> links = TRY(builder.links(text_of, rules, knowledge));
  builder.add_open_meetings();
  builder.join(links);
  TRY_VOID(builder.assume());
  return builder.finish();
}

Result<std::size_t> find_node(const PlanNetwork& network, const std::string& text) {
  std::vector<std::size_t> found;
  const std::string wanted = lower_ascii(squeeze(text));
  for (std::size_t k = 0; k < network.nodes.size(); ++k) {
    if (network.nodes[k].id == wanted) return k;
    const bool by_id = network.nodes[k].id.starts_with(wanted);
    if (!wanted.empty() && (by_id || lower_ascii(network.nodes[k].name).find(wanted) != std::string::npos))
      found.push_back(k);
  }
  if (found.size() == 1) return found.front();
  std::string list;
  for (std::size_t k = 0; k < network.nodes.size() && k < 12; ++k)
    list += (list.empty() ? "" : "; ") + network.nodes[k].name + " (" + network.nodes[k].id + ")";
  return fail(ErrorCode::bad_usage,
              (found.empty() ? "no meeting of the plan is '" : "several meetings of the plan are '") + text +
                  "'; it has " + (list.empty() ? "none" : list));
}

}  // namespace parley
