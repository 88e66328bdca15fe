// See html_model.h.
#include "intake/html_model.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace parley {
namespace {

constexpr std::uint32_t kVersion = 1;

using FourFloats = float __attribute__((vector_size(16)));  // GCC and Clang

constexpr float kSurelyOut = -5;  // log odds below which no company makes a block part of the article

float clipped(float odds) { return std::clamp(odds, -6.F, 6.F) / 6; }

struct Mean {
  float sum = 0, count = 0;
  void add(float x) { sum += x, count += 1; }
  [[nodiscard]] float without(float x) const { return count > 1 ? (sum - x) / (count - 1) : 0; }
};

void save_words(ModelWriter& writer, const std::string& name, const WordWeights& words) {
  std::vector<std::pair<std::uint32_t, float>> sorted(words.begin(), words.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> hashes;
  std::vector<float> weights;
  for (auto [hash, weight] : sorted) hashes.push_back(hash), weights.push_back(weight);
  writer.add_array<std::uint32_t>(name + ".hashes", hashes);
  writer.add_array<float>(name + ".weights", weights);
}

bool load_words(const ModelFile& file, const std::string& name, WordWeights& words) {
  auto hashes = file.array<std::uint32_t>(name + ".hashes");
  auto weights = file.array<float>(name + ".weights");
  if (hashes.size() != weights.size()) return false;
  for (std::size_t i = 0; i < hashes.size(); ++i) words[hashes[i]] = weights[i];
  return true;
}

void save_networks(ModelWriter& writer, const std::string& name, const std::vector<BlockNetwork>& networks) {
  std::vector<float> all;
  for (const BlockNetwork& n : networks) {
    all.insert(all.end(), n.first.begin(), n.first.end());
    all.insert(all.end(), n.second.begin(), n.second.end());
  }
  writer.add_array<float>(name, all);
}

bool load_networks(const ModelFile& file, const std::string& name, std::size_t inputs,
                   std::vector<BlockNetwork>& networks) {
  auto all = file.array<float>(name);
  std::size_t first = (inputs + 1) * kHidden;
  std::size_t size = first + kHidden + 1;
  if (all.empty() || all.size() % size != 0) return false;
  for (; !all.empty(); all = all.subspan(size)) {
    auto begin = all.begin();
    auto middle = begin + static_cast<std::ptrdiff_t>(first);
    networks.push_back({inputs, {begin, middle}, {middle, begin + static_cast<std::ptrdiff_t>(size)}});
  }
  return true;
}

}  // namespace

SparseRow::SparseRow(std::span<const float> row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    places[size] = static_cast<std::uint32_t>(i);
    numbers[size] = row[i];
    size += row[i] != 0 ? 1 : 0;
  }
}

float BlockNetwork::operator()(const SparseRow& row) const {
  std::array<FourFloats, kHidden / 4> sums;  // in registers
  std::memcpy(sums.data(), &first[inputs * kHidden], sizeof sums);
  for (std::size_t i = 0; i < row.size; ++i) {
    float x = row.numbers[i];
    std::array<FourFloats, kHidden / 4> weights;
    std::memcpy(weights.data(), &first[row.places[i] * kHidden], sizeof weights);
    for (std::size_t j = 0; j < sums.size(); ++j) sums[j] += x * weights[j];
  }
  std::array<float, kHidden> hidden;
  std::memcpy(hidden.data(), sums.data(), sizeof hidden);
  float out = second[kHidden];
  for (std::size_t j = 0; j < kHidden; ++j) out += std::max(0.F, hidden[j]) * second[j];
  return out;
}

float judge(const std::vector<BlockNetwork>& networks, std::span<const float> row) {
  SparseRow sparse(row);
  float sum = 0;
  for (const BlockNetwork& n : networks) sum += n(sparse);
  return networks.empty() ? 0 : sum / static_cast<float>(networks.size());
}

void append_context(const HtmlPage& page, const std::vector<float>& odds, std::vector<float>& rows) {
  std::unordered_map<std::uint32_t, Mean> parents, grandparents, families;
  float best = 0;
  for (std::uint32_t k = 0; k < odds.size(); ++k) {
    const PageElement& e = page.elements[page.blocks[k].element];
    float x = clipped(odds[k]);
    best += std::max(0.F, x);
    parents[e.parent].add(x);
    grandparents[page.elements[e.parent].parent].add(x);
    families[e.signature].add(x);
  }
  auto total = static_cast<std::int64_t>(odds.size());
  float before = 0;
  for (std::int64_t k = 0; k < total; ++k) {
    auto index = static_cast<std::size_t>(k);
    const PageElement& e = page.elements[page.blocks[index].element];
    float x = clipped(odds[index]);
    rows.push_back(x);
    for (int step : {-3, -2, -1, 1, 2, 3})
      rows.push_back(k + step >= 0 && k + step < total ? clipped(odds[static_cast<std::size_t>(k + step)]) : -1.F);
    rows.push_back(parents[e.parent].without(x));
    rows.push_back(grandparents[page.elements[e.parent].parent].without(x));
    rows.push_back(families[e.signature].without(x));
    rows.push_back(std::min(families[e.signature].count / 10, 1.F));
    rows.push_back(best > 0 ? before / best : 0);
    before += std::max(0.F, x);
    rows.push_back(best > 0 ? (best - before) / best : 0);
    rows.push_back(std::min(best / 10, 1.F));
  }
}

std::vector<float> judge_blocks(const HtmlPage& page, const PageView& view, const PageModel& model) {
  std::vector<float> odds;
  odds.reserve(page.blocks.size());
  std::vector<std::pair<std::uint32_t, BlockFeatures>> open;  // blocks that the second pass looks at again
  open.reserve(std::min<std::size_t>(page.blocks.size(), 256));
  for_each_features(page, view, [&](std::uint32_t k, const BlockFeatures& f) {
    odds.push_back(judge(model.form, f));
    if (odds.back() >= kSurelyOut) open.emplace_back(k, f);
  });
  std::vector<float> around;
  around.reserve(odds.size() * kContextNumbers);
  append_context(page, odds, around);
  std::array<float, kBlockNumbers + kContextNumbers> row;
  for (const auto& [k, features] : open) {
    auto end = std::copy(features.begin(), features.end(), row.begin());
    std::copy_n(around.begin() + static_cast<std::ptrdiff_t>(k * kContextNumbers), kContextNumbers, end);
    odds[k] = judge(model.context, row);
  }
  return odds;
}

Result<PageModel> PageModel::load(const std::string& path) {
  ModelFile file = TRY(ModelFile::open(path));
  PageModel m;
  auto version = file.array<std::uint32_t>("version");
  bool ok = version.size() == 1 && version[0] == kVersion && load_networks(file, "form", kBlockNumbers, m.form) &&
            load_networks(file, "context", kBlockNumbers + kContextNumbers, m.context) &&
            load_words(file, "class_words", m.class_words) && load_words(file, "text_words", m.text_words);
  if (!ok) return fail(ErrorCode::bad_input, "is not the model of pages that this version reads", path);
  return m;
}

ModelWriter PageModel::save() const {
  ModelWriter writer;
  std::uint32_t version = kVersion;
  writer.add_array<std::uint32_t>("version", std::span(&version, 1));
  save_networks(writer, "form", form);
  save_networks(writer, "context", context);
  save_words(writer, "class_words", class_words);
  save_words(writer, "text_words", text_words);
  return writer;
}

}  // namespace parley
