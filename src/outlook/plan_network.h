// The meetings that lie ahead as a network: what each waits for, by when, and how it stands.
//
// Nodes are meetings of the ledger that may yet take place, meetings that only a condition names, and conditions that
// are no meeting ("the European Union lifts visa rules"). Edges come from the sentences of the reports that tell of
// these meetings (plan_links.h), joined with the ledger's meetings by parties, level, number, window and report. An
// order that cannot be (a circle, a deadline behind what waits for it) is named in the notes; of a circle the weakest
// and oldest link is left out. Neighbours: plan_draws.h draws from the network, plan_text.h and plan_svg.h show it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/plan_links.h"
#include "outlook/schedule_odds.h"

namespace parley {

/// How a node stands on the day of the plan.
enum class PlanState : std::uint8_t {
  set,      // for days that lie ahead
  wide,     // for a month or more, without a day
  missed,   // its days have passed and no report tells that it took place
  off,      // called off or put off, without a day
  undated,  // proposed or expected without a day
  step,     // a condition that is no meeting
};
std::string_view name_of(PlanState state);

struct PlanNode {
  std::string id;    // of the ledger's meeting, or of its own ("pla-…")
  std::string name;  // "a second summit"
  std::vector<std::string> parties;
  std::string level;
  std::optional<EventStatus> status;  // of the ledger's meeting; nothing where only a condition names it
  PlanState state = PlanState::undated;
  std::optional<DateRange> planned;  // its days, or its deadline (`by`)
  bool by = false;                   // the window is a deadline
  Date since;                        // told on
  int slips = 0;
  ScheduleOdds odds;          // states set, wide, missed
  Odds held;                  // states off, undated, step
  std::string quote, report;  // the latest sentence
};

/// The status in the words of the record, or "condition".
inline std::string_view status_name(const PlanNode& n) { return n.status ? name_of(*n.status) : "condition"; }

struct PlanEdge {
  std::size_t first = 0, second = 0;  // positions of nodes; the first one is earlier in the list
  LinkKind kind = LinkKind::needs;
  std::optional<Date> deadline;  // last day by which the first has to be done
  int lead = 1;                  // days that the second needs after the first
  PlanLink link;                 // the evidence
};

struct PlanNetwork {
  Date on, until;               // first day that is not known; end of the horizon, exclusive
  std::vector<PlanNode> nodes;  // each behind what it waits for
  std::vector<PlanEdge> edges;
  std::vector<std::string> notes;
  std::size_t left_aside = 0;  // open meetings of others than those asked about
};

struct PlanOptions {
  std::vector<std::string> about;  // codes; empty: everybody
  Date on;
  int days = 365;                        // horizon
  std::map<std::string, double> assume;  // chance by id or by words of a name
};

/// Text of a report by its id.
using TextOf = std::function<Result<std::string>(const std::string&)>;

/// The record must be as known before `options.on`. Errors: those of `text_of`; bad_usage where an assumption names
/// nothing.
Result<PlanNetwork> make_plan(const Record& record, const TextOf& text_of, const PlanRules& rules,
                              const Knowledge& knowledge, const ScheduleModel& model, const PlanOptions& options);

/// Puts nodes behind what they wait for; leaves out the weakest link of every circle and says so in the notes.
void put_in_order(PlanNetwork& network);

/// The node that is meant by an id, the start of one, or words of a name. Errors bad_usage: none, or several.
Result<std::size_t> find_node(const PlanNetwork& network, const std::string& text);

}  // namespace parley
