// The ledger as the page reads it: the record as known on the days that were asked for last, the texts of reports, and
// full-text search. Read-only. When the ledger has been written to, everything is read anew; where only corrections
// were added, they alone.
//
// While the record is being read nothing else waits for it: the reports are there first (reports_alone), the matches of
// a search are looked up by themselves. The record of an earlier day is made from that of all days.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "ledger/sqlite.h"
#include "page/day_state.h"

namespace parley {

using SharedState = std::shared_ptr<const DayState>;

/// A report's text, and its blocks as JSON: [start, end, role] in code points.
struct StoredText {
  std::string text, blocks;
};

struct SearchHit {
  std::string kind, id;
  std::int64_t row = 0;  // of the index
};

/// What stands around the words that were searched for: "… the \x02summit\x03 in …".
inline constexpr char kHitBegin = '\x02', kHitEnd = '\x03';

/// How far the record of all days has been read: rows of reports and findings.
struct HowFar {
  std::size_t done = 0, all = 0;
};

class PageData {
 public:
  explicit PageData(std::string ledger) : path_(std::move(ledger)) {}
  ~PageData();
  PageData(const PageData&) = delete;
  PageData& operator=(const PageData&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Changes with every write to the ledger. Errors: as Ledger::open.
  Result<std::string> version();
  /// The record as known on a day; waits until it is there. Errors: as Ledger::open and Ledger::record.
  Result<SharedState> state(std::optional<Date> on);
  /// True if the record of all days is there; or if the ledger was written to while it was read, and asking again and
  /// again might never find it there.
  bool is_worth_waiting_for();
  /// Begins to read the record of all days in the background, unless it is there or being read.
  void read_ahead();
  /// True while something is being read.
  bool is_reading();
  [[nodiscard]] HowFar how_far();
  /// While the record of all days is being read, its reports without any finding, as soon as these are there; null
  /// once the record is.
  SharedState reports_alone();
  /// The same with the findings that a search has found. Meetings are not among them, and forecasts not settled.
  Result<SharedState> with_hits(const SharedState& reports, const std::vector<SearchHit>& hits);
  /// What was corrected by the day, oldest first.
  Result<std::vector<Correction>> corrections(std::optional<Date> on);
  /// Error not_found: the ledger has no such report.
  Result<StoredText> text_of(const std::string& report);
  /// Meetings as one report tells them, with the places of their words.
  Result<std::vector<Meeting>> mentions_in(const std::string& report, const std::vector<Meeting>& merged);
  /// One such meeting by its id. Error not_found.
  Result<Meeting> mention(const std::string& id);
  /// Findings and reports whose words match, at most the `most` that were read last, in no order. Error bad_usage: no
  /// word to search for.
  Result<std::vector<SearchHit>> search(const std::string& words, std::size_t most);
  /// The words around the match in one of them, the match itself between kHitBegin and kHitEnd.
  Result<std::string> snippet(const std::string& words, const SearchHit& hit);

 private:
  Result<const Database*> database();
  Status look();
  SharedState kept(const std::string& on);
  void make_room(std::size_t more);
  Result<SharedState> load(std::optional<Date> on, const SharedState& whole, LoadProgress& progress);

  std::string path_;
  std::mutex mutex_;
  std::condition_variable changed_;  // something was loaded, or could not be
  std::unique_ptr<Database> database_;
  std::unique_ptr<Database> one_;  // in memory: the row that a snippet is taken from
  std::int64_t seen_ = -1;
  std::string version_, basis_;
  std::vector<Correction> corrections_;
  struct Kept {
    std::string on;
    SharedState state;
  };
  std::list<Kept> states_;        // the last one used in front
  std::uint64_t generation_ = 0;  // one more each time that all of them were forgotten
  std::set<std::string> coming_;  // days that are being loaded; "": all
  std::shared_ptr<LoadProgress> progress_;
  SharedState reports_alone_;
  std::thread ahead_;
  bool reading_ahead_ = false, overtaken_ = false;
};

/// What a person typed as a query of FTS5: words all of which must occur, "phrases", and prefix*.
std::string search_query(const std::string& typed);

}  // namespace parley
