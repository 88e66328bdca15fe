// Which meeting of the ledger a sentence means where it says that one waits for another, and how a meeting stands.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "outlook/plan_network.h"

namespace parley {

/// Codes of the sides, sorted, each once, without those that are not known.
std::vector<std::string> codes_in(const std::vector<ActorRef>& actors);
std::string join_codes(const std::vector<std::string>& codes);

/// How a meeting stands on a day; nothing where it has taken place or is no longer to be expected: ninety days after
/// its day or after it was called off, a hundred and eighty after it was last spoken of without a day.
std::optional<PlanState> plan_state(const Meeting& meeting, Date on);
PlanState state_of_days(const DateRange& planned, bool by, Date on);

/// Nouns that name an encounter (codebook/meetings.toml); a meeting without one was told by a verb alone.
using EncounterNouns = std::unordered_set<std::string>;
PlanNode node_of_meeting(const Meeting& meeting, Date on, const EncounterNouns& nouns);

/// Finds the meeting that an end of a link means.
///
/// It has to be of the same parties (those that the sentence leaves out are the other end's), must not differ in level
/// or number, and not be planned for other days. Of several, one told in the same report goes first (of a counted one,
/// "a second summit", without parties: that which earlier reports followed), then one whose days agree, then one of the
/// same level, then the one told of last. "Preliminary talks" are any lower meeting of the
/// same parties that is due before what waits for it.
class EndFinder {
 public:
  EndFinder(const std::vector<Meeting>& meetings, Date on) : meetings_(meetings), on_(on) {}

  /// `other`: the meeting at the other end, where it is known; `codes`: its parties. Nothing where none fits.
  [[nodiscard]] const Meeting* find(const PlanEnd& end, const PlanLink& link, const Meeting* other,
                                    const std::vector<std::string>& codes) const;

 private:
  [[nodiscard]] int score(const Meeting& m, const PlanEnd& end, const PlanLink& link, const Meeting* other,
                          const std::vector<std::string>& codes) const;
  [[nodiscard]] bool company_told_in(const std::vector<std::string>& parties, const std::string& report) const;
  [[nodiscard]] int score_of_days(const Meeting& m, const PlanEnd& end) const;

  const std::vector<Meeting>& meetings_;
  Date on_;
};

}  // namespace parley
