// See entity_memory.h.
#include "language/entity_memory.h"

namespace parley {
namespace {

constexpr std::uint64_t kPlaceKinds = kStateName | kCityName | kRegionName | kSeatName | kTownName;
constexpr std::uint64_t kOrganisationKinds = kOrganisationName | kGroupName | kMediaName | kInstituteName;

/// The kinds in any part of a gazetteer match: alone, begun, continued.
constexpr bool listed(std::uint64_t marks, std::uint64_t kinds) {
  return ((marks | marks >> 16 | marks >> 32) & kinds) != 0;
}

std::uint16_t before(std::string_view word, const WordView& v) {
  std::uint16_t e = 0;
  if (v.capitalised() && (v.kinds & kTitleWord) != 0) e |= kAfterTitle;
  if (v.capitalised() && (v.kinds & kPersonalName) != 0) e |= kAfterGivenName;
  if (word == "in" || word == "at" || word == "near" || word == "from" || word == "In") e |= kAfterPlaceWord;
  if (word == "the" || word == "The") e |= kAfterArticle;
  if (word == "(") e |= kInBrackets;
  if ((v.kinds & kRoleNoun) != 0) e |= kAfterRoleNoun;
  return e;
}

std::uint16_t evidence_of(std::span<const std::string_view> words, std::span<const WordView> views, std::size_t i) {
  const WordView& v = views[i];
  std::uint16_t e = i > 0 ? before(words[i - 1], views[i - 1]) : std::uint16_t{0};
  if (i + 1 < views.size()) {
    const WordView& next = views[i + 1];
    if (next.capitalised()) e |= kBeforeCapital;
    if ((next.kinds & kRoleNoun) != 0) e |= kBeforeRoleNoun;
    if (words[i + 1] == "'s") e |= kPossessive;
  }
  if (v.run_last == v.run_first + 1) e |= kAlone;
  if (v.run_last > i + 1 && (views[v.run_last - 1].kinds & kOrganisationNoun) != 0) e |= kOrganisationRun;
  if (listed(v.marks, kPlaceKinds)) e |= kPlaceListed;
  if (listed(v.marks, kPersonName)) e |= kPersonListed;
  if (listed(v.marks, kOrganisationKinds)) e |= kOrganisationListed;
  return e;
}

}  // namespace

void TextMemory::note(std::span<const std::string_view> words, std::span<const WordView> views) {
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (views[i].capitalised())
      evidence_[views[i].lower] |= evidence_of(words, views, i);
    else if (views[i].letters == WordCase::lower)
      if (auto it = evidence_.find(views[i].lower); it != evidence_.end()) it->second |= kInLowerCase;
  }
}

void TextMemory::recall(std::span<WordView> views) const {
  for (WordView& v : views) {
    if (!v.capitalised()) continue;
    auto it = evidence_.find(v.lower);
    if (it != evidence_.end()) v.elsewhere = it->second;
  }
}

}  // namespace parley
