// See network_walk.h.
#include "language/network_walk.h"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

constexpr std::size_t kSlotsWide = kSlots * kHidden;

void add(std::size_t n, const float* from, float* to) {
  for (std::size_t i = 0; i < n; ++i) to[i] += from[i];
}

/// Draws a mask of zeros and 1 / (1 - p) and applies it.
void drop(std::vector<float>& values, std::vector<float>& mask, float p, Random& random) {
  mask.resize(values.size());
  float keep = 1.0F / (1.0F - p);
  for (std::size_t i = 0; i < values.size(); ++i) {
    mask[i] = random.uniform() < p ? 0.0F : keep;
    values[i] *= mask[i];
  }
}

void add_bias_and_rectify(std::size_t n, std::size_t width, const std::vector<float>& bias, float* rows) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < width; ++j) rows[i * width + j] = std::max(0.0F, rows[i * width + j] + bias[j]);
}

}  // namespace

void Walk::refresh() {
  transpose(kWindow1, kWide, {net_.conv1.data(), kWide}, conv1_t_);
  transpose(kWindow2, kWide, {net_.conv2.data(), kWide}, conv2_t_);
  transpose(kWide, kSlotsWide, {net_.project.data(), kSlotsWide}, project_t_);
  transpose(kHidden, kOutputs, {net_.out.data(), kOutputs}, out_t_);
  std::size_t tags = net_.tag_bias.size();
  transpose(kWide, tags, {net_.tag.data(), tags}, tag_t_);
}

void Walk::embed(const ParserExample& e, Random& random) {
  rows_ = e.rows;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (random.uniform() < e.hide[i]) rows_[i][0] = 0;
  n_ = rows_.size() + 1;
  x_.assign((n_ + 2 * kReach1) * kInput, 0.0F);
  for (std::size_t i = 0; i + 1 < n_; ++i)
    for (std::uint32_t row : rows_[i]) add(kInput, &net_.embed[row * kInput], &x_[(i + kReach1) * kInput]);
  add(kInput, &net_.embed[EmbeddingIndex::kRoot * kInput], &x_[(n_ - 1 + kReach1) * kInput]);
  drop(x_, x_mask_, options_.input_dropout, random);
}

void Walk::encode(Random& random) {
  y1_.assign((n_ + 2 * kReach2) * kWide, 0.0F);
  float* y1 = y1_.data() + kReach2 * kWide;
  multiply_add(n_, kWindow1, kWide, {x_.data(), kInput}, {net_.conv1.data(), kWide}, {y1, kWide});
  add_bias_and_rectify(n_, kWide, net_.bias1, y1);
  y2_.assign(n_ * kWide, 0.0F);
  multiply_add(n_, kWindow2, kWide, {y1_.data(), kWide}, {net_.conv2.data(), kWide}, {y2_.data(), kWide});
  add_bias_and_rectify(n_, kWide, net_.bias2, y2_.data());
  wide_ = y2_;
  add(n_ * kWide, y1, wide_.data());
  drop(wide_, wide_mask_, options_.wide_dropout, random);
  slots_.assign(n_ * kSlotsWide, 0.0F);
  multiply_add(n_, kWide, kSlotsWide, {wide_.data(), kWide}, {net_.project.data(), kSlotsWide},
               {slots_.data(), kSlotsWide});
}

/// Scores of tags for every word, and the gradient of their softmax.
void Walk::judge_tags(const ParserExample& e) {
  std::size_t all = net_.tag_bias.size(), tags = states_.tags(), words = n_ - 1;
  d_tags_.assign(words * all, 0.0F);
  multiply_add(words, kWide, all, {wide_.data(), kWide}, {net_.tag.data(), all}, {d_tags_.data(), all});
  for (std::size_t i = 0; i < words; ++i) {
    float* d = &d_tags_[i * all];
    add(all, net_.tag_bias.data(), d);
    float highest = *std::max_element(d, d + tags), total = 0;
    for (std::size_t t = 0; t < all; ++t) {
      d[t] = t < tags ? std::exp(d[t] - highest) : 0.0F;
      total += d[t];
    }
    for (std::size_t t = 0; t < tags; ++t)
      d[t] = options_.tag_weight * (d[t] / total - (t == e.gold_tags[i] ? 1.0F : 0.0F));
  }
}

/// Chooses the next move and writes the loss's gradient: softmax over legal moves, all moves without cost are right.
std::size_t Walk::decide(const ParserExample& e, const float* scores, float* delta, Random& random,
                         WalkResult& result) {
  std::array<int, 3> costs = state_.costs(e.heads);
  int least = 1 << 30;
  for (Move m : {Move::shift, Move::left, Move::right})
    if (state_.legal(m)) least = std::min(least, costs[static_cast<std::size_t>(m)]);
  std::int32_t top = state_.stack(0);
  auto right = [&](std::size_t o) {
    Move m = move_of(o);
    return costs[static_cast<std::size_t>(m)] == least &&
           (m == Move::shift || relation_of(o) == e.relations[static_cast<std::size_t>(top)]);
  };
  std::size_t best = kMoves, best_right = kMoves;
  for (std::size_t o = 0; o < kMoves; ++o) {
    if (!state_.legal(move_of(o))) continue;
    if (best == kMoves || scores[o] > scores[best]) best = o;
    if (right(o) && (best_right == kMoves || scores[o] > scores[best_right])) best_right = o;
  }
  float total = 0, good = 0, highest = scores[best];
  for (std::size_t o = 0; o < kOutputs; ++o) {
    bool legal = o < kMoves && state_.legal(move_of(o));
    delta[o] = legal ? std::exp(scores[o] - highest) : 0.0F;
    total += delta[o];
    if (legal && right(o)) good += delta[o];
  }
  good = std::max(good, total * 1e-12F);
  for (std::size_t o = 0; o < kMoves; ++o)
    if (delta[o] > 0) delta[o] = delta[o] / total - (right(o) ? delta[o] / good : 0.0F);
  result.loss += static_cast<double>(std::log(total / good));
  ++result.steps;
  if (best == best_right) ++result.right;
  return random.uniform() < options_.wander ? best : best_right;
}

WalkResult Walk::walk(const ParserExample& e, Random& random) {
  WalkResult result;
  std::size_t most = 2 * (n_ - 1);
  steps_.clear();
  hidden_.assign(most * kHidden, 0.0F);
  scores_.assign(most * kOutputs, 0.0F);
  std::array<float, kOutputs> raw;
  state_.start(static_cast<std::int32_t>(n_ - 1));
  while (!state_.done()) {
    float* h = &hidden_[steps_.size() * kHidden];
    Step step;
    step.words = StateRows::words(state_);
    states_.of(state_, e.tags, e.pos, step.rows);
    std::copy(net_.hidden.begin(), net_.hidden.end(), h);
    for (std::size_t s = 0; s < kSlots; ++s)
      if (step.words[s] >= 0)
        add(kHidden, &slots_[static_cast<std::size_t>(step.words[s]) * kSlotsWide + s * kHidden], h);
    for (std::uint32_t row : step.rows) add(kHidden, &net_.state[row * kHidden], h);
    for (std::size_t j = 0; j < kHidden; ++j) h[j] = std::max(0.0F, h[j]);
    std::copy(net_.out_bias.begin(), net_.out_bias.end(), raw.begin());
    for (std::size_t j = 0; j < kHidden; ++j) {
      if (h[j] == 0.0F) continue;
      const float* row = &net_.out[j * kOutputs];
      for (std::size_t o = 0; o < kOutputs; ++o) raw[o] += row[o] * h[j];
    }
    std::size_t choice = decide(e, raw.data(), &scores_[steps_.size() * kOutputs], random, result);
    steps_.push_back(step);
    state_.apply(move_of(choice), relation_of(choice));
  }
  return result;
}

void Walk::back_from_steps(Gradient& g) {
  std::size_t t = steps_.size();
  d_hidden_.assign(t * kHidden, 0.0F);
  multiply_add(t, kOutputs, kHidden, {scores_.data(), kOutputs}, {out_t_.data(), kHidden}, {d_hidden_.data(), kHidden});
  transpose(t, kHidden, {hidden_.data(), kHidden}, scratch_);
  multiply_add(kHidden, t, kOutputs, {scratch_.data(), t}, {scores_.data(), kOutputs}, {g.net.out.data(), kOutputs});
  d_slots_.assign(n_ * kSlotsWide, 0.0F);
  for (std::size_t k = 0; k < t; ++k) {
    add(kOutputs, &scores_[k * kOutputs], g.net.out_bias.data());
    float* d = &d_hidden_[k * kHidden];
    for (std::size_t j = 0; j < kHidden; ++j)
      if (hidden_[k * kHidden + j] <= 0.0F) d[j] = 0.0F;
    add(kHidden, d, g.net.hidden.data());
    for (std::size_t s = 0; s < kSlots; ++s)
      if (steps_[k].words[s] >= 0)
        add(kHidden, d, &d_slots_[static_cast<std::size_t>(steps_[k].words[s]) * kSlotsWide + s * kHidden]);
    for (std::uint32_t row : steps_[k].rows) {
      add(kHidden, d, &g.net.state[row * kHidden]);
      g.state_rows[row] = 1;
    }
  }
}

void Walk::back_to_wide(Gradient& g) {
  d_wide_.assign(n_ * kWide, 0.0F);
  multiply_add(n_, kSlotsWide, kWide, {d_slots_.data(), kSlotsWide}, {project_t_.data(), kWide},
               {d_wide_.data(), kWide});
  std::size_t tags = net_.tag_bias.size(), words = n_ - 1;
  multiply_add(words, tags, kWide, {d_tags_.data(), tags}, {tag_t_.data(), kWide}, {d_wide_.data(), kWide});
  transpose(n_, kWide, {wide_.data(), kWide}, scratch_);
  multiply_add(kWide, words, tags, {scratch_.data(), n_}, {d_tags_.data(), tags}, {g.net.tag.data(), tags});
  for (std::size_t i = 0; i < words; ++i) add(tags, &d_tags_[i * tags], g.net.tag_bias.data());
  multiply_add(kWide, n_, kSlotsWide, {scratch_.data(), n_}, {d_slots_.data(), kSlotsWide},
               {g.net.project.data(), kSlotsWide});
  for (std::size_t i = 0; i < n_ * kWide; ++i) d_wide_[i] *= wide_mask_[i];
}

void Walk::back_through_convolutions(Gradient& g) {
  d2_ = d_wide_;
  for (std::size_t i = 0; i < d2_.size(); ++i)
    if (y2_[i] <= 0.0F) d2_[i] = 0.0F;
  d1_.assign((n_ + 2 * kReach2) * kWide, 0.0F);
  add(n_ * kWide, d_wide_.data(), d1_.data() + kReach2 * kWide);
  for (std::size_t k = 0; k <= 2 * kReach2; ++k)
    multiply_add(n_, kWide, kWide, {d2_.data(), kWide}, {conv2_t_.data() + k * kWide, kWindow2},
                 {d1_.data() + k * kWide, kWide});
  transpose(n_, kWindow2, {y1_.data(), kWide}, scratch_);
  multiply_add(kWindow2, n_, kWide, {scratch_.data(), n_}, {d2_.data(), kWide}, {g.net.conv2.data(), kWide});
  float* d1 = d1_.data() + kReach2 * kWide;
  const float* y1 = y1_.data() + kReach2 * kWide;
  for (std::size_t i = 0; i < n_ * kWide; ++i)
    if (y1[i] <= 0.0F) d1[i] = 0.0F;
  for (std::size_t i = 0; i < n_; ++i) {
    add(kWide, &d2_[i * kWide], g.net.bias2.data());
    add(kWide, &d1[i * kWide], g.net.bias1.data());
  }
  dx_.assign(x_.size(), 0.0F);
  for (std::size_t k = 0; k <= 2 * kReach1; ++k)
    multiply_add(n_, kWide, kInput, {d1, kWide}, {conv1_t_.data() + k * kInput, kWindow1},
                 {dx_.data() + k * kInput, kInput});
  transpose(n_, kWindow1, {x_.data(), kInput}, scratch_);
  multiply_add(kWindow1, n_, kWide, {scratch_.data(), n_}, {d1, kWide}, {g.net.conv1.data(), kWide});
}

void Walk::back_to_embeddings(Gradient& g) {
  for (std::size_t i = 0; i < dx_.size(); ++i) dx_[i] *= x_mask_[i];
  auto give = [&](std::uint32_t row, std::size_t i) {
    add(kInput, &dx_[(i + kReach1) * kInput], &g.net.embed[row * kInput]);
    g.embed_rows[row] = 1;
  };
  for (std::size_t i = 0; i + 1 < n_; ++i)
    for (std::uint32_t row : rows_[i]) give(row, i);
  give(EmbeddingIndex::kRoot, n_ - 1);
}

WalkResult Walk::learn(const ParserExample& example, Random random, Gradient& gradient) {
  if (example.rows.empty()) return {};
  embed(example, random);
  encode(random);
  judge_tags(example);
  WalkResult result = walk(example, random);
  back_from_steps(gradient);
  back_to_wide(gradient);
  back_through_convolutions(gradient);
  back_to_embeddings(gradient);
  return result;
}

}  // namespace parley
