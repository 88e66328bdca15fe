// See train_claims.h.
#include "train_claims.h"

#include "base/file.h"
#include "language/models.h"
#include "reading/claim_training.h"

namespace parley {

Status train_claim_tagger(const CommandOptions& o, const Tell& tell) {
  const std::string codebook = TRY(codebook_for(o));
  const std::string intake_file = codebook + "/intake.toml";
  const IntakeRules intake =
      TRY(IntakeRules::load(TRY(parse_toml(TRY(read_file(intake_file)), intake_file)), intake_file));
  const Lexicon lexicon = TRY(Lexicon::load(codebook));
  const std::shared_ptr<const Models> models = TRY(Models::load(TRY(models_for(o))));
  ClaimTrainingOptions options;
  if (o.seed) options.paragraphs.seed = options.around_cue.seed = *o.seed;
  if (o.rounds > 0) options.paragraphs.passes = options.around_cue.passes = o.rounds;
  return train_claims(TRY(read_annotated_texts(o.data)), intake, lexicon, *models, options, tell).write(o.out);
}

}  // namespace parley
