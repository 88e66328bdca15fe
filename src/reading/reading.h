// Reading: from a Report to its findings. The heart of the program, and the place where the earlier stages meet.
//
//   Report → analyse (language) → estimate_publication, find_times (time) → events, meetings, claims, forecasts,
//   demands, explanations, commitments → seal
//
// Each kind has its own file (events.h, meetings.h, claims.h, …), each driven by its own file in codebook/.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "intake/intake.h"
#include "language/language.h"
#include "record/document.h"
#include "record/findings.h"
#include "record/timex.h"
#include "time/time.h"

namespace parley {

struct ContextRules;
struct EventRules;
struct MeetingRules;
struct ClaimRules;
class ClaimModel;
class FactualityModel;
struct ForecastRules;
struct DemandRules;
struct ExplanationRules;
struct CommitmentRules;
class PairModel;

/// The whole codebook, compiled. Immutable after loading; shared by all threads.
struct Knowledge {
  IntakeRules intake;
  Lexicon lexicon;
  std::shared_ptr<const Models> models;
  TimeRules time;
  std::shared_ptr<const EventRules> events;
  std::shared_ptr<const ContextRules> contexts;
  std::shared_ptr<const PairModel> pairs;  // none if models/ has no pairs.bin: then nothing votes on events
  std::shared_ptr<const MeetingRules> meetings;
  std::shared_ptr<const ClaimRules> claims;
  std::shared_ptr<const ClaimModel> attributions;
  std::shared_ptr<const FactualityModel> factuality;  // none if models/ has no factuality.bin
  std::shared_ptr<const ForecastRules> forecasts;
  std::shared_ptr<const DemandRules> demands;
  std::shared_ptr<const ExplanationRules> explanations;
  std::shared_ptr<const CommitmentRules> commitments;
  std::string version;  // hash of the codebook's files: part of by_rule
};

/// Loads every file of the codebook directory and maps the models. Error bad_codebook names file and line; not_found
/// the directory; bad_input a damaged model.
Result<Knowledge> load_knowledge(const std::string& codebook_dir, const std::string& models_dir);

/// What all readers of one report share.
struct Context {
  const Report& report;
  const Document& document;
  const std::vector<Timex>& times;
  const Knowledge& knowledge;
};

/// A report with its stages kept, for `inspect` and tests.
struct Analysis {
  Report report;
  Document document;  // points into report.text
  std::vector<Timex> times;
  Findings findings;
};

/// Reads one report. Deterministic; time linear in the text.
std::unique_ptr<Analysis> read_report(Report report, const Knowledge& knowledge);

}  // namespace parley
