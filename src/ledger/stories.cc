// See stories.h.
#include "ledger/stories.h"

#include "base/text.h"

namespace parley {
namespace {

/// What the report repeats; null if nothing.
const CopyRelation* repeated(const Report& r) {
  for (const CopyRelation& c : r.copies_of)
    if (c.relation != "quotes-from") return &c;
  return nullptr;
}

}  // namespace

bool repeats_another(const Report& report) { return repeated(report) != nullptr; }

Stories::Stories(const Record& record) {
  std::unordered_map<std::string_view, const Report*> known;
  for (const Report& r : record.reports) known[r.id] = &r;
  std::unordered_set<std::string_view> told_again;  // stories of more than one report
  for (const Report& r : record.reports) {
    const Report* first = &r;
    for (std::size_t steps = 0; steps < record.reports.size(); ++steps) {  // relations lead to earlier reports
      const CopyRelation* c = repeated(*first);
      auto it = c == nullptr ? known.end() : known.find(c->report);
      if (it == known.end()) break;
      first = it->second;
    }
    const CopyRelation* own = repeated(r);
    places_[r.id] = {first->id, own != nullptr, own != nullptr && (own->relation == "copy" || own->relation == "cut")};
    stories_ += first == &r;
    if (own != nullptr) told_again.insert(first->id);
  }
  note_repeated(record.findings, told_again);
}

/// First what stands in the reports that began the stories, then, in the order of time, what was added.
void Stories::note_repeated(const Findings& findings, const std::unordered_set<std::string_view>& told_again) {
  std::unordered_map<std::string, std::string_view> seen;  // story, kind and quote → the report in which it was first
  for (bool of_repeats : {false, true})
    for_each_kind(findings, [&](const auto& list) {
      for (const auto& f : list) {
        auto it = places_.find(f.report);
        if (it == places_.end() || it->second.is_repeat != of_repeats) continue;
        const Place& place = it->second;
        if (!told_again.contains(place.story)) continue;
        std::string key = place.story + ' ' + std::string(f.kKind) + ' ' + squeeze(f.quote);
        const std::string_view first = seen.try_emplace(std::move(key), f.report).first->second;
        if (place.is_whole || (of_repeats && first != f.report)) repeated_.insert(f.id);
      }
    });
}

const std::string& Stories::of(const std::string& report) const {
  auto it = places_.find(report);
  return it == places_.end() ? report : it->second.story;
}

}  // namespace parley
