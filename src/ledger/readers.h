// Several connections to one ledger that all see the same state of it, so that its tables can be read side by side.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/result.h"
#include "ledger/sqlite.h"

namespace parley {

class Readers {
 public:
  /// At most `most` connections, `first` among them, each in a transaction that began at the same state: if another
  /// program keeps writing in between, `first` alone. No transaction may be open on it, and it must outlive this.
  static Result<Readers> open(const Database& first, unsigned most);

  /// Runs all the work, as many pieces at a time as there are connections, earlier ones begun first. The first error
  /// in their order, if any.
  Status run(const std::vector<std::function<Status(const Database&)>>& work);

 private:
  /// Connections before the transactions that are open on them: the latter end first.
  std::vector<std::unique_ptr<Database>> opened_;
  std::vector<const Database*> free_;
  std::vector<Transaction> transactions_;
};

}  // namespace parley
