// Which reports of a ledger repeat which: keys of each report in the table `copy_key`, what was found in the table
// `copy`.
//
// A report is compared with the sixteen earliest under each of its keys: the story that a thousand papers print is one
// of them, and a thousand pages that all say "enable JavaScript" are not half a million pairs.
//
// Each report has at most one row in `copy`: what it is to the earliest report that it repeats; if it repeats none, to
// the earliest whose news it turns round ("reversed"); else to the earliest that it quotes. That does not depend on the
// order in which reports were read.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ledger/copies.h"
#include "ledger/reversal.h"
#include "ledger/sqlite.h"

namespace parley {

class CopyIndex {
 public:
  CopyIndex(const Database& database, const CopyRules& rules) : db_(database), rules_(rules), reversal_(rules) {}

  /// Compares a report that is new with those that it meets under a key, and writes what they are to each other.
  Status derive(const std::string& report);

 private:
  struct Side;
  struct Found;
  using SharedSide = std::shared_ptr<Side>;
  Result<SharedSide> side(const std::string& report);
  Status read_words(Side& side);
  struct Met;
  Result<Met> meet(const Side& own);
  Result<std::vector<SharedSide>> sides_of(const std::set<std::string>& reports);
  Status add_keys(const Side& own, const std::vector<std::int64_t>& keys);
  Result<Found> find_earliest(Side& own, const Met& met);
  Status compare_later(Side& own, const Met& met);
  Status compare_anew(const std::string& of);
  Result<Found> known(const std::string& report);
  Result<Found> compare(Side& earlier, Side& later);
  Status write(const std::string& report, const Found& found);

  const Database& db_;
  const CopyRules& rules_;
  ReversalWords reversal_;
  std::map<std::string, SharedSide> sides_;  // those looked at last
};

}  // namespace parley
