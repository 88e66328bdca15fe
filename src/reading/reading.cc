// The codebook as a whole, and one report from end to end. See reading.h.
#include "reading/reading.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/hash.h"
#include "language/models.h"
#include "reading/claim_tagger.h"
#include "reading/claims.h"
#include "reading/commitments.h"
#include "reading/contexts.h"
#include "reading/demands.h"
#include "reading/event_home.h"
#include "reading/events.h"
#include "reading/explanations.h"
#include "reading/factuality.h"
#include "reading/forecasts.h"
#include "reading/meetings.h"
#include "reading/pair_vote.h"

namespace parley {
namespace {

/// Hash of the names and contents of all files of the codebook.
Result<std::string> codebook_version(const std::string& directory) {
  std::vector<std::string> files;
  std::error_code error;
  for (auto it = std::filesystem::recursive_directory_iterator(directory, error);
       !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error))
    if (it->path().extension() == ".toml") files.push_back(std::filesystem::relative(it->path(), directory).string());
  if (error || files.empty())
    return fail(ErrorCode::not_found, "no codebook here; give its folder with --codebook", directory);
  std::sort(files.begin(), files.end());
  std::string all;
  for (const std::string& f : files) {
    all += f + '\n';
    all += TRY(read_file(directory + "/" + f));
  }
  return sha256_hex(all).substr(0, 12);
}

std::vector<OfficeEvidence> offices_of(const Document& d, const Lexicon& lexicon) {
  std::vector<OfficeEvidence> out;
  for (const Mention& m : d.mentions) {
    if (m.kind != MentionKind::person || m.tokens.size() == m.head.size())
      continue;  // a title must stand with the name
    const auto& offices = lexicon.offices(m.name);
    auto dated = std::count_if(offices.begin(), offices.end(), [](const Office& o) { return o.dates.has_value(); });
    for (const Office& o : offices)
      if (dated == 1 && o.dates) out.push_back({m.name, *o.dates, m.span});
  }
  return out;
}

}  // namespace

Result<Knowledge> load_knowledge(const std::string& codebook_dir, const std::string& models_dir) {
  Knowledge k;
  k.version = TRY(codebook_version(codebook_dir));
  std::string intake = codebook_dir + "/intake.toml";
  k.intake = TRY(IntakeRules::load(TRY(parse_toml(TRY(read_file(intake)), intake)), intake));
  if (std::string pages = models_dir + "/intake.bin"; std::filesystem::exists(pages))
    TRY_VOID(k.intake.load_page_model(pages));
  k.lexicon = TRY(Lexicon::load(codebook_dir));
  k.models = TRY(Models::load(models_dir));
  k.time = TRY(TimeRules::load(codebook_dir));
  k.events = TRY(EventRules::load(codebook_dir));
  k.contexts = TRY(ContextRules::load(codebook_dir));
  if (std::string pairs = models_dir + "/pairs.bin"; std::filesystem::exists(pairs))
    k.pairs = TRY(PairModel::load(pairs));
  k.meetings = TRY(MeetingRules::load(codebook_dir));
  k.claims = TRY(ClaimRules::load(codebook_dir));
  k.attributions = std::make_shared<const ClaimModel>(TRY(ClaimModel::load(models_dir + "/claims.bin")));
  if (std::string factuality = models_dir + "/factuality.bin"; std::filesystem::exists(factuality))
    k.factuality = TRY(FactualityModel::load(factuality, codebook_dir));
  k.forecasts = TRY(ForecastRules::load(codebook_dir));
  k.demands = TRY(DemandRules::load(codebook_dir));
  k.explanations = TRY(ExplanationRules::load(codebook_dir));
  k.commitments = TRY(CommitmentRules::load(codebook_dir));
  return k;
}

std::unique_ptr<Analysis> read_report(Report report, const Knowledge& knowledge) {
  auto a = std::make_unique<Analysis>();
  a->report = std::move(report);
  a->document = analyse(a->report, knowledge.lexicon, *knowledge.models);
  estimate_publication(a->report, a->document, offices_of(a->document, knowledge.lexicon), knowledge.time);
  a->times = find_times(a->report, a->document, knowledge.time);
  Context context{a->report, a->document, a->times, knowledge};
  a->findings.events = find_events(context);
  vote_on_events(context, a->findings.events);
  settle_at_home(context, a->findings.events);
  find_contexts(context, a->findings.events);
  a->findings.meetings = find_meetings(context);
  a->findings.claims = find_claims(context);
  a->findings.forecasts = find_forecasts(context, a->findings.events, a->findings.claims);
  a->findings.demands = find_demands(context, a->findings.claims);
  a->findings.explanations = find_explanations(context, a->findings.events, a->findings.claims);
  a->findings.commitments = find_commitments(context, a->findings.claims);
  seal(a->report, a->findings);
  return a;
}

}  // namespace parley
