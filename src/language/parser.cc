// See parser.h.
#include "language/parser.h"

#include <algorithm>
#include <cmath>

#include "language/matrix.h"

namespace parley {
namespace {

constexpr std::size_t kSlotsWide = kSlots * kHidden;
constexpr std::array<const char*, 10> kSections = {"parser.embed",   "parser.conv1", "parser.bias1",  "parser.conv2",
                                                   "parser.bias2",   "parser.project", "parser.state", "parser.hidden",
                                                   "parser.out",     "parser.out_bias"};

void add(std::size_t n, const float* from, float* to) {
  for (std::size_t i = 0; i < n; ++i) to[i] += from[i];
}

}  // namespace

void Parser::encode(std::span<const WordKeys> words, std::span<const std::uint8_t> tags, ParserScratch& s) const {
  std::size_t n = words.size() + 1;
  s.x.assign((n + 2 * kReach1) * kInput, 0.0F);
  for (std::size_t i = 0; i + 1 < n; ++i)
    for (std::uint32_t row : index_.rows_of(words[i], tags[i]))
      add(kInput, &net_.embed[row * kInput], &s.x[(i + kReach1) * kInput]);
  add(kInput, &net_.embed[EmbeddingIndex::kRoot * kInput], &s.x[(n - 1 + kReach1) * kInput]);
  s.y1.assign((n + 2 * kReach2) * kWide, 0.0F);
  float* y1 = s.y1.data() + kReach2 * kWide;
  multiply_add(n, kWindow1, kWide, {s.x.data(), kInput}, {net_.conv1.data(), kWide}, {y1, kWide});
  for (std::size_t i = 0; i < n * kWide; ++i) y1[i] = std::max(0.0F, y1[i] + net_.bias1[i % kWide]);
  s.y2.assign(n * kWide, 0.0F);
  multiply_add(n, kWindow2, kWide, {s.y1.data(), kWide}, {net_.conv2.data(), kWide}, {s.y2.data(), kWide});
  for (std::size_t i = 0; i < n * kWide; ++i) s.y2[i] = std::max(0.0F, s.y2[i] + net_.bias2[i % kWide]) + y1[i];
  s.slots.assign(n * kSlotsWide, 0.0F);
  multiply_add(n, kWide, kSlotsWide, {s.y2.data(), kWide}, {net_.project.data(), kSlotsWide},
               {s.slots.data(), kSlotsWide});
}

std::size_t Parser::choose(const ParserScratch& s) const {
  std::array<float, kHidden> h;
  std::array<float, kOutputs> scores;
  std::copy(net_.hidden.begin(), net_.hidden.end(), h.begin());
  auto words = StateRows::words(s.state);
  for (std::size_t k = 0; k < kSlots; ++k)
    if (words[k] >= 0) add(kHidden, &s.slots[static_cast<std::size_t>(words[k]) * kSlotsWide + k * kHidden], h.data());
  std::array<std::uint32_t, StateRows::kFeatures> rows;
  states_.of(s.state, s.tags, s.pos, rows);
  for (std::uint32_t row : rows) add(kHidden, &net_.state[row * kHidden], h.data());
  std::copy(net_.out_bias.begin(), net_.out_bias.end(), scores.begin());
  for (std::size_t j = 0; j < kHidden; ++j) {
    if (h[j] <= 0.0F) continue;
    const float* row = &net_.out[j * kOutputs];
    for (std::size_t o = 0; o < kOutputs; ++o) scores[o] += row[o] * h[j];
  }
  std::array<bool, 3> legal = {s.state.legal(Move::shift), s.state.legal(Move::left), s.state.legal(Move::right)};
  std::size_t best = kMoves;
  for (std::size_t o = 0; o < kMoves; ++o)
    if (legal[static_cast<std::size_t>(move_of(o))] && (best == kMoves || scores[o] > scores[best])) best = o;
  return best;
}

void Parser::parse(std::span<const WordKeys> words, std::span<const std::uint8_t> tags, std::span<const Pos> pos,
                   ParserScratch& s, std::vector<std::int32_t>& heads, std::vector<Deprel>& relations) const {
  auto n = static_cast<std::int32_t>(words.size());
  encode(words, tags, s);
  s.tags.assign(tags.begin(), tags.end());
  s.tags.push_back(static_cast<std::uint8_t>(tags_));
  s.pos.assign(pos.begin(), pos.end());
  s.pos.push_back(Pos::x);
  s.state.start(n);
  while (!s.state.done()) {
    std::size_t choice = choose(s);
    s.state.apply(move_of(choice), relation_of(choice));
  }
  heads.resize(words.size());
  relations.resize(words.size());
  for (std::int32_t i = 0; i < n; ++i) {
    std::int32_t h = s.state.head(i);
    heads[static_cast<std::size_t>(i)] = h == n ? -1 : h;
    relations[static_cast<std::size_t>(i)] = h == n ? Deprel::root : s.state.relation(i);
  }
}

void add_network(ModelWriter& writer, Network& net, const KeyTableData& embeddings) {
  add_table(writer, "parser.known", embeddings);
  auto blocks = net.blocks();
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    float most = 1e-6F;
    for (float w : *blocks[b]) most = std::max(most, std::fabs(w));
    std::vector<std::int16_t> packed;
    for (float w : *blocks[b]) packed.push_back(static_cast<std::int16_t>(std::lround(w / most * 32767.0F)));
    writer.add_array<std::int16_t>(kSections[b], packed);
    writer.add_array<float>(std::string(kSections[b]) + ".most", std::span<const float>(&most, 1));
  }
}

std::unique_ptr<Parser> read_parser(const ModelFile& file, std::size_t tags) {
  Network net;
  auto blocks = net.blocks();
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    auto packed = file.array<std::int16_t>(kSections[b]);
    auto most = file.array<float>(std::string(kSections[b]) + ".most");
    if (most.size() != 1) return nullptr;
    blocks[b]->reserve(packed.size());
    for (std::int16_t w : packed) blocks[b]->push_back(static_cast<float>(w) * most[0] / 32767.0F);
  }
  EmbeddingIndex index{read_table(file, "parser.known"), static_cast<std::uint32_t>(net.embed.size() / kInput)};
  bool fits = net.embed.size() % kInput == 0 && index.rows >= EmbeddingIndex::kTags + tags &&
              net.conv1.size() == kWindow1 * kWide && net.bias1.size() == kWide &&
              net.conv2.size() == kWindow2 * kWide && net.bias2.size() == kWide &&
              net.project.size() == kWide * kSlotsWide && net.state.size() == StateRows(tags).rows() * kHidden &&
              net.hidden.size() == kHidden && net.out.size() == kHidden * kOutputs && net.out_bias.size() == kOutputs;
  if (!fits) return nullptr;
  return std::make_unique<Parser>(std::move(net), index, tags);
}

}  // namespace parley
