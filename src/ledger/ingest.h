// Many reports at once: files and folders → documents → reports → readings → ledger, in bounded memory, on several
// threads.
//
// Documents are taken in the order of their paths (feeds first, since they speak of pages), made into reports and read
// in parallel by groups, and written group by group, so that output and ledger do not depend on the number of threads.
// Pages wait until some thousand of them are together: lines that recur on the pages of a site are set aside before
// anything is read. A report counts as acknowledged when its group is committed.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "reading/reading.h"

namespace parley {

struct IngestOptions {
  std::vector<std::string> paths;  // files, folders (walked, in order of names), patterns, or "-"
  std::string date;                // publication day that the user gives for all; empty for none
  std::string recorded;            // time of recording
  unsigned threads = 1;
  bool again = false;       // hand readings to `on_reading` also for reports that are in the ledger already
  bool store_only = false;  // keep the reports without reading them: for measuring
};

struct IngestProgress {
  std::size_t files_done = 0, files = 0;
  std::uint64_t bytes_done = 0, bytes = 0;  // of the files, packed
  std::size_t reports = 0;
  std::size_t words = 0;
};

struct IngestSummary {
  IngestProgress progress;
  std::size_t added = 0, known = 0, findings = 0;
  std::vector<Error> problems;                     // each names file and place; the rest was read; the first of many
  std::size_t problem_count = 0;                   // with those that are not among them
  std::vector<Error> refused;                      // pages that are no article: where, and why; the first thousand
  std::map<std::string, std::size_t> kinds;        // of refused pages, by what they are: "home page" → 12
  std::map<std::string, std::size_t> languages;    // reports that were kept but not read, by language
  std::map<std::string, std::size_t> passed_over;  // what is no document by its nature: "pictures, …" → 40
  std::size_t site_lines = 0;                      // set aside because they recur on their sites
  std::size_t feed_entries = 0;
  std::size_t copies = 0;  // of the new reports, those that are copies of others
  bool stopped = false;
};

struct IngestHooks {
  std::function<void(const IngestProgress&)> on_progress;
  std::function<void(const Analysis&)> on_reading;  // in order, from the calling thread
  std::function<void()> on_derive;                  // all is read: meetings and copies are put together now
  const std::atomic<bool>* stop = nullptr;          // set: finish the group and return
};

/// Reads all paths into the ledger. Fails only where going on makes no sense (the ledger cannot be written); what is
/// wrong with single files is in the summary.
Result<IngestSummary> ingest(const IngestOptions& options, const Knowledge& knowledge, Ledger& ledger,
                             const IngestHooks& hooks);

}  // namespace parley
