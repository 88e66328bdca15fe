// The state of play for a pair or a group of actors on a day: what an analyst wants to know in the morning.
//
// A brief is sections of items; each item has a lead (a date, a probability), a sentence, details, and the quote and
// report that prove it. render.h prints it. Nothing is invented here: each line comes from a finding.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/stories.h"
#include "page/columns.h"

namespace parley {

struct BriefItem {
  std::string id;    // of the finding
  std::string lead;  // "2018-12", "60-80 %"
  std::string text;
  std::vector<std::string> details;
  std::string quote;
  std::string source;  // "Harbor Wire, 2018-11-07"
};

struct BriefSection {
  std::string title;
  std::string none;  // what to say when it is empty; such a section is left out where this is empty too
  std::vector<BriefItem> items;
  std::size_t more = 0;  // items left out
};

struct Brief {
  std::string title;
  std::string on;  // day, or "" for all that is known
  std::string basis;
  std::vector<BriefSection> sections;
};

struct BriefOptions {
  std::vector<std::string> about;                        // codes; empty: everybody
  std::optional<Date> on;                                // empty: the day of the last report
  std::function<std::string(std::string_view)> name_of;  // code → name
  std::size_t most = 8;                                  // items a section
};

/// What every brief of one record stands on: made once where several are asked for. The record must outlive it.
struct BriefGround {
  explicit BriefGround(const Record& known) : BriefGround(known, Stories(known)) {}
  BriefGround(const Record& known, Stories told);

  const Record& record;
  Stories stories;
  RecordColumns columns;
  std::vector<std::optional<Date>> days;                                // of reports; none where unknown
  std::vector<std::optional<Date>> happened;                            // of events that are news: when; none of others
  std::unordered_map<std::string_view, std::string_view> longest_name;  // by actor id
  Date last = kFirstDate;                                               // that any report tells of

 private:
  void note_days();
  void note_news();
  void note_names();
};

/// Puts the brief together. The record must be as known on `on`, with forecasts resolved as of that day.
Brief make_brief(const BriefGround& ground, const BriefOptions& options);
Brief make_brief(const Record& record, const BriefOptions& options);

/// True if all of the codes (or, where there is one code, that one) are among the actors of the finding's sides.
bool involves(const std::vector<const std::vector<ActorRef>*>& sides, const std::vector<std::string>& about);

}  // namespace parley
