// See claim_training.h.
#include "reading/claim_training.h"

#include <algorithm>
#include <map>
#include <memory>

#include "language/models.h"

namespace parley {
namespace {

constexpr std::size_t kParts = 4;

/// A text as the program reads it, with its attributions in tokens.
struct ReadText {
  Report report;
  Document document;
  std::vector<Attribution> gold;
};

std::unique_ptr<ReadText> read_text(const AnnotatedText& annotated, const IntakeRules& intake, const Lexicon& lexicon,
                                    const Models& models) {
  auto text = std::make_unique<ReadText>();
  Given given;
  given.text_name = annotated.name;
  text->report = make_report(annotated.text, given, intake);
  text->document = analyse(text->report, lexicon, models);
  for (const AttributionSpans& spans : annotated.attributions) {
    Attribution a;
    a.source = tokens_of(text->document, spans.source);
    a.cue = tokens_of(text->document, spans.cue);
    a.content = tokens_of(text->document, spans.content);
    if (!a.cue.empty()) text->gold.push_back(std::move(a));
  }
  return text;
}

void put(std::vector<ChainLabel>& labels, std::uint32_t from, const std::vector<TokenRange>& pieces, ChainLabel begin) {
  for (TokenRange piece : pieces)
    for (std::uint32_t i = piece.first; i < piece.last; ++i) {
      if (i < from || i - from >= labels.size()) continue;
      const bool starts = i == piece.first || i == from;
      labels[i - from] = starts ? begin : static_cast<ChainLabel>(begin + 1);
    }
}

void put(std::vector<ChainLabel>& labels, std::uint32_t from, const Attribution& a) {
  put(labels, from, a.content, kBeginContent);
  put(labels, from, a.source, kBeginSource);
  put(labels, from, a.cue, kBeginCue);
}

/// Where another stretch was written over, an inside may have lost its beginning.
void mend(std::vector<ChainLabel>& labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const ChainLabel before = i == 0 ? ChainLabel{kNoRole} : labels[i - 1];
    if (!may_follow_in_chain(before, labels[i])) --labels[i];
  }
}

class Trainer {
 public:
  Trainer(const std::vector<std::unique_ptr<ReadText>>& texts, const EntityLexicon& groups,
          const ClaimTrainingOptions& options, const std::function<void(const std::string&)>& tell)
      : texts_(texts), options_(options), tell_(tell) {
    count_cues(groups);
    for (const auto& text : texts) views_.push_back(view_claim_words(text->document, groups, cues_.view()));
  }

  ModelWriter run() {
    std::vector<FirstReading> read(texts_.size());
    for (std::size_t part = 0; part < kParts; ++part) {
      const ChainData other = train_paragraphs([&](std::size_t t) { return t % kParts != part; }, "part");
      for (std::size_t t = part; t < texts_.size(); t += kParts) read[t] = read_paragraphs(views_[t], other.view());
    }
    const ChainData paragraphs = train_paragraphs([](std::size_t) { return true; }, "paragraphs");
    const ChainData around_cue = train_around_cues(read);
    ModelWriter writer;
    add_table(writer, "claims.cues", cues_);
    paragraphs.add_to(writer, "claims.paragraphs");
    around_cue.add_to(writer, "claims.around_cue");
    return writer;
  }

 private:
  /// How often each lemma is the main word of a cue.
  void count_cues(const EntityLexicon& groups) {
    std::map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> counts;
    for (const auto& text : texts_) {
      const ClaimWords view = view_claim_words(text->document, groups, {});
      for (const Token& t : text->document.tokens) ++counts[hash_text(t.lemma)].second;
      for (const Attribution& a : text->gold)
        ++counts[hash_text(text->document.tokens[anchor_of(view, a.cue.front())].lemma)].first;
    }
    std::map<std::uint64_t, std::uint32_t> steps;
    for (const auto& [lemma, count] : counts)
      if (const std::uint8_t step = cue_step(count.first, count.second); step > 0) steps[lemma] = step;
    cues_ = KeyTableData(steps);
    tell_("likely cues: " + std::to_string(steps.size()));
  }

  template <class Take>
  ChainData train_paragraphs(Take take, const std::string& name) {
    ChainTrainer trainer(options_.paragraphs);
    ChainFeatures features;
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      if (!take(t)) continue;
      for (TokenRange range : paragraphs_of(texts_[t]->document)) {
        std::vector<ChainLabel> labels(range.size(), kNoRole);
        for (const Attribution& a : texts_[t]->gold) put(labels, range.first, a);
        mend(labels);
        paragraph_features(views_[t], range, features);
        trainer.add(features, labels);
      }
    }
    return trainer.train(progress(name));
  }

  ChainData train_around_cues(const std::vector<FirstReading>& read) {
    ChainTrainer trainer(options_.around_cue);
    ChainFeatures features;
    std::size_t right = 0, wrong = 0, missed = 0;
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      std::vector<bool> met(texts_[t]->gold.size(), false);
      const auto add = [&](std::uint32_t anchor, const Attribution* gold) {
        const TokenRange range = window_around(views_[t], anchor);
        std::vector<ChainLabel> labels(range.size(), kNoRole);
        if (gold != nullptr) put(labels, range.first, *gold);
        mend(labels);
        cue_features(views_[t], range, anchor, read[t].labels, features);
        trainer.add(features, labels);
      };
      for (std::uint32_t anchor : read[t].anchors) {
        const Attribution* gold = nullptr;
        for (std::size_t g = 0; g < met.size() && gold == nullptr; ++g)
          for (TokenRange piece : texts_[t]->gold[g].cue)
            if (piece.contains(anchor)) {
              gold = &texts_[t]->gold[g];
              met[g] = true;
            }
        ++(gold != nullptr ? right : wrong);
        add(anchor, gold);
      }
      for (std::size_t g = 0; g < met.size(); ++g)
        if (!met[g]) {
          ++missed;
          add(anchor_of(views_[t], texts_[t]->gold[g].cue.front()), &texts_[t]->gold[g]);
        }
    }
    tell_("candidates: " + std::to_string(right) + " right, " + std::to_string(wrong) + " wrong, " +
          std::to_string(missed) + " missed");
    return trainer.train(progress("around cues"));
  }

  [[nodiscard]] std::function<void(int, double)> progress(const std::string& name) const {
    return [this, name](int pass, double likelihood) {
      tell_(name + ", pass " + std::to_string(pass) + ": log-likelihood of a sequence " + std::to_string(likelihood));
    };
  }

  const std::vector<std::unique_ptr<ReadText>>& texts_;
  const ClaimTrainingOptions& options_;
  const std::function<void(const std::string&)>& tell_;
  KeyTableData cues_;
  std::vector<ClaimWords> views_;
};

}  // namespace

ModelWriter train_claims(const std::vector<AnnotatedText>& texts, const IntakeRules& intake, const Lexicon& lexicon,
                         const Models& models, const ClaimTrainingOptions& options,
                         const std::function<void(const std::string&)>& tell) {
  std::vector<std::unique_ptr<ReadText>> read;
  for (const AnnotatedText& text : texts) read.push_back(read_text(text, intake, lexicon, models));
  tell("texts: " + std::to_string(read.size()));
  return Trainer(read, models.entities.lexicon(), options, tell).run();
}

}  // namespace parley
