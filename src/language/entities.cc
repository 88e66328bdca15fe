// From labels to entities, sentence by sentence. See entities.h.
#include "language/entities.h"

#include <algorithm>

#include "language/entity_blocks.h"
#include "language/entity_model.h"

namespace parley {
namespace {

/// Adds the names that `labels` spell, for a piece of text whose first word has index `offset`.
void collect(std::span<const std::uint8_t> labels, std::uint32_t offset, const EntityDecoder& decoder,
             std::vector<Entity>& out) {
  auto count = static_cast<std::uint32_t>(labels.size());
  std::uint32_t title = 0;
  for (std::uint32_t i = 0; i < count;) {
    int label = labels[i];
    if (label == kOutside || label == kTitleLabel) {
      title = label == kTitleLabel ? title + 1 : 0;
      ++i;
      continue;
    }
    std::uint32_t end = i + 1;
    if (stays_open(label))
      while (end < count && continues(labels[end])) ++end;
    else if (label == kMiscLabel)
      while (end < count && labels[end] == kMiscLabel) ++end;
    EntityType type = type_of_label(label);
    out.push_back({{offset + i, offset + end}, type, decoder.margin(i, end), type == EntityType::person ? title : 0});
    title = 0;
    i = end;
  }
}

}  // namespace

std::string_view name_of(EntityType type) {
  switch (type) {
    case EntityType::person:
      return "PER";
    case EntityType::organisation:
      return "ORG";
    case EntityType::location:
      return "LOC";
    default:
      return "MISC";
  }
}

std::vector<Entity> find_entities(const EntityText& text, const EntityModel& model, EntityConvention convention) {
  std::vector<Entity> out;
  EntityDecoder decoder(model, convention);
  for_each_sentence(text, model.lexicon(),
                    [&](const ViewedSentence& s) { collect(decoder.decode(s.views), s.first, decoder, out); });
  return out;
}

std::vector<Entity> find_entities(const Document& document, const EntityModel& model) {
  std::vector<Entity> out;
  EntityText text;
  std::vector<std::uint32_t> index;
  for (const Sentence& s : document.sentences) {
    for (std::uint32_t i = s.tokens.first; i < s.tokens.last && i < document.tokens.size(); ++i) {
      text.words.push_back(slice(document.text, document.tokens[i].span));
      index.push_back(i);
    }
    text.sentence_ends.push_back(static_cast<std::uint32_t>(text.words.size()));
  }
  out = find_entities(text, model);
  for (Entity& e : out) e.tokens = {index[e.tokens.first], index[e.tokens.last - 1] + 1};
  return out;
}

}  // namespace parley
