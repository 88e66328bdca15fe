// Answers a question in words: a probability, a range, the base rate, reasons each way, and what would change it.
//
// Where the figures come from:
//   - the hazards of the pair in the history (when.h), learned or counted; the chance of a kind of encounter (a level)
//   is
//     its own rate in the ledger, since histories do not tell levels apart;
//   - meetings that the ledger knows to be set, put off or called off, by what became of such meetings (schedules.h);
//     the chances are joined as if independent;
//   - reasons are measured, not weighed by hand: by how much the answer would move if this were as for an average pair,
//     or if the ledger did not tell of it.
// Experts' forecasts of the same parties are shown beside it with their records, and not mixed in.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/outlook_data.h"
#include "outlook/question.h"
#include "outlook/schedules.h"
#include "outlook/score.h"
#include "outlook/when.h"

namespace parley {

struct AskReason {
  double shift = 0;  // of the log-odds: above 0 it speaks for yes
  std::string text;
  std::vector<std::string> ids;     // open the events or meetings behind it
  std::vector<std::string> quotes;  // their sentences, where the ledger has them
};

/// What an expert stated of the same parties for a window that touches the question's.
struct AskExpert {
  std::string name, event, day, by, id, quote;
  double probability = 0;
  std::size_t judged = 0;       // forecasts of theirs that came to yes or no by now
  std::optional<double> brier;  // where they are enough
};

/// "If … : this probability."
struct AskChange {
  std::string text;
  double probability = 0;
};

struct AskAnswer {
  double probability = 0, low = 0, high = 1;  // 80 % range
  double base = 0;
  std::string base_text;           // of what
  std::string basis;               // how the answer was made
  std::vector<AskReason> yes, no;  // strongest first, at most three each
  std::vector<AskExpert> experts;  // latest first
  std::optional<double> pooled;    // median of the experts whose window ends within a month of the question's
  std::vector<AskChange> changes;
  std::vector<std::string> notes;
  WhenAnswer when;
  bool wide = false;  // `when` speaks of the question itself, not of encounters of any level
};

class Asker {
 public:
  /// `data` and `record` (nothing where there is no ledger; else as known before `on`) must outlive this.
  Asker(const OutlookData& data, const Knowledge& knowledge, const Record* record, Date on);

  /// Also tells of elections, summits and sessions of the actors inside the window (codebook/calendar.toml).
  void use_calendar(std::string codebook) { codebook_ = std::move(codebook); }

  [[nodiscard]] Result<Question> read(const std::string& text) const;
  /// Error not_found: the history knows none of the acts or actors; it says what to import. Models are kept for the
  /// next question of the same kind.
  Result<AskAnswer> answer(const Question& question);

 private:
  struct Work;
  const WhenModel& model(const Question& question, std::uint32_t type);
  Status by_history(Work& work);
  void by_level(Work& work) const;
  void by_schedules(Work& work) const;
  void tell_factors(Work& work) const;
  void tell_alike(Work& work) const;
  void tell_changes(Work& work);
  void tell_experts(Work& work) const;
  Status tell_calendar(Work& work) const;
  void finish(Work& work) const;
  void add(Work& work, AskReason reason) const;
  [[nodiscard]] std::vector<std::string> ids_of(const std::vector<std::uint32_t>& events, std::size_t most) const;

  const OutlookData& data_;
  const Knowledge& knowledge_;
  const Record* record_;
  Date on_;
  std::string codebook_;                       // of the calendar; empty: none
  std::map<std::string, std::string> quotes_;  // by id, of the ledger's events and meetings
  std::map<std::pair<std::uint32_t, Sides>, std::unique_ptr<WhenModel>> models_;
};

/// The answer as a forecast of Parley's own, for the ledger to keep and later to score.
StatedForecast stated_forecast(const Question& question, const AskAnswer& answer, Date on);

/// How the question was understood, in one line: "CONSULT (high-level talks), USA and PRK, from 2018-11-28 to
/// 2018-12-31".
std::string understood_text(const Question& question);
std::string answer_text(const Question& question, const AskAnswer& answer, Date on);
std::string answer_json(const Question& question, const AskAnswer& answer, Date on);

}  // namespace parley
