// See claim_tagger.h.
#include "reading/claim_tagger.h"

#include <algorithm>

namespace parley {
namespace {

constexpr std::uint32_t kLongestParagraph = 400;  // words read at once
constexpr std::uint32_t kWindow = 150;            // words on either side of a cue
constexpr int kSentencesBeside = 3;
constexpr std::int32_t kLean = 15;       // towards an attribution at the candidate, in 1/20 of log-odds
constexpr std::int32_t kNearMiss = -60;  // a word this close to being a cue is a candidate (3 of log-odds)
constexpr std::int32_t kAccept = 0;      // least margin of an attribution

bool is_cue(ChainLabel label) { return label == kBeginCue || label == kInCue; }

/// Stretches of the labels `begin` and `begin` + 1.
std::vector<TokenRange> stretches(const std::vector<ChainLabel>& labels, std::uint32_t first, ChainLabel begin) {
  std::vector<TokenRange> out;
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == begin) out.push_back({first + i, first + i + 1});
    if (labels[i] == begin + 1 && !out.empty()) out.back().last = first + i + 1;
  }
  return out;
}

bool overlap(const std::vector<TokenRange>& a, const std::vector<TokenRange>& b) {
  return std::any_of(a.begin(), a.end(), [&](TokenRange x) {
    return std::any_of(b.begin(), b.end(), [&](TokenRange y) { return x.overlaps(y); });
  });
}

bool claims_same_words(const Attribution& a, const Attribution& b) {
  return overlap(a.cue, b.cue) || overlap(a.content, b.content) || overlap(a.content, b.cue) ||
         overlap(a.cue, b.content);
}

/// Of those that claim the same words the surest.
void keep_surest(std::vector<Attribution>& found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Attribution& a, const Attribution& b) { return a.margin > b.margin; });
  std::vector<Attribution> kept;
  std::vector<std::size_t> near;  // all that may overlap: windows are short, so this stays small
  for (Attribution& a : found) {
    const bool taken = std::any_of(kept.begin(), kept.end(), [&](const Attribution& b) {
      const std::uint32_t apart = a.anchor > b.anchor ? a.anchor - b.anchor : b.anchor - a.anchor;
      return apart <= 2 * kWindow && claims_same_words(a, b);
    });
    if (!taken) kept.push_back(std::move(a));
  }
  std::stable_sort(kept.begin(), kept.end(),
                   [](const Attribution& a, const Attribution& b) { return a.anchor < b.anchor; });
  found = std::move(kept);
}

}  // namespace

std::vector<TokenRange> paragraphs_of(const Document& document) {
  std::vector<TokenRange> out;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    const bool same = s > 0 && document.sentences[s - 1].block == sentence.block &&
                      sentence.tokens.last - out.back().first <= kLongestParagraph;
    if (same)
      out.back().last = sentence.tokens.last;
    else
      out.push_back(sentence.tokens);
  }
  return out;
}

std::uint32_t anchor_of(const ClaimWords& text, TokenRange range) {
  std::uint32_t best = range.first;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const bool mark = text.document.tokens[i].pos == Pos::punct;
    const bool best_mark = text.document.tokens[best].pos == Pos::punct;
    if (!mark && (best_mark || text.words[i].depth < text.words[best].depth)) best = i;
  }
  return best;
}

TokenRange window_around(const ClaimWords& text, std::uint32_t anchor) {
  const auto& sentences = text.document.sentences;
  const std::uint32_t own = text.words[anchor].sentence;
  TokenRange range = sentences[own].tokens;
  const auto joins = [&](std::size_t s) {
    return sentences[s].block == sentences[own].block && text.sentences[s].quoted;
  };
  for (std::size_t s = own; s > 0 && own - s < kSentencesBeside && joins(s - 1); --s)
    range.first = sentences[s - 1].tokens.first;
  for (std::size_t s = own + 1; s < sentences.size() && s - own <= kSentencesBeside && joins(s); ++s)
    range.last = sentences[s].tokens.last;
  return {std::max(range.first, anchor > kWindow ? anchor - kWindow : 0), std::min(range.last, anchor + kWindow)};
}

namespace {

/// Where words are a content and no cue comes near, the likeliest word of the sentence is a candidate.
void add_silent_sentences(const ClaimWords& text, TokenRange range, const ChainDecoder& decoder, FirstReading& out) {
  const auto& sentences = text.document.sentences;
  for (std::size_t s = text.words[range.first].sentence; s < sentences.size(); ++s) {
    const TokenRange own = sentences[s].tokens;
    if (own.first >= range.last) break;
    if (text.sentences[s].all_quoted ||
        std::any_of(out.anchors.begin(), out.anchors.end(), [&](std::uint32_t a) { return own.contains(a); }))
      continue;
    const auto nearness = [&](std::uint32_t i) {
      return std::max(decoder.margin(i - range.first, kBeginCue), decoder.margin(i - range.first, kInCue));
    };
    bool content = false;
    std::uint32_t best = own.first;
    for (std::uint32_t i = own.first; i < own.last; ++i) {
      content = content || out.labels[i] >= kBeginContent;
      if (nearness(i) > nearness(best)) best = i;
    }
    if (content) out.anchors.push_back(best);
  }
}

}  // namespace

FirstReading read_paragraphs(const ClaimWords& text, const LabelChain& chain) {
  FirstReading out;
  out.labels.assign(text.words.size(), kNoRole);
  ChainFeatures features;
  ChainDecoder decoder;
  for (TokenRange range : paragraphs_of(text.document)) {
    paragraph_features(text, range, features);
    decoder.read(chain, features, {});
    std::copy(decoder.labels().begin(), decoder.labels().end(), out.labels.begin() + range.first);
    for (TokenRange cue : stretches(decoder.labels(), range.first, kBeginCue))
      out.anchors.push_back(anchor_of(text, cue));
    const auto near_miss = [&](std::uint32_t i) {
      return !is_cue(out.labels[i]) &&
             std::max(decoder.margin(i - range.first, kBeginCue), decoder.margin(i - range.first, kInCue)) >= kNearMiss;
    };
    for (std::uint32_t i = range.first; i < range.last;) {
      std::uint32_t end = i;
      while (end < range.last && near_miss(end)) ++end;
      const bool beside_cue =
          (i > range.first && is_cue(out.labels[i - 1])) || (end < range.last && is_cue(out.labels[end]));
      if (end > i && !beside_cue) out.anchors.push_back(anchor_of(text, {i, end}));
      i = std::max(end, i + 1);
    }
    add_silent_sentences(text, range, decoder, out);
  }
  std::sort(out.anchors.begin(), out.anchors.end());
  return out;
}

std::vector<Attribution> find_attributions(const Document& document, const EntityLexicon& groups,
                                           const ClaimModel& model) {
  const ClaimWords text = view_claim_words(document, groups, model.cues);
  const FirstReading first = read_paragraphs(text, model.paragraphs);
  std::vector<Attribution> found;
  ChainFeatures features;
  ChainDecoder decoder;
  for (std::uint32_t anchor : first.anchors) {
    const TokenRange range = window_around(text, anchor);
    cue_features(text, range, anchor, first.labels, features);
    decoder.read(model.around_cue, features, {anchor - range.first, kLean});
    Attribution a;
    a.anchor = anchor;
    a.margin = -decoder.margin_outside();
    a.cue = stretches(decoder.labels(), range.first, kBeginCue);
    a.source = stretches(decoder.labels(), range.first, kBeginSource);
    a.content = stretches(decoder.labels(), range.first, kBeginContent);
    if (a.margin > kAccept && !a.cue.empty() && !a.content.empty()) found.push_back(std::move(a));
  }
  keep_surest(found);
  return found;
}

Result<ClaimModel> ClaimModel::load(const std::string& path) {
  ClaimModel model;
  model.file_ = TRY(ModelFile::open(path));
  model.cues = read_table(model.file_, "claims.cues");
  model.paragraphs = LabelChain(model.file_, "claims.paragraphs");
  model.around_cue = LabelChain(model.file_, "claims.around_cue");
  if (model.cues.empty() || !model.paragraphs.ok() || !model.around_cue.ok())
    return fail(ErrorCode::bad_input, "this is no claim model of this version", path);
  return model;
}

}  // namespace parley
