// See claim_features.h.
#include "reading/claim_features.h"

#include <algorithm>

namespace parley {
namespace {

std::uint64_t distance(std::int64_t d) {
  const std::uint64_t side = d < 0 ? 16 : 0;
  const std::int64_t n = d < 0 ? -d : d;
  constexpr std::int64_t kSteps[] = {1, 2, 3, 4, 6, 9, 14, 22, 36};
  std::uint64_t step = 0;
  for (std::int64_t s : kSteps)
    if (n >= s) ++step;
  return side + step;
}

std::uint64_t coarse(std::uint64_t group) { return group == 0 ? 0 : 1 + (group - 1) / 64; }
std::uint64_t middle(std::uint64_t group) { return group == 0 ? 0 : 1 + (group - 1) / 8; }
std::uint64_t number(Deprel d) { return static_cast<std::uint64_t>(d) + 1; }
std::uint64_t number(QuotePlace q) { return static_cast<std::uint64_t>(q); }

/// Adds features of one word after another; a feature is a template's number and what it saw.
class Builder {
 public:
  Builder(const ClaimWords& text, TokenRange range, ChainFeatures& out) : text_(text), range_(range), out_(out) {}

  void add(std::uint64_t kind, std::uint64_t seen) { out_.keys.push_back(mix(kind, seen)); }
  void add(std::uint64_t kind, std::uint64_t a, std::uint64_t b) { add(kind, mix(a, b)); }
  void add(std::uint64_t kind, std::uint64_t a, std::uint64_t b, std::uint64_t c) { add(kind, mix(mix(a, b), c)); }
  void end_word() { out_.ends.push_back(static_cast<std::uint32_t>(out_.keys.size())); }

  /// The word `by` further; an empty one beyond the range.
  [[nodiscard]] const ClaimWord& near(std::uint32_t i, int by) const {
    static const ClaimWord kEmpty;
    const std::int64_t k = static_cast<std::int64_t>(i) + by;
    return k < range_.first || k >= range_.last ? kEmpty : text_.words[static_cast<std::size_t>(k)];
  }
  [[nodiscard]] const ClaimWord& at(std::uint32_t i) const { return text_.words[i]; }
  [[nodiscard]] const ClaimWord& at(std::int32_t i) const { return text_.words[static_cast<std::size_t>(i)]; }

  /// Forms of the word and its neighbours.
  void forms(std::uint32_t i) {
    const ClaimWord &w = at(i), &before = near(i, -1), &after = near(i, 1);
    const ClaimWord &before2 = near(i, -2), &after2 = near(i, 2);
    const std::uint64_t quote = number(w.quote);
    add(1, w.lower);
    add(2, w.lemma, quote);
    add(3, w.tag, quote);
    add(4, w.suffix, w.tag);
    add(5, w.shape, quote);
    add(6, w.group);
    add(7, middle(w.group), w.tag);
    add(8, coarse(w.group), w.tag);
    add(9, before.lower);
    add(10, after.lower);
    add(11, before2.lower);
    add(12, after2.lower);
    add(13, before.lower, w.lower);
    add(14, w.lower, after.lower);
    add(15, before.tag, w.tag);
    add(16, w.tag, after.tag);
    add(17, before.tag, w.tag, after.tag);
    add(18, before.lower, w.tag);
    add(19, w.tag, after.lower);
    add(20, number(before.quote), quote, number(after.quote));
    add(21, w.mention, before.mention, after.mention);
    add(22, before2.lower, before.lower);
    add(23, after.lower, after2.lower);
    add(24, near(i, -3).lower);
    add(25, near(i, 3).lower);
    add(26, w.mention, w.lemma);
  }

  /// Its place in the tree.
  void tree(std::uint32_t i) {
    const ClaimWord& w = at(i);
    const ClaimWord& before = near(i, -1);
    const std::uint64_t head = w.head < 0 ? 0 : at(w.head).lemma;
    add(30, number(w.deprel), w.tag);
    add(31, number(w.deprel), head);
    add(32, w.lemma, w.children);
    add(33, w.tag, w.children, number(w.deprel));
    if (w.head >= 0 && at(w.head).head >= 0)
      add(34, number(w.deprel), number(at(w.head).deprel), at(at(w.head).head).lemma);
    const ClaimWord &opens = at(w.opens), &closed = at(before.closes);
    const std::uint64_t opens_under = opens.head < 0 ? 0 : at(opens.head).lemma;
    add(35, number(opens.deprel), w.opens == i ? 1 : 2, number(w.quote));
    add(36, number(opens.deprel), opens_under);
    if (i > range_.first) {
      const std::uint64_t closed_under = closed.head < 0 ? 0 : at(closed.head).lemma;
      add(37, number(closed.deprel), number(opens.deprel), before.lower);
      add(38, number(closed.deprel), closed_under);
    }
    add(39, w.lower, number(opens.deprel));
  }

 protected:
  const ClaimWords& text_;
  TokenRange range_;
  ChainFeatures& out_;
};

class ParagraphBuilder : public Builder {
 public:
  using Builder::Builder;

  void word(std::uint32_t i) {
    forms(i);
    tree(i);
    cues(i);
    sentence(i);
    end_word();
  }

 private:
  void cues(std::uint32_t i) {
    const ClaimWord& w = at(i);
    const std::uint64_t quote = number(w.quote);
    add(50, w.cue, w.tag, quote);
    if (w.cue_above >= 0) {
      const ClaimWord &cue = at(w.cue_above), &branch = at(w.branch);
      const std::uint64_t side = i < static_cast<std::uint32_t>(w.cue_above) ? 1 : 2;
      const std::uint64_t way = mix(number(branch.deprel), side);
      const std::uint64_t same = w.quotation == cue.quotation ? 1 : 2;
      add(51, way, cue.lemma);
      add(52, way, cue.cue, same);
      add(53, way, std::min<std::uint64_t>(w.height, 6), w.tag);
      add(54, way, w.lemma);
      add(55, way, cue.lemma, mix(same, quote));
      add(56, way, cue.children, cue.cue);
      add(57, way, mix(branch.left == i ? 1 : 2, branch.right == i ? 1 : 2), cue.cue);
    } else {
      add(58, w.tag, quote, text_.sentences[w.sentence].likely_cue ? 1 : 2);
    }
    nearest(60, i, w.cue_before);
    nearest(64, i, w.cue_after);
    const std::uint64_t before = w.cue_before < 0 ? 99 : distance(i - w.cue_before);
    const std::uint64_t after = w.cue_after < 0 ? 99 : distance(i - w.cue_after);
    add(68, before, after, quote);
  }

  void nearest(std::uint64_t kind, std::uint32_t i, std::int32_t cue) {
    const ClaimWord& w = at(i);
    if (cue < 0) return add(kind, w.tag, number(w.quote));
    const ClaimWord& c = at(cue);
    const std::uint64_t same = w.quotation == c.quotation ? 1 : 2;
    add(kind + 1, c.lemma, distance(static_cast<std::int64_t>(i) - cue), same);
    add(kind + 2, c.lemma, w.lower);
    add(kind + 3, c.lemma, w.tag, same);
  }

  void sentence(std::uint32_t i) {
    const ClaimWord& w = at(i);
    const auto bits = [&](std::int64_t s) -> std::uint64_t {
      const Document& d = text_.document;
      if (s < 0 || s >= static_cast<std::int64_t>(text_.sentences.size())) return 99;
      if (d.sentences[static_cast<std::size_t>(s)].block != d.sentences[w.sentence].block) return 98;
      const ClaimSentence& v = text_.sentences[static_cast<std::size_t>(s)];
      return (v.quoted ? 1 : 0) + (v.all_quoted ? 2 : 0) + (v.likely_cue ? 4 : 0) + (v.begins_quoted ? 8 : 0) +
             (v.ends_quoted ? 16 : 0);
    };
    const std::uint64_t own = bits(w.sentence);
    const std::uint64_t previous = bits(static_cast<std::int64_t>(w.sentence) - 1);
    const std::uint64_t next = bits(static_cast<std::int64_t>(w.sentence) + 1);
    add(70, own, number(w.quote));
    add(71, own, previous, number(w.quote));
    add(72, own, next, number(w.quote));
    const TokenRange range = text_.document.sentences[w.sentence].tokens;
    add(73, distance(i - range.first) * (i - range.first < 4 ? 1 : 0), w.tag, number(w.quote));
    add(74, at(range.first).lower, number(w.quote));
    add(75, static_cast<std::uint64_t>(text_.document.sentences[w.sentence].role), w.tag);
  }
};

}  // namespace

void paragraph_features(const ClaimWords& text, TokenRange range, ChainFeatures& out) {
  out.clear();
  ParagraphBuilder builder(text, range, out);
  for (std::uint32_t i = range.first; i < range.last; ++i) builder.word(i);
}

namespace {

class CueBuilder : public Builder {
 public:
  CueBuilder(const ClaimWords& text, TokenRange range, std::uint32_t anchor, std::span<const ChainLabel> labels,
             ChainFeatures& out)
      : Builder(text, range, out), anchor_(anchor), cue_(text.words[anchor]), labels_(labels) {
    sentence_ = text.document.sentences[cue_.sentence].tokens;
    for (std::int32_t up = static_cast<std::int32_t>(anchor); up >= 0; up = at(up).head) up_.push_back(up);
    count_between();
  }

  void word(std::uint32_t i) {
    forms(i);
    tree(i);
    place(i);
    first_reading(i);
    relation(i);
    end_word();
  }

 private:
  struct Between {
    std::uint8_t commas = 0, cues = 0, quotes = 0, verbs = 0;
  };

  void count_between() {
    between_.resize(range_.size());
    const auto walk = [&](std::uint32_t i, Between& sum) {
      between_[i - range_.first] = sum;
      const ClaimWord& w = at(i);
      const Token& t = text_.document.tokens[i];
      if (sum.commas < 3 && t.lower == ",") ++sum.commas;
      if (sum.cues < 3 && labels_[i] == kBeginCue && i != anchor_) ++sum.cues;
      if (sum.quotes < 3 && (w.quote == QuotePlace::opening_mark || w.quote == QuotePlace::closing_mark)) ++sum.quotes;
      if (sum.verbs < 3 && t.pos == Pos::verb) ++sum.verbs;
    };
    Between sum;
    for (std::uint32_t i = anchor_ + 1; i < range_.last; ++i) walk(i, sum);
    sum = {};
    for (std::uint32_t i = anchor_; i-- > range_.first;) walk(i, sum);
  }

  void place(std::uint32_t i) {
    const ClaimWord& w = at(i);
    const auto d = static_cast<std::int64_t>(i) - static_cast<std::int64_t>(anchor_);
    const Between& b = between_[i - range_.first];
    const std::uint64_t side = d < 0 ? 1 : d == 0 ? 2 : 3;
    const std::uint64_t quote = number(w.quote);
    const std::uint64_t same = w.quotation == cue_.quotation ? 1 : 2;
    const std::uint64_t offset = w.sentence + 8 - cue_.sentence;
    add(80, distance(d));
    add(81, distance(d), w.tag);
    add(82, distance(d), cue_.lemma);
    add(83, side, cue_.lemma, quote);
    add(84, side, cue_.lemma, w.lower);
    add(85, side, cue_.lemma, w.tag);
    add(86, side, mix(quote, same), mix(b.quotes, offset));
    add(87, side, mix(b.commas, b.verbs), mix(quote, b.quotes));
    add(88, side, mix(b.cues, offset), w.tag);
    add(89, cue_.tag, distance(d), quote);
    add(90, offset, quote, text_.sentences[w.sentence].all_quoted ? 1 : 2);
    add(91, side, w.lower);
    add(92, side, cue_.children, w.tag);
    if (d == 0) {
      add(93, mix(cue_.lemma, cue_.tag));
      add(94, cue_.cue, cue_.tag);
    }
    if (d > -4 && d < 4) {
      add(95, distance(d), w.lower);
      add(96, distance(d), cue_.lemma, w.lower);
      add(97, distance(d), near(i, -1).lower, near(i, 1).lower);
    }
    add(98, side, near(i, -1).lower, w.tag);
    add(99, side, near(i, 1).lower, w.tag);
  }

  void first_reading(std::uint32_t i) {
    const auto label = [&](std::uint32_t k, int by) -> std::uint64_t {
      const std::int64_t j = static_cast<std::int64_t>(k) + by;
      return j < range_.first || j >= range_.last ? 15 : labels_[static_cast<std::size_t>(j)];
    };
    const Between& b = between_[i - range_.first];
    const std::uint64_t side = i < anchor_ ? 1 : i == anchor_ ? 2 : 3;
    const std::uint64_t own = label(i, 0);
    const std::uint64_t offset = at(i).sentence + 8 - cue_.sentence;
    add(110, own, side, b.cues);
    add(111, label(i, -1), own, label(i, 1));
    add(112, mix(own, side), mix(b.cues, offset), b.quotes);
    add(113, own, cue_.lemma, side);
    add(114, own, mix(label(i, -1), side), at(i).lower);
    add(115, own, mix(label(i, 1), side), at(i).tag);
    add(116, own, labels_[anchor_], b.cues);
    add(117, label(i, -2), mix(label(i, -1), own), side);
    add(118, label(i, 2), mix(label(i, 1), own), side);
  }

  /// The way through the tree: up from the word, down to the cue.
  void relation(std::uint32_t i) {
    const ClaimWord& w = at(i);
    if (w.sentence != cue_.sentence) {
      add(120, w.sentence + 8 - cue_.sentence, w.tag, number(w.quote));
      return;
    }
    std::uint64_t way = 1;
    std::int32_t branch = -1, k = static_cast<std::int32_t>(i);
    std::uint64_t steps = 0;
    std::size_t meet = up_.size();
    for (; k >= 0 && steps < 40; k = at(k).head, ++steps) {
      const auto it = std::find(up_.begin(), up_.end(), k);
      if (it != up_.end()) {
        meet = static_cast<std::size_t>(it - up_.begin());
        break;
      }
      if (steps < 3) way = mix(way, number(at(k).deprel));
      branch = k;
    }
    std::uint64_t down = 1;
    for (std::size_t u = 0; u < std::min<std::size_t>(meet, 3); ++u) down = mix(down, number(at(up_[u]).deprel));
    const std::uint64_t side = i < anchor_ ? 1 : i == anchor_ ? 2 : 3;
    const std::uint64_t under = branch < 0 ? 0 : number(at(branch).deprel);
    const std::uint64_t meeting = std::min<std::uint64_t>(meet, 4);
    const std::uint64_t near_way = mix(down, mix(under, side));
    add(121, way, down, side);
    add(122, near_way);
    add(123, near_way, cue_.lemma);
    add(124, near_way, w.tag);
    add(125, near_way, std::min<std::uint64_t>(steps, 5), meeting);
    add(126, mix(under, side), cue_.lemma, meeting);
    add(127, mix(under, side), meeting, cue_.children);
    add(128, mix(under, side), mix(meeting, labels_[i]), number(w.quote));
    if (branch >= 0) {
      const ClaimWord& b = at(branch);
      const std::uint64_t edges = mix(b.left == i ? 1 : 2, b.right == i ? 1 : 2);
      add(129, near_way, edges);
      add(130, near_way, edges, w.lower);
      add(131, near_way, at(branch).lemma);
      add(132, near_way, at(branch).tag, mix(b.left < anchor_ ? 1 : 2, b.right < anchor_ ? 1 : 2));
    } else {
      add(133, meeting, w.lower);
    }
    // does the branch end before this word, and another begin?
    if (i > range_.first) add(134, near_way, last_way_, w.lower);
    last_way_ = near_way;
  }

  std::uint32_t anchor_;
  const ClaimWord& cue_;
  std::span<const ChainLabel> labels_;
  TokenRange sentence_;
  std::vector<std::int32_t> up_;  // the cue and what it hangs on, up to the root
  std::vector<Between> between_;
  std::uint64_t last_way_ = 0;
};

}  // namespace

void cue_features(const ClaimWords& text, TokenRange range, std::uint32_t anchor, std::span<const ChainLabel> labels,
                  ChainFeatures& out) {
  out.clear();
  CueBuilder builder(text, range, anchor, labels, out);
  for (std::uint32_t i = range.first; i < range.last; ++i) builder.word(i);
}

}  // namespace parley
