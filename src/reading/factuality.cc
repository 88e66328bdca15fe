// See factuality.h.
#include "reading/factuality.h"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

template <std::size_t kWidth>
WeightRows<kWidth> read_rows(const ModelFile& file, const std::string& name) {
  WeightRows<kWidth> out;
  out.keys = file.array<std::uint32_t>(name + ".keys");
  out.rows = file.array<std::int8_t>(name + ".rows");
  const auto unit = file.array<float>(name + ".unit");
  if (unit.size() == 1) out.unit = unit[0];
  if (out.unit <= 0 || out.rows.size() != out.keys.size() * kWidth) out.keys = {};
  return out;
}

}  // namespace

void to_shares(std::span<float> scores) {
  const float most = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& s : scores) sum += s = std::exp(s - most);
  for (float& s : scores) s /= sum;
}

template <std::size_t kWidth>
std::size_t WeightRows<kWidth>::sum(const std::vector<std::uint32_t>& features, std::array<float, kWidth>& to) const {
  std::array<std::int32_t, kWidth> total{};
  std::size_t known = 0;
  for (std::uint32_t f : features) {
    const auto it = std::lower_bound(keys.begin(), keys.end(), f);
    if (it == keys.end() || *it != f) continue;
    ++known;
    const std::int8_t* row = &rows[static_cast<std::size_t>(it - keys.begin()) * kWidth];
    for (std::size_t k = 0; k < kWidth; ++k) total[k] += row[k];
  }
  for (std::size_t k = 0; k < kWidth; ++k) to[k] = unit * static_cast<float>(total[k]);
  return known;
}

Result<std::shared_ptr<const FactualityModel>> FactualityModel::load(const std::string& path,
                                                                     const std::string& codebook_dir) {
  auto model = std::make_shared<FactualityModel>();
  model->file_ = TRY(ModelFile::open(path));
  const auto version = model->file_.section("version");
  if (std::string_view(reinterpret_cast<const char*>(version.data()), version.size()) != kFactualityVersion)
    return fail(ErrorCode::bad_input,
                "a model of certainty of another version: train it anew (parley train factuality)", path);
  model->event_ = read_rows<kFactualityWidth>(model->file_, "event");
  model->text_ = read_rows<kReaderGroups>(model->file_, "text");
  model->hidden_ = model->file_.array<float>("hidden");
  model->heads_ = model->file_.array<float>("heads");
  model->lean_ = model->file_.array<float>("lean");
  if (model->event_.keys.empty() || model->text_.keys.empty() || model->hidden_.size() != kFactualityWidth ||
      model->heads_.size() != kReaderGroups * kCertainties * (kFactualityWidth + 1) ||
      model->lean_.size() != kReaderGroups)
    return fail(ErrorCode::bad_input, "a damaged model of certainty: take the shipped one, or train it anew", path);
  model->status_ = TRY(StatusRules::load(codebook_dir));
  return std::shared_ptr<const FactualityModel>(std::move(model));
}

Certainties FactualityModel::judge(const FactualityFeatures& features) const {
  std::array<float, kReaderGroups> group{};
  text_.sum(features.text, group);
  for (std::size_t g = 0; g < kReaderGroups; ++g) group[g] += lean_[g];
  to_shares(group);
  std::array<float, kFactualityWidth> hidden{};
  const std::size_t known = event_.sum(features.event, hidden);
  const float scale = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, known)));
  for (std::size_t k = 0; k < kFactualityWidth; ++k) hidden[k] = std::max(0.0F, hidden_[k] + scale * hidden[k]);
  Certainties out{};
  const float* head = heads_.data();
  for (std::size_t g = 0; g < kReaderGroups; ++g) {
    Certainties shares{};
    for (float& s : shares) {
      for (float h : hidden) s += h * *head++;
      s += *head++;
    }
    to_shares(shares);
    for (std::size_t c = 0; c < kCertainties; ++c) out[c] += group[g] * shares[c];
  }
  return out;
}

double median_certainty(const Certainties& shares) {
  float sum = 0;
  for (std::size_t c = 0; c < kCertainties; ++c)
    if ((sum += shares[c]) >= 0.5F) return certainty_value(c);
  return certainty_value(kCertainties - 1);
}

double FactualityModel::certainty(const Document& document, TokenRange predicate) const {
  if (predicate.empty() || predicate.last > document.tokens.size()) return certainty_value(kCertainties - 1);
  return median_certainty(judge(factuality_features(document, status_, predicate)));
}

Result<double> certainty_of(const Knowledge& knowledge, const Document& document, TokenRange predicate) {
  if (knowledge.factuality == nullptr)
    return fail(ErrorCode::not_found,
                "no models/factuality.bin, which tells certainty: take the shipped one, or parley train factuality");
  return knowledge.factuality->certainty(document, predicate);
}

}  // namespace parley
