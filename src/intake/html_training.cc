// See html_training.h.
#include "intake/html_training.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "intake/html_network_training.h"

namespace parley {
namespace {

constexpr std::uint64_t kFolds = 4;
constexpr int kLeastHosts = 3;  // that a word must stand on
constexpr float kUnmarked = -1;

/// A page with its marks: one answer a block, kUnmarked where there is none.
struct Sample {
  std::string host;
  std::uint64_t fold = 0;
  HtmlPage page;
  PageView view;
  std::vector<float> answers, weights;
  std::vector<float> weak;  // answers of the weak marks
  std::vector<BlockFeatures> features;
  std::vector<float> odds;                              // of the first pass, by networks that have not seen the host
  std::vector<std::vector<std::uint32_t>> class_words;  // of each block, of all elements around it
  std::vector<std::vector<std::uint32_t>> text_words;
};

/// How many hosts a word stands on in blocks of the article and in others.
struct WordCount {
  std::set<std::uint32_t> in, out;  // hosts
};
using WordCounts = std::map<std::uint32_t, WordCount>;

float weight_of(float in, float out) {
  float hosts = in + out;
  return hosts < kLeastHosts ? 0 : std::log((in + 1) / (out + 1)) * hosts / (hosts + 4) / 2;
}

class Trainer {
 public:
  Trainer(const PageTraining& t, const std::function<void(const std::string&)>& tell) : t_(t), tell_(tell) {}

  PageModel run(const std::vector<LabelledPage>& pages, const HintTable& hints) {
    for (const LabelledPage& p : pages) add(p, hints);
    tell_(std::to_string(samples_.size()) + " pages, " + std::to_string(marked_) + " marked blocks, " +
          std::to_string(lost_) + " marks in no block");
    for (int round = 0; round <= t_.rounds; ++round) {
      count_words();
      for (Sample& s : samples_) see(s);
      cross_judge();
      mark_weakly();
      tell_("round " + std::to_string(round) + ": " + score());
    }
    PageModel model;
    model.form.push_back(fit_form(kFolds, seed(0)));
    for (int n = 0; n < t_.networks; ++n) model.context.push_back(fit_context(seed(100 + n)));
    for (auto& [hash, count] : class_counts_) keep(model.class_words, hash, count);
    for (auto& [hash, count] : text_counts_) keep(model.text_words, hash, count);
    tell_(std::to_string(model.class_words.size()) + " words of classes, " + std::to_string(model.text_words.size()) +
          " of texts");
    return model;
  }

 private:
  [[nodiscard]] std::uint64_t seed(int n) const { return t_.seed + static_cast<std::uint64_t>(n); }

  static void keep(WordWeights& weights, std::uint32_t hash, const WordCount& c) {
    float w = weight_of(static_cast<float>(c.in.size()), static_cast<float>(c.out.size()));
    if (w != 0) weights[hash] = w;
  }

  // ---- marks

  void add(const LabelledPage& p, const HintTable& hints) {
    Sample s;
    s.host = p.host;
    s.fold = fnv1a(p.host, 7) % kFolds;
    s.page = read_page(p.bytes, hints, KeepNames::yes);
    s.view = view_page(s.page, {});
    s.answers.assign(s.page.blocks.size(), kUnmarked);
    s.weights.assign(s.page.blocks.size(), 0);
    s.weak = s.answers;
    for (const std::string& piece : p.wanted) mark_wanted(s, piece);
    for (const std::string& piece : p.unwanted) mark_unwanted(s, piece, 1);
    for (const std::string& piece : p.comments) mark_unwanted(s, piece, .5F);
    collect_words(s);
    samples_.push_back(std::move(s));
  }

  void mark(Sample& s, std::size_t k, float answer, float weight) {
    marked_ += s.answers[k] == kUnmarked;
    s.answers[k] = answer;
    s.weights[k] += weight;
  }

  /// Of several blocks that hold the words, one in the container, else the longest.
  void mark_wanted(Sample& s, const std::string& piece) {
    std::size_t best = s.page.blocks.size();
    float most = -1;
    for (std::size_t k = 0; k < s.page.blocks.size(); ++k) {
      const PageBlock& b = s.page.blocks[k];
      if (s.page.words(b).find(trim(std::string_view(piece))) == std::string_view::npos) continue;
      float value = static_cast<float>(b.text.size()) * (s.page.elements[b.element].edge ? .1F : 1.F);
      if (value > most) most = value, best = k;
    }
    if (best == s.page.blocks.size()) {
      ++lost_;
      return;
    }
    mark(s, best, 1, 1);
  }

  void mark_unwanted(Sample& s, const std::string& piece, float weight) {
    if (trim(std::string_view(piece)).empty()) return;
    for (std::size_t k = 0; k < s.page.blocks.size(); ++k)
      if (s.answers[k] != 1 &&
          s.page.words(s.page.blocks[k]).find(trim(std::string_view(piece))) != std::string_view::npos)
        mark(s, k, 0, weight);
  }

  // ---- words

  static void collect_words(Sample& s) {
    std::vector<std::vector<std::uint32_t>> own(s.page.elements.size());
    for (auto [element, value] : s.page.named) append_word_hashes(value, own[element]);
    for (const PageBlock& b : s.page.blocks) {
      std::vector<std::uint32_t> chain;
      for (std::uint32_t e = b.element; e != 0; e = s.page.elements[e].parent)
        chain.insert(chain.end(), own[e].begin(), own[e].end());
      s.class_words.push_back(std::move(chain));
      s.text_words.emplace_back();
      append_text_words(s.page.words(b), s.text_words.back());
    }
  }

  void count_words() {
    class_counts_.clear();
    text_counts_.clear();
    for (const Sample& s : samples_) {
      std::uint32_t host = host_number(s.host);
      for (std::size_t k = 0; k < s.answers.size(); ++k) {
        float answer = s.answers[k] != kUnmarked ? s.answers[k] : s.weak[k];
        if (answer == kUnmarked) continue;
        auto note = [&](WordCounts& counts, const std::vector<std::uint32_t>& words) {
          for (std::uint32_t w : words) (answer > .5F ? counts[w].in : counts[w].out).insert(host);
        };
        note(class_counts_, s.class_words[k]);
        note(text_counts_, s.text_words[k]);
      }
    }
  }

  static std::uint32_t host_number(const std::string& host) { return static_cast<std::uint32_t>(fnv1a(host)); }

  /// Weight of a word by the hosts other than this one.
  static float weight_without(const WordCounts& counts, std::uint32_t word, std::uint32_t host) {
    auto it = counts.find(word);
    if (it == counts.end()) return 0;
    auto size = [&](const std::set<std::uint32_t>& hosts) {
      return static_cast<float>(hosts.size() - hosts.count(host));
    };
    return weight_of(size(it->second.in), size(it->second.out));
  }

  /// Scores of the page's words as they would be if its host were unknown, then its features.
  void see(Sample& s) {
    std::uint32_t host = host_number(s.host);
    for (PageElement& e : s.page.elements) e.word_score = 0;
    std::vector<std::uint32_t> hashes;
    for (auto [element, value] : s.page.named) {
      hashes.clear();
      append_word_hashes(value, hashes);
      for (std::uint32_t h : hashes) s.page.elements[element].word_score += weight_without(class_counts_, h, host);
    }
    for (std::size_t e = 1; e < s.page.elements.size(); ++e)
      s.page.elements[e].chain_score =
          s.page.elements[s.page.elements[e].parent].chain_score + s.page.elements[e].word_score;
    for (std::size_t k = 0; k < s.text_words.size(); ++k) {
      float sum = 0;
      for (std::uint32_t h : s.text_words[k]) sum += weight_without(text_counts_, h, host);
      s.view.text_scores[k] = sum;
    }
    s.features = block_features(s.page, s.view);
  }

  // ---- networks

  /// Rows of all samples but those of one fold; `numbers(sample, block)` says where a row lies.
  template <class Numbers>
  std::vector<NetworkRow> rows(std::uint64_t without, std::uint64_t order, Numbers&& numbers) const {
    std::vector<NetworkRow> out;
    Random random(order);
    for (const Sample& s : samples_) {
      if (s.fold == without) continue;
      std::vector<std::uint32_t> weak;
      for (std::uint32_t k = 0; k < s.answers.size(); ++k) {
        if (s.answers[k] != kUnmarked) out.push_back({numbers(s, k), s.answers[k], s.weights[k]});
        if (s.answers[k] == kUnmarked && s.weak[k] != kUnmarked) weak.push_back(k);
      }
      random.shuffle(weak);
      weak.resize(std::min(weak.size(), t_.weak_per_page));
      for (std::uint32_t k : weak) out.push_back({numbers(s, k), s.weak[k], t_.weak});
    }
    return out;
  }

  [[nodiscard]] BlockNetwork fit_form(std::uint64_t without, std::uint64_t order) const {
    auto examples = rows(without, order, [](const Sample& s, std::uint32_t k) { return s.features[k].data(); });
    return fit_network(examples, {kBlockNumbers, order, t_.epochs, t_.decay, t_.rate});
  }

  void cross_judge() {
    for (std::uint64_t fold = 0; fold < kFolds; ++fold) {
      std::vector<BlockNetwork> networks = {fit_form(fold, seed(10)), fit_form(fold, seed(11))};
      for (Sample& s : samples_) {
        if (s.fold != fold) continue;
        s.odds.clear();
        for (const BlockFeatures& f : s.features) s.odds.push_back(judge(networks, SparseRow(f)));
      }
    }
  }

  void mark_weakly() {
    for (Sample& s : samples_)
      for (std::size_t k = 0; k < s.odds.size(); ++k)
        s.weak[k] = s.odds[k] > t_.sure ? 1.F : s.odds[k] < -t_.sure ? 0.F : kUnmarked;
  }

  [[nodiscard]] BlockNetwork fit_context(std::uint64_t order) const {
    constexpr std::size_t kWidth = kBlockNumbers + kContextNumbers;
    std::map<const Sample*, std::vector<float>> wide;
    for (const Sample& s : samples_) {
      std::vector<float> around;
      append_context(s.page, s.view, s.odds, around);
      std::vector<float>& all = wide[&s];
      for (std::size_t k = 0; k < s.features.size(); ++k) {
        all.insert(all.end(), s.features[k].begin(), s.features[k].end());
        auto from = around.begin() + static_cast<std::ptrdiff_t>(k * kContextNumbers);
        all.insert(all.end(), from, from + kContextNumbers);
      }
    }
    auto examples = rows(kFolds, order, [&](const Sample& s, std::uint32_t k) { return &wide.at(&s)[k * kWidth]; });
    return fit_network(examples, {kWidth, order, t_.epochs, t_.decay, t_.rate});
  }

  /// Share of the marks that networks which have not seen the host get right.
  [[nodiscard]] std::string score() const {
    float hit = 0, miss = 0, wrong = 0;
    for (const Sample& s : samples_)
      for (std::size_t k = 0; k < s.answers.size(); ++k) {
        if (s.answers[k] == kUnmarked) continue;
        bool in = s.odds[k] > 0;
        (s.answers[k] > .5F ? (in ? hit : miss) : in ? wrong : lost_sink_) += s.weights[k];
      }
    auto percent = [](float x) { return std::to_string(std::lround(x * 1000) / 10.0).substr(0, 4); };
    return "F1 of marks on unseen hosts " + percent(2 * hit / (2 * hit + miss + wrong)) + " (P " +
           percent(hit / (hit + wrong)) + ", R " + percent(hit / (hit + miss)) + ")";
  }

  const PageTraining& t_;
  const std::function<void(const std::string&)>& tell_;
  std::vector<Sample> samples_;
  WordCounts class_counts_, text_counts_;
  std::size_t marked_ = 0, lost_ = 0;
  mutable float lost_sink_ = 0;
};

}  // namespace

PageModel train_pages(const std::vector<LabelledPage>& pages, const HintTable& hints, const PageTraining& training,
                      const std::function<void(const std::string&)>& tell) {
  return Trainer(training, tell).run(pages, hints);
}

}  // namespace parley
