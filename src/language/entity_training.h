// Training the entity model: a conditional random field by stochastic gradient descent.
//
// Where a word may have several labels (treebanks) the likelihood of all readings that the labels allow is raised:
// partial annotation (Tsuboi et al. 2008). Steps are sized by AdaGrad, one sum of squares for each feature; features
// that name the word itself are hidden at random, so that groups, spelling and surroundings learn to carry unknown
// names (feature noising, Wang et al. 2013). The weights of the last passes are averaged, cut to the most useful rows,
// and rounded to 8 bits. One thread, own random numbers, own exponential: the same input gives the same bytes.
#pragma once

#include <functional>
#include <string>

#include "language/entity_corpus.h"
#include "language/entity_variants.h"

namespace parley {

struct EntityTrainingOptions {
  std::uint64_t seed = 1;
  int passes = 8;
  std::uint32_t rarest = 2;  // features seen less often are left out
  float rate = 0.04F;
  float shrink = 0.005F;            // pull of weights towards 0 (L2), at each visit that moves them
  float hidden = 0.3F;              // share of words whose own features are hidden at a visit
  std::size_t plain_rows = 196608;  // of the tables of weights
  std::size_t wire_rows = 65536;
};

/// A corpus with its part in training.
struct EntityCorpus {
  std::vector<LabelledSentence> sentences;
  float weight = 1;   // of each of its words
  int from_pass = 0;  // partially labelled corpora come in once the others have shown the way
  VariantShares variants;
  EntityConvention convention = EntityConvention::plain;  // whose weights it teaches
  bool wire_style = false;                                // see entity_conventions.h
};

/// Trains and packs a model. `progress` is told of each pass: its number and the mean log-likelihood of a live word.
ModelWriter train_entities(std::vector<EntityCorpus> corpora, EntityTables tables, const EntityTrainingOptions& options,
                           const std::function<void(int, double)>& progress = {});

}  // namespace parley
