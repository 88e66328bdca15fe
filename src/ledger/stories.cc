// See stories.h.
#include "ledger/stories.h"

#include <unordered_set>

#include "base/hash.h"
#include "base/text.h"

namespace parley {
namespace {

/// What the report repeats; null if nothing.
const CopyRelation* original_of(const Report& r) {
  for (const CopyRelation& c : r.copies_of)
    if (c.relation != "quotes-from") return &c;
  return nullptr;
}

/// Of a story, a kind and the words of a quote, however these are parted.
template <class F>
std::uint64_t key_of(std::string_view story, const F& finding) {
  std::uint64_t key = fnv1a(F::kKind, fnv1a(story));
  const std::string_view quote = finding.quote;
  for (std::size_t at = 0; at < quote.size();) {
    std::size_t end = at;
    while (end < quote.size() && !is_ascii_space(quote[end])) ++end;
    if (end > at) key = fnv1a(" ", fnv1a(quote.substr(at, end - at), key));
    at = end + 1;
  }
  return key;
}

}  // namespace

bool repeats_another(const Report& report) { return original_of(report) != nullptr; }

Stories::Stories(const Record& record) {
  std::unordered_map<std::string_view, const Report*> known;
  for (const Report& r : record.reports) known[r.id] = &r;
  std::unordered_set<const Report*> told_again;
  for (const Report& r : record.reports) {
    const Report* first = &r;
    for (std::size_t steps = 0; steps < record.reports.size(); ++steps) {  // relations lead to earlier reports
      const CopyRelation* c = original_of(*first);
      auto it = c == nullptr ? known.end() : known.find(c->report);
      if (it == known.end()) break;
      first = it->second;
    }
    const CopyRelation* own = original_of(r);
    const bool whole = own != nullptr && (own->relation == "copy" || own->relation == "cut");
    places_[r.id] = {first, own != nullptr, whole, false};
    stories_ += first == &r;
    if (own != nullptr) told_again.insert(first);
  }
  for (auto& [id, place] : places_) place.is_told_again = told_again.contains(place.story);
  note_repeated(record.findings);
}

/// First what stands in the reports that began the stories, then, in the order of time, what was added.
void Stories::note_repeated(const Findings& findings) {
  std::unordered_map<std::uint64_t, std::string_view> seen;  // key_of() → the report in which it was first
  for (bool of_repeats : {false, true})
    for_each_kind(findings, [&](const auto& list) {
      using F = typename std::decay_t<decltype(list)>::value_type;
      std::vector<bool>& repeated = repeated_[F::kKind];
      repeated.resize(list.size());
      for (std::size_t k = 0; k < list.size(); ++k) {
        const F& f = list[k];
        auto it = places_.find(f.report);
        if (it == places_.end() || it->second.is_repeat != of_repeats || !it->second.is_told_again) continue;
        const Place& place = it->second;
        const std::string_view first = seen.try_emplace(key_of(place.story->id, f), f.report).first->second;
        repeated[k] = place.is_whole || (of_repeats && first != f.report);
      }
    });
}

const std::string& Stories::of(const std::string& report) const {
  auto it = places_.find(report);
  return it == places_.end() ? report : it->second.story->id;
}

}  // namespace parley
