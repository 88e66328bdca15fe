// The history of events: who did what to whom on which day, as many as there are, in two files beside the ledger.
//
// FILE holds a header of 64 bytes and rows of 32 bytes each, mapped into memory and read in place; FILE.names holds the
// names behind the rows' numbers, a line each: "actor<TAB>PRK", "type<TAB>CONSULT", "origin<TAB>gdelt". Both only ever
// grow. The header, written last, says how many rows and bytes of names count and what they hash to, so an append that
// was cut off leaves the history as it was before (docs/outlook.md has the layout). Little-endian machines only.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/flat_index.h"
#include "base/result.h"
#include "outlook/name_numbers.h"

namespace parley {

struct HistoryEvent {
  std::uint64_t id = 0;  // within its origin; see History::id_of
  std::uint32_t source = 0, target = 0;
  std::int32_t day = 0;  // since 1970-01-01
  float weight = 1;      // 0..1, how sure it is that it happened
  std::uint16_t type = 0, origin = 0;
  std::uint32_t spare = 0;
};
static_assert(sizeof(HistoryEvent) == 32);

inline constexpr std::size_t kMostHistoryTypes = 1024;  // rules are counted for each two of them

/// The names behind the numbers.
struct HistoryNames {
  std::vector<std::string> actors, types, origins;
};

class History {
 public:
  /// Maps a history. Errors: not_found; bad_input if the file is none, is cut short, or was damaged.
  static Result<History> open(const std::string& path);

  /// All events in the order in which they were added (not of their days); they live as long as any copy of this.
  [[nodiscard]] std::span<const HistoryEvent> events() const;
  [[nodiscard]] const HistoryNames& names() const;
  /// What opens the event again: "eve-…" of the ledger, else "ORIGIN:NUMBER".
  [[nodiscard]] std::string id_of(const HistoryEvent& event) const;

 private:
  struct Files;
  std::shared_ptr<const Files> files_;
};

/// An event as importers have it.
struct NamedEvent {
  std::string_view source, type, target, origin;
  Date day;
  float weight = 1;
  std::uint64_t id = 0;
};

/// Origin of the ledger's own events; their ids are the number in "eve-…".
inline constexpr std::string_view kLedgerOrigin = "ledger";

/// Adds events to a history, new or old. Nothing is on disk before commit().
class HistoryWriter {
 public:
  /// Errors: those of History::open, but a missing file is an empty history.
  static Result<HistoryWriter> open(std::string path);

  enum class Added : std::uint8_t { yes, known_already };
  /// An event with origin, id and both sides of an earlier one is not added. Error bad_input: more than 2^24 actors or
  /// 2^13 types or origins, a name with a tab or line end, a day outside years 1 to 9999, a weight outside 0..1.
  Result<Added> add(const NamedEvent& event);
  /// The same with numbers, for whoever keeps them.
  Result<Added> add(const HistoryEvent& event);
  Result<std::uint32_t> actor(std::string_view name) { return number(actors_, name); }
  Result<std::uint16_t> type(std::string_view name) { return number(types_, name); }
  Result<std::uint16_t> origin(std::string_view name) { return number(origins_, name); }
  /// Errors: unreadable, disk_full; the history is then as it was.
  Status commit();
  [[nodiscard]] std::size_t rows() const { return old_rows_ + new_rows_; }

 private:
  struct Dictionary {
    std::string_view kind;
    std::size_t most = 0;
    NameNumbers list;
  };
  Result<std::uint32_t> number(Dictionary& dictionary, std::string_view name);
  bool is_new(const HistoryEvent& row);

  std::string path_;
  Dictionary actors_{"actor", std::size_t{1} << 24U, {}}, types_{"type", kMostHistoryTypes, {}},
      origins_{"origin", std::size_t{1} << 13U, {}};
  History old_;                        // as it was when opened or committed last
  std::vector<std::uint64_t> beyond_;  // by origin: every id from here on is new
  FlatSet known_;                      // all events, once an id that may be old has come
  bool knows_all_ = false;
  std::size_t old_rows_ = 0;
  std::uint64_t old_hash_ = 0;
  std::vector<std::vector<HistoryEvent>> rows_;  // in blocks of equal size: nothing is moved as they grow
  std::size_t new_rows_ = 0;
  std::string names_;  // all of FILE.names
};

}  // namespace parley
