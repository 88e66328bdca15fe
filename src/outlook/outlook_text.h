// Forecasts from a history as text for people and as JSON lines for programs.
#pragma once

#include <map>
#include <string>

#include "language/language.h"
#include "outlook/next_events.h"
#include "outlook/when.h"

namespace parley {

/// How types of events are said, from codebook/history.toml: "%s consulted with %t".
class SaidTypes {
 public:
  /// Errors: not_found, bad_codebook.
  static Result<SaidTypes> load(const std::string& codebook);
  [[nodiscard]] std::string said(const std::string& type, const std::string& source, const std::string& target) const;
  /// Do two do acts of this type together, so that it does not matter who is named first?
  [[nodiscard]] bool is_mutual(std::string_view type) const;
  /// Plain names that stand in for those that the reader of sentences does not know.
  [[nodiscard]] const std::vector<std::string>& stand_ins() const { return stand_ins_; }

 private:
  std::map<std::string, std::string> said_;
  std::vector<std::string> mutual_, stand_ins_;
};

/// What the texts need to name things.
struct OutlookWords {
  const History& history;
  const HistoryIndex& index;
  const SaidTypes& said;
  const Lexicon* lexicon = nullptr;  // names of codes; nothing: a code names itself

  [[nodiscard]] std::string name(std::uint32_t actor) const;
};

std::string next_text(const std::vector<NextEvent>& list, std::uint32_t source, std::int32_t days,
                      const OutlookWords& words);
std::string next_json(const std::vector<NextEvent>& list, std::uint32_t source, Date on, std::int32_t days,
                      const OutlookWords& words);
std::string when_text(const WhenAnswer& answer, const WhenQuestion& question, const OutlookWords& words);
std::string when_json(const WhenAnswer& answer, const WhenQuestion& question, const OutlookWords& words);

}  // namespace parley
