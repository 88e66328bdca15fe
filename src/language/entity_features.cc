// See entity_features.h.
#include "language/entity_features.h"

#include <algorithm>
#include <bit>

#include "language/entity_memory.h"

namespace parley {
namespace {

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;

constexpr std::uint64_t join(std::uint64_t a, std::uint64_t b) {
  return (a ^ (a >> 31)) * 0xBF58476D1CE4E5B9ULL + b * kMix + 1;
}
constexpr std::uint64_t join(std::uint64_t a, std::uint64_t b, std::uint64_t c) { return join(join(a, b), c); }

/// Inner nodes of the tree of groups: 64 × 8 × 8.
constexpr std::uint64_t coarse(std::uint64_t group) { return group == 0 ? 0 : 1 + (group - 1) / 64; }
constexpr std::uint64_t middle(std::uint64_t group) { return group == 0 ? 0 : 1 + (group - 1) / 8; }

const WordView& outside_sentence() {
  static const WordView kNothing = [] {
    WordView v;
    v.form = v.lower = 1;
    v.shape = v.long_shape = 1;
    return v;
  }();
  return kNothing;
}

class Extractor {
 public:
  Extractor(std::span<const WordView> views, std::size_t i, FeatureList& out)
      : views_(views),
        at_(i),
        w_(views[i]),
        before_(view(-1)),
        after_(view(1)),
        before2_(view(-2)),
        after2_(view(2)),
        out_(out) {}

  void run() {
    out_.size = 0;
    of_the_word();
    out_.of_the_word = out_.size;
    around();
    groups();
    spelling();
    gazetteer();
    capitals();
    elsewhere();
  }

 private:
  [[nodiscard]] const WordView& view(std::ptrdiff_t by) const {
    auto k = static_cast<std::ptrdiff_t>(at_) + by;
    return k < 0 || k >= static_cast<std::ptrdiff_t>(views_.size()) ? outside_sentence()
                                                                    : views_[static_cast<std::size_t>(k)];
  }
  void add(std::uint64_t name, std::uint64_t value) {
    std::uint64_t key = (value + name * 0xD6E8FEB86659FD93ULL) * kMix;
    out_.keys[out_.size++] = key ^ (key >> 32);
  }

  void of_the_word() {
    add(1, w_.form);
    add(2, w_.lower);
    add(3, join(before_.lower, w_.lower));
    add(4, join(w_.lower, after_.lower));
    add(5, join(w_.lower, letters()));
    add(6, w_.prefix);
    add(7, w_.suffix4);
    add(8, join(middle(before_.group), w_.lower));
    add(9, join(w_.lower, middle(after_.group)));
  }
  void around() {
    add(20, join(before_.lower, letters()));
    add(21, join(after_.lower, letters()));
    add(22, join(before2_.lower, letters()));
    add(23, join(after2_.lower, letters()));
    add(24, join(before_.lower, w_.shape));
    add(25, join(after_.lower, w_.shape));
    add(26, join(before_.lower, after_.lower));
    add(27, join(before2_.lower, before_.lower));
    add(28, join(after_.lower, after2_.lower));
    add(29, join(before_.suffix3, letters()));
    add(30, join(after_.suffix3, letters()));
  }
  void groups() {
    add(40, join(coarse(w_.group), letters()));
    add(41, join(middle(w_.group), letters()));
    add(42, join(w_.group, letters()));
    add(43, join(before_.group, letters()));
    add(44, join(after_.group, letters()));
    add(45, join(middle(before_.group), middle(w_.group), letters()));
    add(46, join(middle(w_.group), middle(after_.group), letters()));
    add(47, join(coarse(before_.group), coarse(w_.group), coarse(after_.group)));
    add(48, join(middle(before2_.group), letters()));
    add(49, join(middle(after2_.group), letters()));
    add(50, join(before_.lower, middle(w_.group)));
    add(51, join(middle(w_.group), after_.lower));
    add(52, join(join(coarse(before_.group), static_cast<std::uint64_t>(before_.letters)), w_.group));
    add(53, join(w_.group, coarse(after_.group), static_cast<std::uint64_t>(after_.letters)));
  }
  void spelling() {
    add(60, w_.long_shape);
    add(61, w_.shape);
    add(62, join(w_.suffix3, letters()));
    add(63, join(w_.suffix2, letters()));
    add(64, join(before_.shape, w_.shape));
    add(65, join(w_.shape, after_.shape));
    add(66, join(before_.shape, w_.shape, after_.shape));
    add(67, join(letters(), at_ == 0 ? 1 : 2, w_.kinds));
    add(68, join(w_.kinds, before_.kinds, after_.kinds));
    add(69, join(join(w_.kinds, before_.kinds), letters(), static_cast<std::uint64_t>(before_.letters)));
    add(70, join(join(w_.kinds, after_.kinds), letters(), static_cast<std::uint64_t>(after_.letters)));
    add(71, 1);
  }
  void gazetteer() {
    for (std::uint64_t rest = w_.marks; rest != 0; rest &= rest - 1) {
      if (out_.size + 40 > kMostFeatures) break;
      add(80, join(static_cast<std::uint64_t>(std::countr_zero(rest)), letters()));
    }
    add(81, join(w_.marks, letters()));
    add(82, join(w_.marks, before_.lower));
    add(83, join(w_.marks, after_.lower));
    add(84, join(before_.marks, w_.marks, letters()));
    add(85, join(w_.marks, after_.marks, letters()));
    add(86, join(join(w_.marks, w_.kinds), static_cast<std::uint64_t>(before_.letters),
                 static_cast<std::uint64_t>(after_.letters)));
    add(87, join(w_.marks, middle(w_.group)));
  }
  void capitals() {
    if (w_.run_last <= w_.run_first) return;
    const WordView& head = views_[w_.run_last - 1];
    const WordView& front = views_[w_.run_first];
    const WordView& left = w_.run_first == 0 ? outside_sentence() : views_[w_.run_first - 1];
    const WordView& right = w_.run_last >= views_.size() ? outside_sentence() : views_[w_.run_last];
    std::uint64_t from_front = std::min<std::uint64_t>(at_ - w_.run_first, 3);
    std::uint64_t from_back = std::min<std::uint64_t>(w_.run_last - 1 - at_, 3);
    std::uint64_t place = from_front * 4 + from_back + 1;
    add(100, join(place, letters()));
    add(101, join(head.lower, from_back));
    add(102, join(head.group, from_back));
    add(103, join(front.lower, from_front));
    add(104, join(front.group, from_front));
    add(105, join(left.lower, place));
    add(106, join(right.lower, place));
    add(107, join(left.group, right.group));
    add(108, join(middle(right.group), place, middle(w_.group)));
    add(109, join(middle(left.group), place, middle(w_.group)));
    add(110, join(head.kinds, front.kinds, place));
    add(111, join(join(head.marks, front.marks), place, w_.kinds));
  }
  void elsewhere() {
    if (w_.elsewhere == 0) return;
    std::uint64_t e = w_.elsewhere;
    for (std::uint64_t rest = e; rest != 0; rest &= rest - 1) {
      if (out_.size + 8 > kMostFeatures) break;
      add(120, join(static_cast<std::uint64_t>(std::countr_zero(rest)), letters()));
    }
    add(121, e);
    add(122, join(e & (kAfterTitle | kAfterGivenName | kOrganisationRun | kPlaceListed | kAfterPlaceWord),
                  coarse(w_.group)));
    if (w_.run_last > w_.run_first) add(123, join(views_[w_.run_last - 1].elsewhere, w_.run_last - at_));
  }
  [[nodiscard]] std::uint64_t letters() const { return static_cast<std::uint64_t>(w_.letters); }

  std::span<const WordView> views_;
  std::size_t at_;
  const WordView &w_, &before_, &after_, &before2_, &after2_;
  FeatureList& out_;
};

}  // namespace

void extract_features(std::span<const WordView> views, std::size_t i, FeatureList& out) {
  Extractor(views, i, out).run();
}

}  // namespace parley
