// See tagger.h.
#include "language/tagger.h"

#include <algorithm>
#include <array>

namespace parley {
namespace {

constexpr std::size_t kMostFeatures = 48;
constexpr unsigned kRowBits = 19;
constexpr float kClip = 24.0F;           // averaged weights beyond are rare; 127 steps up to here
constexpr int kCertainCount = 20;        // a word seen so often …
constexpr double kCertainShare = 0.997;  // … with one tag in this share is not scored
constexpr int kClassCount = 4;           // words seen less often have no ambiguity class
constexpr double kClassShare = 0.08;

/// How a sentence uses capitals: 0 not at all, 1 as sentences do, 2 as headings do, 3 throughout.
std::uint64_t casing_of(std::span<const WordKeys> words) {
  static const std::uint64_t kCapitals[] = {word_keys("A").shape, word_keys("AA").shape};
  static const std::uint64_t kSmall[] = {word_keys("a").shape, word_keys("aa").shape};
  std::size_t starts = 0, capitals = 0, small = 0;
  for (const WordKeys& w : words) {
    starts += w.capital ? 1 : 0;
    capitals += w.shape == kCapitals[1] ? 1 : 0;
    small += w.shape == kSmall[0] || w.shape == kSmall[1] ? 1 : 0;
  }
  if (starts == 0) return 0;
  if (capitals * 3 > (starts + small) * 2) return 3;
  return starts > small ? 2 : 1;
}

/// Keys of a sentence's words with what the neighbours need.
struct View {
  std::span<const WordKeys> words;
  const std::vector<std::uint32_t>& classes;
  std::uint64_t casing = casing_of(words);

  [[nodiscard]] std::uint64_t lower(std::ptrdiff_t i) const { return inside(i) ? at(i).lower : edge(i); }
  [[nodiscard]] std::uint64_t suffix(std::ptrdiff_t i, std::size_t n) const {
    return inside(i) ? at(i).suffix[n - 1] : edge(i);
  }
  [[nodiscard]] std::uint64_t shape(std::ptrdiff_t i) const { return inside(i) ? at(i).shape : edge(i); }
  [[nodiscard]] std::uint64_t ambiguity(std::ptrdiff_t i) const {
    return inside(i) ? classes[static_cast<std::size_t>(i)] : edge(i);
  }

 private:
  [[nodiscard]] bool inside(std::ptrdiff_t i) const { return i >= 0 && i < static_cast<std::ptrdiff_t>(words.size()); }
  [[nodiscard]] const WordKeys& at(std::ptrdiff_t i) const { return words[static_cast<std::size_t>(i)]; }
  static std::uint64_t edge(std::ptrdiff_t i) { return i < 0 ? 11 : 12; }
};

/// Gathers features; each call numbers its template.
class Features {
 public:
  void add(std::uint64_t a) { list_[size_++] = mix(++template_, a); }
  void add(std::uint64_t a, std::uint64_t b) { add(mix(a, b)); }
  void add(std::uint64_t a, std::uint64_t b, std::uint64_t c) { add(mix(mix(a, b), c)); }
  [[nodiscard]] std::span<const std::uint64_t> list() const { return {list_.data(), size_}; }

 private:
  std::array<std::uint64_t, kMostFeatures> list_;
  std::size_t size_ = 0;
  std::uint64_t template_ = 0;
};

/// The word by itself.
void add_word(const WordKeys& w, bool first, Features& f) {
  f.add(0);
  f.add(w.form);
  f.add(w.lower);
  for (std::uint64_t s : w.suffix) f.add(s);
  for (std::size_t p : {0U, 1U, 2U, 3U}) f.add(w.prefix[p]);
  f.add(w.shape);
  f.add(w.shape, first);
  f.add(w.shape, w.suffix[1]);
}

Features features_of(const View& v, std::size_t at, std::uint64_t t1, std::uint64_t t2) {
  auto i = static_cast<std::ptrdiff_t>(at);
  const WordKeys& w = v.words[at];
  Features f;
  add_word(w, at == 0, f);
  f.add(t1);
  f.add(t1, t2);
  f.add(t1, w.lower);
  f.add(t1, w.suffix[2]);
  f.add(t1, t2, v.ambiguity(i));
  f.add(v.lower(i - 1));
  f.add(v.lower(i + 1));
  f.add(v.lower(i - 2));
  f.add(v.lower(i + 2));
  f.add(t1, v.lower(i + 1));
  f.add(v.lower(i - 1), w.lower);
  f.add(w.lower, v.lower(i + 1));
  f.add(v.suffix(i - 1, 3));
  f.add(v.suffix(i + 1, 3));
  f.add(v.suffix(i + 1, 2));
  f.add(v.shape(i + 1));
  f.add(v.shape(i - 1), w.shape);
  f.add(v.ambiguity(i));
  f.add(v.ambiguity(i), v.ambiguity(i + 1));
  f.add(v.ambiguity(i + 1), v.ambiguity(i + 2));
  f.add(w.lower, v.ambiguity(i + 1));
  f.add(t1, v.ambiguity(i), v.ambiguity(i + 1));
  f.add(w.suffix[2], v.ambiguity(i + 1));
  f.add(v.ambiguity(i), v.ambiguity(i + 1), v.ambiguity(i + 2));
  f.add(v.casing, w.shape, at == 0);
  f.add(v.casing, v.ambiguity(i));
  f.add(v.casing, w.lower);
  return f;
}

using Counts = std::map<std::uint64_t, std::map<std::uint8_t, int>>;

/// Ambiguity class: a hash of the tags that a word often has, the most frequent first.
std::uint32_t class_of(const std::map<std::uint8_t, int>& tags) {
  int total = 0;
  for (auto [tag, n] : tags) total += n;
  if (total < kClassCount) return KeyTable::kNone;
  std::vector<std::pair<int, std::uint8_t>> often;
  for (auto [tag, n] : tags)
    if (n >= kClassShare * total) often.emplace_back(-n, tag);
  std::sort(often.begin(), often.end());
  std::uint64_t h = 1;
  for (std::size_t k = 0; k < often.size() && k < 3; ++k) h = mix(h, often[k].second);
  return static_cast<std::uint32_t>(h >> 33);
}

TaggerData count_words(std::span<const TrainingSentence* const> sentences) {
  Counts forms, lowers;
  for (const TrainingSentence* s : sentences)
    for (std::size_t i = 0; i < s->words.size(); ++i) {
      ++forms[s->words[i].form][s->tags[i]];
      ++lowers[s->words[i].lower][s->tags[i]];
    }
  std::map<std::uint64_t, std::uint32_t> certain, classes;
  for (const auto& [form, tags] : forms) {
    int total = 0;
    auto most = tags.begin();
    for (auto it = tags.begin(); it != tags.end(); ++it) {
      total += it->second;
      if (it->second > most->second) most = it;
    }
    if (total >= kCertainCount && most->second >= kCertainShare * total) certain[form] = most->first;
  }
  for (const auto& [lower, tags] : lowers)
    if (std::uint32_t c = class_of(tags); c != KeyTable::kNone) classes[lower] = c;
  TaggerData out;
  out.certain = KeyTableData(certain);
  out.classes = KeyTableData(classes);
  return out;
}

template <class Score>
std::uint8_t best_of(const Score& scores, std::size_t n) {
  std::size_t best = 0;
  for (std::size_t c = 1; c < n; ++c)
    if (scores[c] > scores[best]) best = c;
  return static_cast<std::uint8_t>(best);
}

/// One perceptron with averaged weights, trained in a random order.
Perceptron learn(std::span<const TrainingSentence* const> sentences, const TaggerData& words, int rounds,
                 Random& random) {
  KeyTable certain = words.certain.view(), known = words.classes.view();
  Perceptron learner(words.tags, kRowBits);
  std::vector<float> scores(words.tags);
  std::vector<std::uint32_t> classes;
  std::vector<const TrainingSentence*> order(sentences.begin(), sentences.end());
  for (int round = 0; round < rounds; ++round) {
    random.shuffle(order);
    for (const TrainingSentence* s : order) {
      classes.clear();
      for (const WordKeys& w : s->words) classes.push_back(known.find(w.lower));
      View view{s->words, classes};
      std::uint64_t t1 = 300, t2 = 300;
      for (std::size_t i = 0; i < s->words.size(); ++i) {
        std::uint32_t guess = certain.find(s->words[i].form);
        if (guess == KeyTable::kNone) {
          Features f = features_of(view, i, t1, t2);
          learner.tick();
          learner.score(f.list(), scores);
          guess = best_of(scores, words.tags);
          if (guess != s->tags[i]) learner.update(f.list(), s->tags[i], guess);
        }
        t2 = t1;
        t1 = guess;
      }
    }
  }
  learner.average();
  return learner;
}

}  // namespace

std::uint8_t TagSet::number_of(std::string_view penn) const {
  for (std::size_t t = 0; t < tag.size(); ++t)
    if (tag[t] == penn) return static_cast<std::uint8_t>(t);
  return 255;
}

TagSet tags_of(std::span<const TreebankSentence> sentences) {
  std::map<std::pair<Pos, std::string>, int> counts;
  for (const TreebankSentence& s : sentences)
    for (const TreebankWord& w : s.words) ++counts[{w.pos, w.tag}];
  std::vector<std::pair<int, std::pair<Pos, std::string>>> order;
  for (const auto& [pair, n] : counts) order.emplace_back(-n, pair);
  std::sort(order.begin(), order.end());
  if (order.size() > 255) order.resize(255);
  TagSet out;
  for (const auto& [n, pair] : order) {
    out.pos.push_back(pair.first);
    out.tag.push_back(pair.second);
  }
  return out;
}

void Tagger::tag(std::span<const WordKeys> words, std::vector<std::uint8_t>& tags,
                 std::vector<std::int32_t>* all_scores, std::span<const std::uint8_t> given) const {
  thread_local std::vector<std::uint32_t> classes;
  classes.clear();
  for (const WordKeys& w : words) classes.push_back(classes_.find(w.lower));
  tags.resize(words.size());
  View view{words, classes};
  std::uint64_t t1 = 300, t2 = 300;
  std::array<std::int32_t, kScores> own;
  if (all_scores != nullptr) all_scores->resize(words.size() * kScores);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::int32_t* scores = all_scores == nullptr ? own.data() : all_scores->data() + i * kScores;
    std::fill(scores, scores + kScores, 0);
    bool known = i < given.size() && given[i] < tags_;
    std::uint32_t sure = known ? given[i] : certain_.find(words[i].form);
    if (sure < tags_) {
      tags[i] = static_cast<std::uint8_t>(sure);
      scores[sure] = kCertain;
    } else {
      weights_.add_scores(features_of(view, i, t1, t2).list(), scores);
      tags[i] = best_of(scores, tags_);
    }
    t2 = t1;
    t1 = tags[i];
  }
}

TaggerData train_tagger(std::span<const TrainingSentence* const> sentences, std::size_t tags, int rounds, int passes,
                        Random random) {
  TaggerData out = count_words(sentences);
  out.tags = tags;
  Perceptron sum = learn(sentences, out, rounds, random);
  for (int pass = 1; pass < passes; ++pass) sum.add(learn(sentences, out, rounds, random));
  out.weights = sum.pack(kClip * static_cast<float>(passes));
  return out;
}

}  // namespace parley
