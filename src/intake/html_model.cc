// See html_model.h.
#include "intake/html_model.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/processor.h"

namespace parley {
namespace {

constexpr std::uint32_t kVersion = 1;

// Where it lies in memory eight floats need not be aligned. GCC and Clang.
using EightFloats = float __attribute__((vector_size(32), aligned(alignof(float)), may_alias));

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

/// The same sums on every processor: nothing is added across units but in their order, and nothing is fused.
[[gnu::always_inline]] inline float run(const BlockNetwork& net, const SparseRow& row) {
  static_assert(kHidden == 16);
  auto unit = [&](std::size_t place) { return reinterpret_cast<const EightFloats*>(&net.first[place * kHidden]); };
  EightFloats low = unit(net.inputs)[0], high = unit(net.inputs)[1];
  for (SparseRow::Entry e : row.entries()) {
    low += e.number * unit(e.place)[0];
    high += e.number * unit(e.place)[1];
  }
  std::array<float, kHidden> hidden;
  std::memcpy(hidden.data(), &low, sizeof low);
  std::memcpy(hidden.data() + 8, &high, sizeof high);
  float out = net.second[kHidden];
  for (std::size_t j = 0; j < kHidden; ++j) out += std::max(0.F, hidden[j]) * net.second[j];
  return out;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) float run_avx2(const BlockNetwork& net, const SparseRow& row) { return run(net, row); }
#endif

}  // namespace

float BlockNetwork::operator()(const SparseRow& row) const {
#if defined(__x86_64__)
  if (has_avx2()) return run_avx2(*this, row);
#endif
  return run(*this, row);
}

float judge(const std::vector<BlockNetwork>& networks, const SparseRow& row) {
  float sum = 0;
  for (const BlockNetwork& n : networks) sum += n(row);
  return networks.empty() ? 0 : sum / static_cast<float>(networks.size());
}

void append_context(const HtmlPage& page, const PageView& view, const std::vector<float>& odds,
                    std::vector<float>& rows) {
  std::vector<Mean> parents(page.elements.size()), grandparents(page.elements.size()), families(view.family_count);
  float best = 0;
  for (std::uint32_t k = 0; k < odds.size(); ++k) {
    const PageElement& e = page.elements[page.blocks[k].element];
    float x = clipped(odds[k]);
    best += std::max(0.F, x);
    parents[e.parent].add(x);
    grandparents[page.elements[e.parent].parent].add(x);
    families[view.families[k]].add(x);
  }
  auto total = static_cast<std::int64_t>(odds.size());
  float before = 0;
  for (std::int64_t k = 0; k < total; ++k) {
    auto index = static_cast<std::size_t>(k);
    const PageElement& e = page.elements[page.blocks[index].element];
    const Mean& family = families[view.families[index]];
    float x = clipped(odds[index]);
    rows.push_back(x);
    for (int step : {-3, -2, -1, 1, 2, 3})
      rows.push_back(k + step >= 0 && k + step < total ? clipped(odds[static_cast<std::size_t>(k + step)]) : -1.F);
    rows.push_back(parents[e.parent].without(x));
    rows.push_back(grandparents[page.elements[e.parent].parent].without(x));
    rows.push_back(family.without(x));
    rows.push_back(std::min(family.count / 10, 1.F));
    rows.push_back(best > 0 ? before / best : 0);
    before += std::max(0.F, x);
    rows.push_back(best > 0 ? (best - before) / best : 0);
    rows.push_back(std::min(best / 10, 1.F));
  }
}

std::vector<float> judge_blocks(const HtmlPage& page, const PageView& view, const PageModel& model) {
  std::vector<float> odds;
  odds.reserve(page.blocks.size());
  struct Open {  // a block that the second pass looks at again
    std::uint32_t block = 0;
    std::size_t begin = 0, end = 0;  // its features, in `kept`
  };
  std::vector<Open> open;
  std::vector<SparseRow::Entry> kept;
  for_each_features(page, view, [&](std::uint32_t k, const SparseRow& row) {
    odds.push_back(judge(model.form, row));
    if (odds.back() < kSurelyOut) return;
    std::size_t begin = kept.size();
    kept.insert(kept.end(), row.entries().begin(), row.entries().end());
    open.push_back({k, begin, kept.size()});
  });
  std::vector<float> around;
  around.reserve(odds.size() * kContextNumbers);
  append_context(page, view, odds, around);
  SparseRow row;
  for (const Open& o : open) {
    row.clear();
    row.add_row(std::span(kept).subspan(o.begin, o.end - o.begin), kBlockNumbers);
    for (float x : std::span(around).subspan(o.block * kContextNumbers, kContextNumbers)) row.add(x);
    odds[o.block] = judge(model.context, row);
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
