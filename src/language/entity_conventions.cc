// See entity_conventions.h.
#include "language/entity_conventions.h"

#include <algorithm>
#include <cmath>

#include "language/entity_model.h"

namespace parley {
namespace {

constexpr std::size_t kBuckets = 1U << 15;
constexpr float kUnit = 1.0F / 32;
constexpr float kWireStyle = 0.4F;  // between VOA and the most similar other text

}  // namespace

std::vector<LabelledName> names_in_convention(const EntityText& text, const EntityModel& model,
                                              EntityConvention convention) {
  std::vector<LabelledName> out;
  for (const Entity& e : find_entities(text, model, convention)) {
    bool place = convention == EntityConvention::wire && e.type == EntityType::people;
    out.push_back({e.tokens, place ? EntityType::location : e.type});
  }
  return out;
}

EntityConvention convention_of(const EntityText& text, const EntityModel& model) {
  std::span<const std::int8_t> odds = model.style();
  if (odds.size() != kBuckets || text.words.empty()) return EntityConvention::plain;
  std::int64_t sum = 0;
  for (std::string_view word : text.words) sum += odds[word_hash(fold_word(word.substr(0, 64))) % kBuckets];
  float mean = static_cast<float>(sum) * kUnit / static_cast<float>(text.words.size());
  return mean > kWireStyle ? EntityConvention::wire : EntityConvention::plain;
}

void StyleCounts::add(const LabelledSentence& sentence, bool wire) {
  wire_.resize(kBuckets);
  other_.resize(kBuckets);
  for (const std::string& word : sentence.words) ++(wire ? wire_ : other_)[word_hash(fold_word(word)) % kBuckets];
  (wire ? wire_total_ : other_total_) += sentence.words.size();
}

void StyleCounts::write(ModelWriter& writer) const {
  std::vector<std::int8_t> odds(kBuckets, 0);
  auto share = [](std::uint32_t n, std::uint64_t total) { return (n + 1.0) / (static_cast<double>(total) + 1.0); };
  for (std::size_t k = 0; k < wire_.size(); ++k) {
    if (wire_[k] + other_[k] == 0 || wire_total_ == 0 || other_total_ == 0) continue;
    double log_odds = std::log(share(wire_[k], wire_total_) / share(other_[k], other_total_));
    odds[k] = static_cast<std::int8_t>(std::lround(std::clamp(log_odds, -3.0, 3.0) / kUnit));
  }
  writer.add_array<std::int8_t>("entity.style", odds);
}

}  // namespace parley
