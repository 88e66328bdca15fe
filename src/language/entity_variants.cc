// See entity_variants.h.
#include "language/entity_variants.h"

#include <algorithm>
#include <bit>

#include "base/text.h"
#include "language/entity_treebank.h"
#include "language/entity_words.h"

namespace parley {
namespace {

/// The one label of a set, or -1.
int only_label(LabelSet set) { return std::has_single_bit(set) ? std::countr_zero(set) : -1; }

/// End of the name that begins at `first`; `first` itself if none does or its labels are not all known.
std::size_t name_end(const LabelledSentence& s, std::size_t first) {
  int label = only_label(s.labels[first]);
  if (label < kFirstNameLabel || continues(label)) return first;
  std::size_t end = first + 1;
  if (stays_open(label))
    while (end < s.labels.size() && continues(only_label(s.labels[end]))) ++end;
  return end;
}

std::string capitalised(std::string_view lower) {
  std::string out(lower);
  if (!out.empty() && is_ascii_lower(out[0])) out[0] = static_cast<char>(out[0] - 32);
  return out;
}

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (is_ascii_lower(c)) c = static_cast<char>(c - 32);
  return out;
}

bool is_acronym(const std::string& word) {
  return word.size() >= 2 && word.size() <= 6 && std::all_of(word.begin(), word.end(), is_ascii_upper);
}

}  // namespace

VariantMaker::VariantMaker(const EntityTables& tables, std::uint64_t seed) : random_(seed), tables_(tables) {
  for (const auto& [word, info] : tables.words)
    if ((info.kinds & kPersonalName) != 0 && word.size() > 2 && is_ascii_lower(word[0]))
      persons_.push_back(capitalised(word));
  for (const auto& [name, kinds] : tables.names) {
    if ((kinds & kStateName) != 0) states_.push_back(name);
    if ((kinds & (kTownName | kCityName | kRegionName)) != 0) towns_.push_back(name);
    if ((kinds & (kOrganisationName | kMediaName | kInstituteName | kGroupName)) != 0) organisations_.push_back(name);
  }
}

std::vector<std::string> VariantMaker::replacement(const LabelledSentence& s, std::size_t first, std::size_t last,
                                                   EntityType type) {
  std::vector<std::string> words(s.words.begin() + static_cast<std::ptrdiff_t>(first),
                                 s.words.begin() + static_cast<std::ptrdiff_t>(last));
  auto any = [&](const std::vector<std::string>& list) {
    std::vector<std::string> out;
    for (std::string_view word : split(list[random_.below(list.size())], ' ')) out.emplace_back(word);
    return out;
  };
  if (type == EntityType::person && !persons_.empty())
    for (std::string& word : words)
      if (word.size() > 2 && is_ascii_upper(word[0]) && random_.unit() < 0.8F)
        word = persons_[random_.below(persons_.size())];
  if (type == EntityType::location && last - first <= 2) {
    bool state = tables_.is_name(join(words, " "), kStateName);
    if (state && !states_.empty()) return any(states_);
    if (!state && !towns_.empty()) return any(towns_);
  }
  if (type == EntityType::organisation && words.size() == 1 && is_acronym(words[0]))
    for (char& c : words[0]) c = static_cast<char>('A' + random_.below(26));
  else if (type == EntityType::organisation && words.size() > 1 && !organisations_.empty() && random_.unit() < 0.5F)
    return any(organisations_);
  return words;
}

LabelledSentence VariantMaker::other_names(const LabelledSentence& s) {
  LabelledSentence out;
  for (std::size_t i = 0; i < s.words.size();) {
    std::size_t end = name_end(s, i);
    if (end == i) {
      out.words.push_back(s.words[i]);
      out.labels.push_back(s.labels[i]);
      ++i;
      continue;
    }
    EntityType type = type_of_label(only_label(s.labels[i]));
    for (std::string& word : replacement(s, i, end, type)) {
      out.words.push_back(std::move(word));
      out.labels.push_back(0);
    }
    std::size_t first = out.words.size();
    while (first > 0 && out.labels[first - 1] == 0) --first;
    put_name(out.labels, first, out.labels.size(), type);
    i = end;
  }
  return out;
}

void VariantMaker::vary(std::vector<LabelledSentence>& sentences, const VariantShares& shares) {
  std::vector<LabelledSentence> out;
  for (LabelledSentence& s : sentences) {
    if (random_.unit() < shares.cut_hyphens) s = cut_at_hyphens(s, tables_);
    bool named = false;
    for (std::size_t i = 0; i < s.words.size(); ++i) named = named || name_end(s, i) > i;
    float other = random_.unit();
    float letters = random_.unit();
    out.push_back(std::move(s));
    LabelledSentence original = out.back();
    if (named && other < shares.other_names) out.push_back(other_names(original));
    if (letters >= shares.capitals + shares.lower_case) continue;
    for (std::string& word : original.words) word = letters < shares.capitals ? upper(word) : fold_word(word);
    out.push_back(std::move(original));
  }
  sentences = std::move(out);
}

LabelledSentence cut_at_hyphens(const LabelledSentence& s, const EntityTables& tables) {
  LabelledSentence out;
  for (std::size_t i = 0; i < s.words.size(); ++i) {
    const std::string& word = s.words[i];
    std::size_t hyphen = word.find('-');
    LabelSet set = s.labels[i];
    int label = only_label(set);
    if (hyphen == std::string::npos || hyphen == 0 || hyphen + 1 >= word.size() || label < 0) {
      out.words.push_back(word);
      out.labels.push_back(set);
      continue;
    }
    std::size_t first = out.words.size();
    for (std::string_view part : split(word, '-')) {
      if (out.words.size() > first) {
        out.words.emplace_back("-");
        out.labels.push_back(set);
      }
      out.words.emplace_back(part.empty() ? "-" : part);
      out.labels.push_back(set);
    }
    if (label == kOutside && tables.is_name(out.words[first], kStateName | kPeopleName)) {
      bool people = tables.is_name(out.words[first], kPeopleName);
      out.labels[first] =
          label_set(people ? static_cast<int>(kPeopleLabel) : name_label(EntityType::location, NamePart::only));
    }
    if (!is_name_label(label)) continue;
    EntityType type = type_of_label(label);
    NamePart part = part_of_label(label);
    for (std::size_t k = first; k < out.words.size(); ++k) out.labels[k] = label_set(name_label(type, NamePart::inner));
    if (part == NamePart::first || part == NamePart::only)
      out.labels[first] = label_set(name_label(type, NamePart::first));
    if (part == NamePart::last || part == NamePart::only)
      out.labels.back() = label_set(name_label(type, NamePart::last));
  }
  return out;
}

}  // namespace parley
