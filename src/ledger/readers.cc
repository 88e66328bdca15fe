// See readers.h.
#include "ledger/readers.h"

#include <mutex>

#include "base/parallel.h"

namespace parley {
namespace {

constexpr int kTries = 5;
constexpr int kBusyTimeout = 5000;  // milliseconds

/// SQLite's view begins with the first read, not with BEGIN.
Result<Transaction> begin(const Database& database) {
  Transaction transaction = TRY(Transaction::begin_reading(database));
  TRY(database.number("SELECT count(*) FROM sqlite_master"));
  return transaction;
}

}  // namespace

Result<Readers> Readers::open(const Database& first, unsigned most) {
  Readers out;
  for (unsigned k = 1; k < most; ++k) {
    auto another = Database::open(first.path(), Database::Access::read_only, kBusyTimeout);
    if (!another) break;  // what can be read by one need not be read by more
    out.opened_.push_back(std::move(*another));
  }
  for (int tries = 0; tries < kTries && !out.opened_.empty(); ++tries) {
    const std::int64_t before = TRY(first.number("PRAGMA data_version"));
    for (const auto& database : out.opened_) {
      auto transaction = begin(*database);
      if (!transaction) break;
      out.transactions_.push_back(std::move(*transaction));
    }
    if (out.transactions_.size() < out.opened_.size()) break;
    Transaction own = TRY(begin(first));
    if (TRY(first.number("PRAGMA data_version")) == before) {  // nobody wrote between the first view and the last
      for (const auto& database : out.opened_) out.free_.push_back(database.get());
      out.free_.push_back(&first);
      out.transactions_.push_back(std::move(own));
      return out;
    }
    out.transactions_.clear();
  }
  out.transactions_.clear(), out.opened_.clear();
  out.transactions_.push_back(TRY(begin(first)));
  out.free_.push_back(&first);
  return out;
}

Status Readers::run(const std::vector<std::function<Status(const Database&)>>& work) {
  std::mutex mutex;
  std::vector<Status> done(work.size());
  in_parallel(work.size(), static_cast<unsigned>(free_.size()), [&](std::size_t k) {
    const Database* database = nullptr;
    {
      std::lock_guard lock(mutex);
      database = free_.back();
      free_.pop_back();
    }
    done[k] = work[k](*database);
    std::lock_guard lock(mutex);
    free_.push_back(database);
  });
  for (Status& s : done)
    if (!s) return tl::unexpected(std::move(s.error()));
  return {};
}

}  // namespace parley
