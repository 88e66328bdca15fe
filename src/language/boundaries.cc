// See boundaries.h.
#include "language/boundaries.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "language/key_table.h"

namespace parley {
namespace {

constexpr std::size_t kFeatures = 40;
constexpr float kClip = 8.0F;

std::uint64_t key_of(std::string_view word) { return word_keys(word).lower; }

/// What stands open, and how far the sentence has come.
class Context {
 public:
  void pass(const WordKeys& word) {
    ++length_;
    if (word.lower == kQuote) quote_ = !quote_;
    if (word.lower == kOpen) ++brackets_;
    if (word.lower == kClose && brackets_ > 0) --brackets_;
  }
  void next_sentence() {
    length_ = 0;
    brackets_ = 0;
  }
  void next_paragraph() { *this = {}; }

  [[nodiscard]] std::uint64_t length() const { return length_; }
  [[nodiscard]] std::uint64_t bucket() const { return length_ < 6 ? length_ : length_ < 12 ? 6 : length_ < 30 ? 7 : 8; }
  [[nodiscard]] bool quote() const { return quote_; }
  [[nodiscard]] bool bracket() const { return brackets_ > 0; }

 private:
  inline static const std::uint64_t kQuote = key_of("\""), kOpen = key_of("("), kClose = key_of(")");
  std::uint64_t length_ = 0;
  int brackets_ = 0;
  bool quote_ = false;
};

class Features {
 public:
  void add(std::uint64_t a) {
    list_[size_++] = static_cast<std::uint32_t>(mix(++template_, a) >> (64 - Boundaries::kBits));
  }
  void add(std::uint64_t a, std::uint64_t b) { add(mix(a, b)); }
  void add(std::uint64_t a, std::uint64_t b, std::uint64_t c) { add(mix(mix(a, b), c)); }
  [[nodiscard]] std::span<const std::uint32_t> list() const { return {list_.data(), size_}; }

 private:
  std::array<std::uint32_t, kFeatures> list_;
  std::size_t size_ = 0;
  std::uint64_t template_ = 0;
};

/// Features of the gap after word i.
Features features_of(std::span<const BoundaryWord> words, std::size_t i, const Context& c) {
  static constexpr BoundaryWord kEdge;
  auto at = [&](std::size_t k) -> const BoundaryWord& { return k < words.size() ? words[k] : kEdge; };
  const BoundaryWord &last = words[i], &next = at(i + 1), &after = at(i + 2), &third = at(i + 3);
  const BoundaryWord& before = i > 0 ? words[i - 1] : kEdge;
  std::uint64_t space = last.space_after ? 1 : 0;
  std::uint64_t state = (c.quote() ? 1 : 0) + (c.bracket() ? 2 : 0) + 4 * space;
  Features f;
  f.add(state);
  f.add(last.keys.lower, space);
  f.add(next.keys.lower, space);
  f.add(last.keys.shape, next.keys.shape, space);
  f.add(last.keys.lower, next.keys.shape, state);
  f.add(last.keys.lower, next.keys.lower);
  f.add(last.keys.shape, next.keys.lower);
  f.add(before.keys.lower, last.keys.lower);
  f.add(before.keys.shape, last.keys.lower, next.keys.shape);
  f.add(before.keys.lower, last.keys.lower, next.keys.shape);
  f.add(last.keys.lower, next.keys.lower, after.keys.shape);
  f.add(last.keys.lower, next.keys.shape, after.keys.shape);
  f.add(next.keys.shape, after.keys.shape, third.keys.shape);
  f.add(next.keys.lower, after.keys.lower);
  f.add(after.keys.lower);
  f.add(before.keys.lower);
  f.add(last.keys.suffix[2], next.keys.capital);
  f.add(last.keys.lower, next.keys.capital, c.bucket());
  f.add(last.keys.shape, next.keys.capital, c.bucket());
  f.add(c.bucket(), state);
  f.add(c.bucket(), next.keys.lower);
  f.add(last.keys.shape, last.keys.suffix[0], next.keys.suffix[1]);
  f.add(last.keys.capital ? 1 : 0, next.keys.capital ? 1 : 0,
        (before.keys.capital ? 1 : 0) + (after.keys.capital ? 2 : 0));
  f.add(last.keys.lower, state, std::min<std::uint64_t>(i + 2 - std::min<std::size_t>(words.size(), i + 2), 3));
  f.add(last.keys.lower, next.keys.lower, state);
  f.add(words.size() < 12 ? words.size() : 12, last.keys.lower, next.keys.capital ? 1 : 0);
  return f;
}

template <class Weights>
auto sum_of(const Features& f, const Weights& weights) {
  std::decay_t<decltype(weights[0] + weights[0])> sum = 0;
  for (std::uint32_t k : f.list()) sum += weights[k];
  return sum;
}

struct Paragraph {
  std::vector<BoundaryWord> words;
  std::vector<bool> ends;  // a sentence ends after the word
};

std::vector<Paragraph> paragraphs_of(std::span<const TreebankSentence> sentences) {
  std::vector<Paragraph> out;
  for (const TreebankSentence& s : sentences) {
    if (out.empty() || s.paragraph) out.emplace_back();
    for (const TreebankWord& w : s.words) {
      out.back().words.push_back({word_keys(w.form), w.space_after});
      out.back().ends.push_back(false);
    }
    out.back().ends.back() = true;
    out.back().words.back().space_after = true;
  }
  return out;
}

/// Perceptron weights and the sums for their averages.
struct Learner {
  std::vector<float> weights = std::vector<float>(std::size_t{1} << Boundaries::kBits, 0.0F);
  std::vector<float> late = weights;
  float now = 1;

  void update(const Features& f, float by) {
    for (std::uint32_t k : f.list()) {
      weights[k] += by;
      late[k] += by * now;
    }
  }
};

}  // namespace

std::vector<std::uint32_t> Boundaries::ends(std::span<const BoundaryWord> words) const {
  std::vector<std::uint32_t> out;
  Context context;
  for (std::size_t i = 0; i < words.size(); ++i) {
    context.pass(words[i].keys);
    bool last = i + 1 == words.size() || context.length() >= kLongest;
    if (!last && (!ok() || sum_of(features_of(words, i, context), weights_) <= 0)) continue;
    out.push_back(static_cast<std::uint32_t>(i + 1));
    context.next_sentence();
  }
  return out;
}

std::vector<std::int8_t> train_boundaries(std::span<const TreebankSentence> sentences, int rounds, Random random) {
  std::vector<Paragraph> paragraphs = paragraphs_of(sentences);
  Learner learner;
  std::vector<std::uint32_t> order;
  for (std::uint32_t p = 0; p < paragraphs.size(); ++p) order.push_back(p);
  for (int round = 0; round < rounds; ++round) {
    random.shuffle(order);
    for (std::uint32_t number : order) {
      const Paragraph& p = paragraphs[number];
      Context context;
      for (std::size_t i = 0; i + 1 < p.words.size(); ++i) {
        context.pass(p.words[i].keys);
        Features f = features_of(p.words, i, context);
        float score = sum_of(f, learner.weights);
        learner.now += 1;
        if (p.ends[i] && score <= 2) learner.update(f, 1);
        if (!p.ends[i] && score > -2) learner.update(f, -1);
        if (p.ends[i]) context.next_sentence();
      }
    }
  }
  std::vector<std::int8_t> out;
  for (std::size_t k = 0; k < learner.weights.size(); ++k) {
    float w = learner.weights[k] - learner.late[k] / learner.now;
    out.push_back(static_cast<std::int8_t>(std::lround(std::clamp(w * 127.0F / kClip, -127.0F, 127.0F))));
  }
  return out;
}

}  // namespace parley
