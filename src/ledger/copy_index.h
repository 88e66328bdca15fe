// Which reports of a ledger repeat which: keys of each report in the table `band`, what was found in the table `copy`.
//
// Each report has at most one row in `copy`: what it is to the earliest report that it repeats; if it repeats none, to
// the earliest whose news it turns round ("reversed"); else to the earliest that it quotes. That does not depend on the
// order in which reports were read.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "ledger/copies.h"
#include "ledger/reversal.h"
#include "ledger/sqlite.h"

namespace parley {

class CopyIndex {
 public:
  CopyIndex(const Database& database, const CopyRules& rules) : db_(database), rules_(rules), reversal_(rules) {}

  /// Compares a report that is new with all that meet it under a key, and writes what they are to each other.
  Status derive(const std::string& report);

 private:
  struct Side;
  struct Found;
  using SharedSide = std::shared_ptr<Side>;
  Result<SharedSide> side(const std::string& report);
  Status read_words(Side& side);
  Result<std::vector<std::string>> candidates(const Side& own);
  Result<Found> known(const std::string& report);
  Result<Found> compare(Side& earlier, Side& later);
  Status write(const std::string& report, const Found& found);

  const Database& db_;
  const CopyRules& rules_;
  ReversalWords reversal_;
  std::map<std::string, SharedSide> sides_;  // those looked at last
};

}  // namespace parley
