// What a sentence says of the order of meetings: one needs another, goes before it, or is stopped by something.
//
// The words that say so are in codebook/plans.toml; encounters, times and actors are found with the stages that read
// reports. "A summit in January as long as preliminary talks are done by mid-December": what goes first (preliminary
// talks), by when (21 December), what waits for it (a summit, January). Neighbours: plan_network.h joins the ends with
// the meetings of the ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "reading/reading.h"

namespace parley {

enum class LinkKind : std::uint8_t {
  needs,  // the second takes place only after the first
  leads,  // the first goes before the second, which does not fall with it
  stops,  // the second does not take place if the first comes before it
};
std::string_view name_of(LinkKind kind);

/// One side of a link: an encounter, or (of a condition) something else that has to happen.
struct PlanEnd {
  std::string words;  // "preliminary talks"; of no encounter the whole condition
  bool encounter = false;
  bool preparatory = false;  // named by its part in the plan, not by its level
  std::string level, ordinal;
  std::vector<std::string> codes;  // of the sides, where the sentence names them
  std::optional<DateRange> window;
  bool by = false;  // the window is a deadline ("by mid-December"), not a day that was set
};

struct PlanLink {
  LinkKind kind = LinkKind::needs;
  PlanEnd first, second;
  std::string words;     // "as long as"
  std::string sentence;  // the evidence
  std::string report;    // id
  Date told;
};

class PlanRules {
 public:
  /// From codebook/plans.toml. Errors: not_found, bad_codebook.
  static Result<PlanRules> load(const std::string& codebook);

  struct Entry {
    std::string says, example, expect;
    std::vector<std::vector<std::string>> words;  // lower case, longest first
  };
  std::vector<Entry> entries;
  std::vector<std::string> preparatory, negative, failing;

  /// Might the sentence say something of an order? Cheap; a yes has to be read.
  [[nodiscard]] bool may_link(std::string_view text) const;
};

/// What a meeting is called: its noun phrase, or what its verb says ("" as noun): "a meeting (ministerial)".
std::string name_of_meeting(const std::string& noun, const std::string& level);

/// Links that the sentences of a paragraph state, told on a day.
std::vector<PlanLink> links_of(const std::string& paragraph, Date told, const PlanRules& rules,
                               const Knowledge& knowledge);

}  // namespace parley
