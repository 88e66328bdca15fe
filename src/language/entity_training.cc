// See entity_training.h.
#include "language/entity_training.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "language/entity_blocks.h"
#include "language/entity_conventions.h"
#include "language/entity_crf.h"
#include "language/entity_model.h"
#include "language/entity_random.h"
#include "language/feature_numbers.h"

namespace parley {
namespace {

/// A run of live words: the unit of training. Features of its words lie one after another in one long list.
struct Stretch {
  std::uint32_t first_word = 0, size = 0;
  float weight = 1;
  int from_pass = 0;
};

struct TrainingWord {
  std::uint64_t first = 0;  // in the list of features
  std::uint16_t size = 0, of_the_word = 0;
  LabelSet labels = 0;
};

class Trainer {
 public:
  Trainer(const EntityTrainingOptions& options, const EntityLexicon& lexicon)
      : options_(options), lexicon_(lexicon), random_(options.seed) {}

  void add(const EntityCorpus& corpus) {
    EntityText text;
    std::vector<LabelSet> labels;
    for (const LabelledSentence& s : corpus.sentences) {
      text.words.insert(text.words.end(), s.words.begin(), s.words.end());
      labels.insert(labels.end(), s.labels.begin(), s.labels.end());
      text.sentence_ends.push_back(static_cast<std::uint32_t>(text.words.size()));
    }
    for_each_sentence(text, lexicon_, [&](const ViewedSentence& s) { add(s, labels, corpus); });
  }

  void train(const std::function<void(int, double)>& progress) {
    keep_frequent();
    weights_.assign(rows_ * kEntityLabels, 0);
    sums_.assign(rows_, 1e-2F);
    mean_.assign(weights_.size(), 0);
    transitions_.refresh();
    for (int pass = 0; pass < options_.passes; ++pass) {
      shuffle();
      log_likelihood_ = 0;
      visited_ = 0;
      rate_ = options_.rate * (1.0F - 0.9F * static_cast<float>(pass) / static_cast<float>(options_.passes));
      for (const Stretch& s : stretches_)
        if (s.from_pass <= pass) step(s);
      if (pass * 2 + 2 >= options_.passes) average();
      if (progress) progress(pass + 1, log_likelihood_ / std::max(1.0, visited_));
    }
    for (float& w : mean_) w /= static_cast<float>(averaged_);
    for (LabelWeights& from : mean_transitions_)
      for (float& w : from) w /= static_cast<float>(averaged_);
  }

  void write(ModelWriter& writer, const std::string& name, std::size_t most_rows) const;

 private:
  void add(const ViewedSentence& s, const std::vector<LabelSet>& labels, const EntityCorpus& corpus) {
    for (std::size_t i = 0; i < s.views.size(); ++i) {
      if (!s.views[i].live) continue;
      if (i == 0 || !s.views[i - 1].live)
        stretches_.push_back({static_cast<std::uint32_t>(words_.size()), 0, corpus.weight, corpus.from_pass});
      ++stretches_.back().size;
      add_word(s.views, i, labels[s.first + i]);
    }
  }

  void add_word(std::span<const WordView> views, std::size_t i, LabelSet labels) {
    extract_features(views, i, list_);
    words_.push_back({features_.size(), static_cast<std::uint16_t>(list_.size),
                      static_cast<std::uint16_t>(list_.of_the_word), labels});
    for (std::size_t k = 0; k < list_.size; ++k) features_.push_back(numbers_.number(list_.keys[k]));
  }

  /// Drops rare features and numbers the rest anew.
  void keep_frequent() {
    std::vector<std::uint32_t> row(numbers_.keys().size(), 0);
    for (std::size_t k = 0; k < row.size(); ++k)
      if (numbers_.counts()[k] >= options_.rarest) {
        row[k] = static_cast<std::uint32_t>(++rows_);
        kept_.push_back(static_cast<std::uint32_t>(k));
      }
    std::uint64_t out = 0;
    for (TrainingWord& w : words_) {
      std::uint64_t first = out;
      std::uint16_t own = 0;
      for (std::uint64_t k = w.first; k < w.first + w.size; ++k) {
        std::uint32_t r = row[features_[k]];
        if (r == 0) continue;
        if (k < w.first + w.of_the_word) ++own;
        features_[out++] = r - 1;
      }
      w = {first, static_cast<std::uint16_t>(out - first), own, w.labels};
    }
    features_.resize(out);
  }

  void shuffle() {
    for (std::size_t k = stretches_.size(); k > 1; --k) std::swap(stretches_[k - 1], stretches_[random_.below(k)]);
  }

  void score(const Stretch& s) {
    scores_.resize(s.size);
    allowed_.resize(s.size);
    hidden_.resize(s.size);
    for (std::uint32_t i = 0; i < s.size; ++i) {
      const TrainingWord& w = words_[s.first_word + i];
      hidden_[i] = random_.unit() < options_.hidden ? w.of_the_word : 0;
      allowed_[i] = w.labels;
      LabelWeights sum{};
      for (std::uint64_t k = w.first + hidden_[i]; k < w.first + w.size; ++k) {
        const float* row = &weights_[static_cast<std::size_t>(features_[k]) * kEntityLabels];
        for (int c = 0; c < kEntityLabels; ++c) sum[c] += row[c];
      }
      scores_[i] = sum;
    }
  }

  void step(const Stretch& s) {
    score(s);
    double right = told_.run(scores_, allowed_, transitions_);
    if (right < -1e30) return;  // the corpus's names do not fit the live words
    allowed_.assign(s.size, 0xFFFF);
    double all = free_.run(scores_, allowed_, transitions_);
    log_likelihood_ += right - all;
    visited_ += s.size;
    for (std::uint32_t i = 0; i < s.size; ++i) move(words_[s.first_word + i], i, s.weight);
    for (int p = 0; p < kEntityLabels; ++p)
      for (int c = 0; c < kEntityLabels; ++c)
        transitions_.score[p][c] += 0.02F * rate_ * s.weight * (told_.pairs[p][c] - free_.pairs[p][c]);
    if (++steps_ % 32 == 0) transitions_.refresh();
  }

  void move(const TrainingWord& w, std::uint32_t i, float weight) {
    LabelWeights gradient;
    float square = 0;
    for (int c = 0; c < kEntityLabels; ++c) {
      gradient[c] = weight * (told_.marginals[i][c] - free_.marginals[i][c]);
      square += gradient[c] * gradient[c];
    }
    if (square < 1e-8F) return;
    for (std::uint64_t k = w.first + hidden_[i]; k < w.first + w.size; ++k) {
      std::uint32_t f = features_[k];
      sums_[f] += square;
      float size = rate_ / std::sqrt(sums_[f]);
      float* row = &weights_[static_cast<std::size_t>(f) * kEntityLabels];
      for (int c = 0; c < kEntityLabels; ++c) row[c] += size * (gradient[c] - options_.shrink * row[c]);
    }
  }

  void average() {
    for (std::size_t k = 0; k < weights_.size(); ++k) mean_[k] += weights_[k];
    for (int p = 0; p < kEntityLabels; ++p)
      for (int c = 0; c < kEntityLabels; ++c) mean_transitions_[p][c] += transitions_.score[p][c];
    ++averaged_;
  }

  EntityTrainingOptions options_;
  const EntityLexicon& lexicon_;
  SeededRandom random_;
  FeatureNumbers numbers_;
  std::vector<TrainingWord> words_;
  std::vector<std::uint32_t> features_, kept_;
  std::vector<Stretch> stretches_;
  std::size_t rows_ = 0;
  std::vector<float> weights_, sums_, mean_;
  TransitionScores transitions_;
  std::array<LabelWeights, kEntityLabels> mean_transitions_{};
  int averaged_ = 0;
  float rate_ = 0;
  std::size_t steps_ = 0;
  double log_likelihood_ = 0, visited_ = 0;
  // scratch
  FeatureList list_;
  std::vector<LabelWeights> scores_;
  std::vector<LabelSet> allowed_;
  std::vector<std::uint16_t> hidden_;
  ChainSums told_, free_;
};

constexpr float kUnit = 1.0F / 20;  // of the rounded weights, in log-odds: ±6.35 fits a byte

template <class T>
T rounded(float value, float most) {
  return static_cast<T>(std::lround(std::clamp(value / kUnit, -most, most)));
}

void Trainer::write(ModelWriter& writer, const std::string& name, std::size_t most_rows) const {
  struct Ranked {
    float use;
    std::uint32_t row;
  };
  std::vector<Ranked> ranked;
  for (std::uint32_t r = 0; r < rows_; ++r) {
    float square = 0;
    for (int c = 0; c < kEntityLabels; ++c) square += mean_[r * kEntityLabels + c] * mean_[r * kEntityLabels + c];
    auto count = static_cast<float>(std::min(numbers_.counts()[kept_[r]], 1000U));
    ranked.push_back({square * std::sqrt(count * std::sqrt(count)), r});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.use > b.use; });
  std::size_t slots = std::min(most_rows, std::max<std::size_t>(rows_ * 5 / 4, 64)) / kRowsInBucket * kRowsInBucket;
  std::vector<std::uint16_t> keys(slots, 0);
  std::vector<std::int8_t> weights(slots * kEntityLabels, 0);
  for (const Ranked& x : ranked) {
    std::uint64_t feature = numbers_.keys()[kept_[x.row]];
    std::size_t slot = bucket_of(feature, slots / kRowsInBucket) * kRowsInBucket;
    std::size_t end = slot + kRowsInBucket;
    while (slot < end && keys[slot] != 0 && keys[slot] != feature_key(feature)) ++slot;
    if (slot == end || keys[slot] != 0) continue;
    keys[slot] = feature_key(feature);
    for (int c = 0; c < kEntityLabels; ++c)
      weights[slot * kEntityLabels + c] = rounded<std::int8_t>(mean_[x.row * kEntityLabels + c], 127);
  }
  std::vector<std::int16_t> transitions;
  for (const LabelWeights& from : mean_transitions_)
    for (float score : from) transitions.push_back(rounded<std::int16_t>(score, 2000));
  writer.add_array<std::uint16_t>(name + ".keys", keys);
  writer.add_array<std::int16_t>(name + ".transitions", transitions);
  writer.add_array<std::int8_t>(name + ".weights", weights);
}

/// Marks words that running text has in lower case.
void mark_common_words(const std::vector<EntityCorpus>& corpora, EntityTables& tables) {
  std::map<std::string, int> count;
  for (const EntityCorpus& corpus : corpora)
    for (const LabelledSentence& s : corpus.sentences)
      for (std::size_t i = 0; i < s.words.size(); ++i)
        if (s.labels[i] == label_set(kOutside) && fold_word(s.words[i]) == s.words[i]) ++count[s.words[i]];
  for (const auto& [word, n] : count)
    if (n >= 3) tables.words[word].kinds |= kCommonWord;
}

}  // namespace

ModelWriter train_entities(std::vector<EntityCorpus> corpora, EntityTables tables, const EntityTrainingOptions& options,
                           const std::function<void(int, double)>& progress) {
  mark_common_words(corpora, tables);
  StyleCounts style;
  for (const EntityCorpus& corpus : corpora)
    for (const LabelledSentence& s : corpus.sentences) style.add(s, corpus.wire_style);
  VariantMaker variants(tables, options.seed);
  for (EntityCorpus& corpus : corpora) variants.vary(corpus.sentences, corpus.variants);
  PackedTables packed = pack(tables);
  EntityLexicon lexicon;
  lexicon.open({packed.word_keys, packed.word_groups, packed.word_kinds, packed.name_keys, packed.name_kinds});
  ModelWriter writer;
  struct Header {
    std::uint32_t version = 1;
    float unit = kUnit;
  };
  const Header header;
  writer.add_array<Header>("entity.header", std::span(&header, 1));
  for (EntityConvention convention : {EntityConvention::plain, EntityConvention::wire}) {
    Trainer trainer(options, lexicon);
    for (const EntityCorpus& corpus : corpora)
      if (corpus.convention == convention) trainer.add(corpus);
    trainer.train(progress);
    bool plain = convention == EntityConvention::plain;
    trainer.write(writer, plain ? "plain" : "wire", plain ? options.plain_rows : options.wire_rows);
  }
  style.write(writer);
  packed.write(writer);
  return writer;
}

}  // namespace parley
