// See pair_classifier.h.
#include "reading/pair_classifier.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace parley {

Result<std::shared_ptr<const PairModel>> PairModel::load(const std::string& path) {
  auto model = std::make_shared<PairModel>();
  model->file_ = TRY(ModelFile::open(path));
  auto version = model->file_.section("version");
  if (std::string_view(reinterpret_cast<const char*>(version.data()), version.size()) != kPairModelVersion)
    return fail(ErrorCode::bad_input, "a pair model of another version: train it anew (parley train pairs)", path);
  auto width = model->file_.array<std::uint32_t>("width");
  auto scale = model->file_.array<float>("scale");
  model->keys_ = read_table(model->file_, "keys");
  model->sparse_ = model->file_.array<std::int8_t>("sparse");
  model->dense_ = model->file_.array<float>("dense");
  model->vectors_.rows = read_table(model->file_, "words");
  model->vectors_.numbers = model->file_.array<std::int8_t>("vectors");
  if (width.size() != 1 || scale.size() != 1 || width[0] > 1024 || model->keys_.empty() || model->sparse_.empty() ||
      model->dense_.size() != width[0] * kDenseParts * kEventTypes)
    return fail(ErrorCode::bad_input, "a damaged pair model: take the shipped one, or train it anew", path);
  model->vectors_.width = width[0];
  model->scale_ = scale[0];
  return std::shared_ptr<const PairModel>(std::move(model));
}

PairAnswer PairModel::classify(const Document& document, const EventRules& rules, TokenRange source,
                               TokenRange target) const {
  PairFeatures features = pair_features(document, rules, vectors_, source, target);
  std::array<double, kEventTypes> s{};
  for (const PairFeatures::Item& item : features.sparse) {
    std::size_t row = keys_.find(item.key);
    if (row == KeyTable::kNone || (row + 1) * kEventTypes > sparse_.size()) continue;
    const std::int8_t* from = &sparse_[row * kEventTypes];
    double value = static_cast<double>(item.value) * scale_;
    for (std::size_t t = 0; t < kEventTypes; ++t) s[t] += value * from[t];
  }
  for (std::size_t k = 0; k < features.dense.size(); ++k)
    for (std::size_t t = 0; t < kEventTypes; ++t)
      s[t] += static_cast<double>(features.dense[k]) * static_cast<double>(dense_[k * kEventTypes + t]);
  to_probabilities(s);
  return answer_of(s);
}

PairAnswer answer_of(const std::array<double, kEventTypes>& probabilities) {
  constexpr auto kConcede = static_cast<std::size_t>(EventType::concede);
  constexpr auto kRetreat = static_cast<std::size_t>(EventType::retreat);
  bool concedes = probabilities[kConcede] >= probabilities[kRetreat];
  auto joined = probabilities;
  joined[concedes ? kConcede : kRetreat] += probabilities[concedes ? kRetreat : kConcede];
  joined[concedes ? kRetreat : kConcede] = 0;
  auto best = std::max_element(joined.begin(), joined.end());
  return {static_cast<EventType>(best - joined.begin()), *best, probabilities};
}

PairAnswer classify_pair(const Knowledge& knowledge, const Document& document, TokenRange source, TokenRange target) {
  return knowledge.pairs->classify(document, *knowledge.events, source, target);
}

ModelWriter write_pair_model(const PairWeights& weights, const std::vector<std::string>& words,
                             const std::vector<std::int8_t>& numbers, std::size_t width) {
  float most = 0;
  for (float w : weights.sparse) most = std::max(most, std::abs(w));
  float scale = most > 0 ? most / 127 : 1;
  std::map<std::uint64_t, std::uint32_t> rows;
  std::vector<std::int8_t> sparse;
  for (std::size_t k = 0; k < weights.keys.size(); ++k) {
    std::array<std::int8_t, kEventTypes> row{};
    for (std::size_t t = 0; t < kEventTypes; ++t)
      row[t] = static_cast<std::int8_t>(std::lround(weights.sparse[k * kEventTypes + t] / scale));
    if (std::all_of(row.begin(), row.end(), [](std::int8_t w) { return w == 0; })) continue;
    rows[weights.keys[k]] = static_cast<std::uint32_t>(rows.size());
    sparse.insert(sparse.end(), row.begin(), row.end());
  }
  std::map<std::uint64_t, std::uint32_t> word_rows;
  for (std::size_t k = 0; k < words.size(); ++k)
    word_rows.try_emplace(hash_text(words[k]), static_cast<std::uint32_t>(k));
  auto width32 = static_cast<std::uint32_t>(width);
  ModelWriter out;
  out.add("version", std::string(kPairModelVersion));
  out.add_array<std::uint32_t>("width", {&width32, 1});
  out.add_array<float>("scale", {&scale, 1});
  add_table(out, "keys", KeyTableData(rows));
  out.add_array<std::int8_t>("sparse", sparse);
  out.add_array<float>("dense", weights.dense);
  add_table(out, "words", KeyTableData(word_rows));
  out.add_array<std::int8_t>("vectors", numbers);
  return out;
}

Document document_of(Report& report, std::string text, const Knowledge& knowledge) {
  report.text = std::move(text);
  Block block;
  block.span = {0, static_cast<std::uint32_t>(report.text.size())};
  report.blocks = {block};
  return analyse(report, knowledge.lexicon, *knowledge.models);
}

}  // namespace parley
