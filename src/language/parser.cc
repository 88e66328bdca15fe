// See parser.h. Units: a number in a word's or a state's vector is kUnit to one; in the sums for the state, twice that.
#include "language/parser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace parley {
namespace {

constexpr std::size_t kSlotsWide = kSlots * kHidden;
constexpr float kUnit = 128;
constexpr float kSumUnit = 2 * kUnit;
constexpr std::int16_t kMost = 2047;  // of a vector's number: 16
constexpr int kMostWeight = 1023;     // of a matrix; 2047 · 1023 · 384 fits 31 bits
constexpr int kMostEmbedding = 5000;  // six of them fit 16 bits
constexpr float kVote = 0.015F;       // logits that a unit of the tagger's scores is worth; chosen on the dev sets
constexpr std::size_t kRowsInSum = kSlots + StateRows::kFeatures + 1;

std::vector<std::int16_t> rounded(const std::vector<float>& values, float unit, float most) {
  std::vector<std::int16_t> out;
  out.reserve(values.size());
  for (float v : values) out.push_back(static_cast<std::int16_t>(std::lround(std::clamp(v * unit, -most, most))));
  return out;
}

/// Adds a matrix, and its bias in units of the product; gives the unit of a weight.
float add_matrix(ModelWriter& writer, const std::string& name, const std::vector<float>& matrix, std::size_t m,
                 const std::vector<float>& bias) {
  float most = 1e-3F;
  for (float w : matrix) most = std::max(most, std::fabs(w));
  float unit = kMostWeight / most;
  writer.add_array<std::int16_t>("parser." + name, interleave(rounded(matrix, unit, kMostWeight), m));
  std::vector<std::int32_t> whole;
  for (float b : bias) whole.push_back(static_cast<std::int32_t>(std::lround(b * unit * kUnit)));
  writer.add_array<std::int32_t>("parser." + name + ".bias", whole);
  return unit;
}

bool within(std::span<const std::int16_t> values, int most) {
  int found = 0;
  for (std::int16_t v : values) found = std::max(found, std::abs(static_cast<int>(v)));
  return found <= most;
}

bool within(std::span<const std::int32_t> values, std::int32_t most) {
  return std::all_of(values.begin(), values.end(), [&](std::int32_t v) { return -most <= v && v <= most; });
}

/// Sizes that fit each other, and numbers whose sums cannot overflow.
bool is_sound(const PackedNetwork& net, const EmbeddingIndex& index, std::size_t tags) {
  bool sizes = net.embed.size() % kInput == 0 && index.rows >= EmbeddingIndex::kTags + tags &&
               net.conv1.size() == kWindow1 * kWide && net.bias1.size() == kWide &&
               net.conv2.size() == kWindow2 * kWide && net.bias2.size() == kWide &&
               net.project.size() == kWide * kSlotsWide && net.state.size() == StateRows(tags).rows() * kHidden &&
               net.hidden.size() == kHidden && net.out.size() == kHidden * kOutputs &&
               net.out_bias.size() == kOutputs && net.tag_bias.size() == padded(tags) &&
               net.tag.size() == kWide * padded(tags);
  if (!sizes || !within(net.embed, kMostEmbedding)) return false;
  for (auto matrix : {net.conv1, net.conv2, net.project, net.out, net.tag})
    if (!within(matrix, kMostWeight)) return false;
  for (auto bias : {net.bias1, net.bias2, net.out_bias, net.tag_bias})
    if (!within(bias, 1 << 29)) return false;
  return true;
}

/// Relation of a word before the root that the moves left without a head.
Deprel leftover_relation(Pos pos) {
  switch (pos) {
    case Pos::cconj:
      return Deprel::cc;
    case Pos::adv:
      return Deprel::advmod;
    case Pos::noun:
    case Pos::propn:
    case Pos::pron:
      return Deprel::nsubj;
    default:
      return Deprel::parataxis;
  }
}

/// One root. Where the network meant several words as the root, the earlier ones are nearly always left over ("But the
/// envoy said …" with nobody taking the "But"): they hang on the last one.
void keep_last_root(std::span<const Pos> pos, std::vector<std::int32_t>& heads, std::vector<Deprel>& relations) {
  auto last = static_cast<std::int32_t>(relations.size()) - 1;
  while (last >= 0 && relations[static_cast<std::size_t>(last)] != Deprel::root) --last;
  if (last < 0) return;
  for (std::size_t i = 0; i < static_cast<std::size_t>(last); ++i) {
    if (relations[i] != Deprel::root) continue;
    heads[i] = last;
    relations[i] = leftover_relation(pos[i]);
  }
  heads[static_cast<std::size_t>(last)] = -1;
}

}  // namespace

Parser::Parser(PackedNetwork net, EmbeddingIndex index, std::size_t tags)
    : net_(net),
      index_(index),
      states_(tags),
      tags_(tags),
      vote_(static_cast<std::int32_t>(std::lround(net.vote))),
      kernels_(integer_kernels()) {
  for (std::int32_t b : net.hidden) hidden_bias_.push_back(static_cast<std::int16_t>(std::clamp(b, -16000, 16000)));
}

void Parser::encode(std::span<const WordKeys> words, std::span<const std::uint8_t> tags, ParserScratch& s) const {
  std::size_t n = words.size() + 1;
  s.x.assign((n + 2 * kReach1) * kInput, 0);
  auto add = [&](std::uint32_t row, std::size_t i) {
    const std::int16_t* from = &net_.embed[row * kInput];
    std::int16_t* to = &s.x[(i + kReach1) * kInput];
    for (std::size_t j = 0; j < kInput; ++j) to[j] = static_cast<std::int16_t>(to[j] + from[j]);
  };
  for (std::size_t i = 0; i + 1 < n; ++i)
    for (std::uint32_t row : index_.rows_of(words[i], tags[i])) add(row, i);
  add(EmbeddingIndex::kRoot, n - 1);
  for (std::int16_t& v : s.x) v = std::clamp<std::int16_t>(v, -kMost, kMost);
  s.sums.resize(n * kSlotsWide);
  s.y1.assign((n + 2 * kReach2) * kWide, 0);
  std::int16_t* y1 = s.y1.data() + kReach2 * kWide;
  kernels_.multiply(n, kWindow1, kWide, s.x.data(), kInput, net_.conv1.data(), s.sums.data());
  kernels_.rectify(n * kWide, kWide, s.sums.data(), net_.bias1.data(), net_.factor1, kMost, y1);
  s.y2.resize(n * kWide);
  kernels_.multiply(n, kWindow2, kWide, s.y1.data(), kWide, net_.conv2.data(), s.sums.data());
  kernels_.rectify(n * kWide, kWide, s.sums.data(), net_.bias2.data(), net_.factor2, kMost, s.y2.data());
  for (std::size_t j = 0; j < n * kWide; ++j)
    s.y2[j] = std::min<std::int16_t>(kMost, static_cast<std::int16_t>(s.y2[j] + y1[j]));
  s.slots.resize(n * kSlotsWide);
  kernels_.multiply(n, kWide, kSlotsWide, s.y2.data(), kWide, net_.project.data(), s.sums.data());
  kernels_.rescale(n * kSlotsWide, s.sums.data(), net_.project_factor, s.slots.data());
}

void Parser::retag(std::span<const std::int32_t> tag_scores, ParserScratch& s, std::vector<std::uint8_t>& tags) const {
  std::size_t all = net_.tag_bias.size();
  kernels_.multiply(tags.size(), kWide, all, s.y2.data(), kWide, net_.tag.data(), s.sums.data());
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::int32_t* scores = &s.sums[i * all];
    const std::int32_t* votes = &tag_scores[i * Tagger::kScores];
    std::int64_t highest = INT64_MIN;
    for (std::size_t t = 0; t < tags_; ++t) {
      std::int64_t score = std::int64_t{scores[t]} + net_.tag_bias[t] + std::int64_t{votes[t]} * vote_;
      if (score <= highest) continue;
      highest = score;
      tags[i] = static_cast<std::uint8_t>(t);
    }
  }
}

std::size_t Parser::choose(const ParserScratch& s) const {
  std::array<const std::int16_t*, kRowsInSum> sources;
  std::size_t count = 0;
  sources[count++] = hidden_bias_.data();
  auto words = StateRows::words(s.state);
  for (std::size_t k = 0; k < kSlots; ++k)
    if (words[k] >= 0) sources[count++] = &s.slots[static_cast<std::size_t>(words[k]) * kSlotsWide + k * kHidden];
  std::array<std::uint32_t, StateRows::kFeatures> rows;
  states_.of(s.state, s.tags, s.pos, rows);
  for (std::uint32_t row : rows) sources[count++] = &net_.state[row * kHidden];
  alignas(64) std::array<std::int16_t, kHidden> h;
  alignas(64) std::array<std::int32_t, kOutputs> scores;
  kernels_.gather({sources.data(), count}, kHidden, kMost, h.data());
  kernels_.multiply(1, kHidden, kOutputs, h.data(), kHidden, net_.out.data(), scores.data());
  std::size_t best = kMoves;
  auto consider = [&](Move m, std::size_t first, std::size_t last) {
    if (!s.state.legal(m)) return;
    for (std::size_t o = first; o < last; ++o) {
      scores[o] += net_.out_bias[o];
      if (best == kMoves || scores[o] > scores[best]) best = o;
    }
  };
  consider(Move::shift, 0, 1);
  consider(Move::left, 1, 1 + kDeprels);
  consider(Move::right, 1 + kDeprels, kMoves);
  return best;
}

void Parser::parse(std::span<const WordKeys> words, std::span<const std::int32_t> tag_scores,
                   std::vector<std::uint8_t>& tags, std::span<const Pos> pos, ParserScratch& s,
                   std::vector<std::int32_t>& heads, std::vector<Deprel>& relations) const {
  auto n = static_cast<std::int32_t>(words.size());
  encode(words, tags, s);
  s.tags.assign(tags.begin(), tags.end());
  s.tags.push_back(static_cast<std::uint8_t>(tags_));
  s.pos.assign(pos.begin(), pos.end());
  s.pos.push_back(Pos::x);
  retag(tag_scores, s, tags);
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
  keep_last_root(pos, heads, relations);
}

void add_network(ModelWriter& writer, const Network& net, const KeyTableData& embeddings) {
  add_table(writer, "parser.known", embeddings);
  writer.add_array<std::int16_t>("parser.embed", rounded(net.embed, kUnit, kMostEmbedding));
  std::array<float, 3> factors;  // from a product's sum to the next layer's unit
  factors[0] = 1 / add_matrix(writer, "conv1", net.conv1, kWide, net.bias1);
  factors[1] = 1 / add_matrix(writer, "conv2", net.conv2, kWide, net.bias2);
  factors[2] = kSumUnit / kUnit / add_matrix(writer, "project", net.project, kSlotsWide, {});
  writer.add_array<float>("parser.factors", factors);
  writer.add_array<std::int16_t>("parser.state", rounded(net.state, kSumUnit, 5000));
  std::vector<std::int32_t> hidden;
  for (float b : net.hidden) hidden.push_back(static_cast<std::int32_t>(std::lround(b * kSumUnit)));
  writer.add_array<std::int32_t>("parser.hidden", hidden);
  add_matrix(writer, "out", net.out, kOutputs, net.out_bias);
  float vote = kVote * kUnit * add_matrix(writer, "tag", net.tag, net.tag_bias.size(), net.tag_bias);
  writer.add_array<float>("parser.vote", std::span<const float>(&vote, 1));
}

std::unique_ptr<Parser> read_parser(const ModelFile& file, std::size_t tags) {
  auto weights = [&](const char* name) { return file.array<std::int16_t>(std::string("parser.") + name); };
  auto bias = [&](const char* name) { return file.array<std::int32_t>(std::string("parser.") + name); };
  PackedNetwork net{weights("embed"),   weights("conv1"), weights("conv2"), weights("project"),
                    weights("state"),   weights("out"),   weights("tag"),   bias("conv1.bias"),
                    bias("conv2.bias"), bias("hidden"),   bias("out.bias"), bias("tag.bias")};
  auto factors = file.array<float>("parser.factors");
  EmbeddingIndex index{read_table(file, "parser.known"), static_cast<std::uint32_t>(net.embed.size() / kInput)};
  auto vote = file.array<float>("parser.vote");
  if (factors.size() != 3 || vote.size() != 1 || !(vote[0] >= 0 && vote[0] < 1e5F) || !is_sound(net, index, tags))
    return nullptr;
  net.factor1 = factors[0];
  net.factor2 = factors[1];
  net.project_factor = factors[2];
  net.vote = vote[0];
  return std::make_unique<Parser>(net, index, tags);
}

}  // namespace parley
