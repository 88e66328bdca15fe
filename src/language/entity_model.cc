// See entity_model.h.
#include "language/entity_model.h"

#include <algorithm>
#include <cstring>

namespace parley {
namespace {

constexpr std::int16_t kForbidden = -20000;

struct Header {
  std::uint32_t version = 0;
  float unit = 0;
};

}  // namespace

bool EntityWeights::open(const ModelFile& file, const std::string& name) {
  keys_ = file.array<std::uint16_t>(name + ".keys");
  weights_ = file.array<std::int8_t>(name + ".weights");
  auto transitions = file.array<std::int16_t>(name + ".transitions");
  if (transitions.size() != transitions_.size() || keys_.empty() || keys_.size() % kRowsInBucket != 0 ||
      keys_.size() > (1U << 30) || weights_.size() != keys_.size() * kEntityLabels)
    return false;
  for (int from = 0; from < kEntityLabels; ++from)
    for (int to = 0; to < kEntityLabels; ++to) {
      auto k = static_cast<std::size_t>(from * kEntityLabels + to);
      transitions_[k] = may_follow(from, to) ? std::clamp<std::int16_t>(transitions[k], -2000, 2000) : kForbidden;
    }
  buckets_ = keys_.size() / kRowsInBucket;
  return true;
}

Result<EntityModel> EntityModel::load(const std::string& path) {
  EntityModel model;
  model.file_ = TRY(ModelFile::open(path));
  model.style_ = model.file_.array<std::int8_t>("entity.style");
  auto header = model.file_.array<Header>("entity.header");
  bool fits = header.size() == 1 && header[0].version == 1 && header[0].unit > 0 && header[0].unit < 1 &&
              model.plain_.open(model.file_, "plain") && model.wire_.open(model.file_, "wire") &&
              model.lexicon_.open(model.file_);
  if (!fits)
    return fail(ErrorCode::bad_input, "not an entity model, or damaged: train it anew, or take the shipped one", path);
  model.unit_ = header[0].unit;
  return model;
}

void EntityDecoder::score_words() {
  scores_.resize(views_.size());
  FeatureList features;
  for (std::size_t i = 0; i < views_.size(); ++i) {
    if (!views_[i].live) continue;
    extract_features(views_, i, features);
    Scores& sum = scores_[i];
    sum.fill(0);
    for (std::size_t k = 0; k < features.size; ++k) {
      const std::int8_t* row = weights_.row(features.keys[k]);
      if (row == nullptr) continue;
      for (int c = 0; c < kEntityLabels; ++c) sum[c] = static_cast<std::int16_t>(sum[c] + row[c]);
    }
  }
}

void EntityDecoder::best_path(std::size_t first, std::size_t last) {
  Scores best;
  std::copy_n(weights_.transitions_from(kOutside), kEntityLabels, best.begin());
  for (int c = 0; c < kEntityLabels; ++c) best[c] = static_cast<std::int16_t>(best[c] + scores_[first][c]);
  for (std::size_t i = first + 1; i < last; ++i) {
    Scores next;
    Scores from;
    next.fill(-32768);
    from.fill(0);
    std::int16_t top = *std::max_element(best.begin(), best.end());
    for (int p = 0; p < kEntityLabels; ++p) {
      const std::int16_t* step = weights_.transitions_from(p);
      auto base = static_cast<std::int16_t>(std::max(best[p] - top, -10000));
      for (int c = 0; c < kEntityLabels; ++c) {
        auto value = static_cast<std::int16_t>(base + step[c]);
        from[c] = value > next[c] ? static_cast<std::int16_t>(p) : from[c];
        next[c] = value > next[c] ? value : next[c];
      }
    }
    for (int c = 0; c < kEntityLabels; ++c) {
      before_[i][c] = static_cast<std::uint8_t>(from[c]);
      best[c] = static_cast<std::int16_t>(std::max(next[c] + scores_[i][c], -30000));
    }
  }
  int label = kOutside;
  int value = -100000;
  for (int c = 0; c < kEntityLabels; ++c)
    if (int v = best[c] + weights_.transition(c, kOutside); v > value) {
      value = v;
      label = c;
    }
  for (std::size_t i = last; i-- > first;) {
    labels_[i] = static_cast<std::uint8_t>(label);
    if (i > first) label = before_[i][static_cast<std::size_t>(label)];
  }
}

std::span<const std::uint8_t> EntityDecoder::decode(std::span<const WordView> views) {
  views_ = views.first(std::min(views.size(), kLongestSentence));
  score_words();
  labels_.assign(views_.size(), kOutside);
  before_.resize(views_.size());
  for (std::size_t i = 0; i < views_.size();) {
    std::size_t end = i;
    while (end < views_.size() && views_[end].live) ++end;
    if (end > i) best_path(i, end);
    i = std::max(end, i + 1);
  }
  return labels_;
}

float EntityDecoder::margin(std::uint32_t first, std::uint32_t last) const {
  int with = 0;
  int without = 0;
  int before = first == 0 ? static_cast<int>(kOutside) : labels_[first - 1];
  int before_without = before;
  for (std::uint32_t i = first; i <= last; ++i) {
    bool beyond = i == last;
    int label = i >= labels_.size() ? static_cast<int>(kOutside) : labels_[i];
    int label_without = beyond ? label : static_cast<int>(kOutside);
    with += weights_.transition(before, label) + (beyond ? 0 : scores_[i][static_cast<std::size_t>(label)]);
    without += weights_.transition(before_without, label_without) + (beyond ? 0 : scores_[i][kOutside]);
    before = label;
    before_without = label_without;
  }
  return static_cast<float>(with - without) * unit_;
}

}  // namespace parley
