// A history opened with all that its questions need: ways into it, words for it, and the numbers behind names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/outlook_text.h"
#include "outlook/schedule_odds.h"

namespace parley {

class OutlookData {
 public:
  /// Opens the history's file with the words of the codebook. Errors: those of History::open and of the codebook.
  static Result<OutlookData> load(const std::string& history_file, const std::string& codebook);
  /// The events of a record as a history, for questions to a ledger alone. Errors: as HistoryWriter's.
  static Result<OutlookData> of_record(const Record& record, const std::string& codebook);
  OutlookData(History history, SaidTypes said, Lexicon lexicon, SchedulePrior schedules = {});

  [[nodiscard]] const History& history() const { return history_; }
  [[nodiscard]] const HistoryIndex& index() const { return index_; }
  [[nodiscard]] const SaidTypes& said() const { return said_; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  /// What is believed of meetings that have a day before a record tells of any.
  [[nodiscard]] const SchedulePrior& schedules() const { return schedules_; }
  [[nodiscard]] OutlookWords words() const { return {history_, index_, said_, &lexicon_}; }
  [[nodiscard]] std::uint32_t actors() const { return static_cast<std::uint32_t>(history_.names().actors.size()); }
  [[nodiscard]] std::uint32_t types() const { return static_cast<std::uint32_t>(history_.names().types.size()); }

  /// Number of an actor by code or name. Error not_found.
  [[nodiscard]] Result<std::uint32_t> actor(std::string_view text) const;
  /// Number of a type of event. Error not_found: names those that there are.
  [[nodiscard]] Result<std::uint32_t> type(std::string_view text) const;
  /// Numbers of several, separated by commas.
  [[nodiscard]] Result<std::vector<std::uint32_t>> type_list(std::string_view text) const;
  /// The day of `text`, which must lie in the history or just behind it; empty: the first that it does not know. Error
  /// bad_usage, or bad_input where the history is empty or its last day lies years behind all others.
  [[nodiscard]] Result<Date> day(const std::string& text) const;
  /// Days of the first event and of the day after the last one. The history must not be empty.
  [[nodiscard]] DateRange known() const;

 private:
  /// The last day before that of the last event; that itself where there is no other.
  [[nodiscard]] Date day_before_last() const;

  History history_;
  HistoryIndex index_;
  SaidTypes said_;
  Lexicon lexicon_;
  SchedulePrior schedules_;
};

}  // namespace parley
