// See contradictions.h.
#include "ledger/contradictions.h"

#include <algorithm>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"
#include "ledger/meetings.h"

namespace parley {
namespace {

std::optional<DateRange> range_of(const MeetingStep& s) {
  auto a = parse_date(s.earliest);
  auto b = parse_date(s.latest);
  if (!a || !b || b->days - a->days > 7) return std::nullopt;
  return DateRange{*a, *b};
}

Contradiction make(std::string about, std::vector<std::string> between, std::string note) {
  Contradiction c;
  std::sort(between.begin(), between.end());
  c.about = std::move(about);
  c.between = std::move(between);
  c.note = std::move(note);
  c.by_rule = "ledger/contradictions";
  c.confidence = 0.6;
  c.id = content_id("con", c.about + '|' + join(c.between, ",") + '|' + c.note);
  return c;
}

/// Steps of one meeting that give different days for the same thing, told by different reports.
void within(const Meeting& m, std::vector<Contradiction>& out) {
  for (std::size_t i = 0; i < m.history.size(); ++i)
    for (std::size_t j = i + 1; j < m.history.size(); ++j) {
      const MeetingStep& a = m.history[i];
      const MeetingStep& b = m.history[j];
      auto x = range_of(a);
      auto y = range_of(b);
      if (a.report == b.report || !x || !y || x->overlaps(*y) || a.status != EventStatus::happened ||
          b.status != EventStatus::happened)
        continue;
      out.push_back(
          make(m.name, {a.report, b.report}, "told to have taken place on " + a.value + " and on " + b.value));
    }
}

/// Two meetings of the same parties and level that happened within days of each other, each told by reports of its own.
void between(const std::vector<Meeting>& meetings, std::vector<Contradiction>& out) {
  constexpr int kDaysApart = 5;
  struct Summit {
    Date day;
    std::size_t number = 0;
  };
  std::unordered_map<std::string, std::vector<Summit>> by_parties;
  for (std::size_t k = 0; k < meetings.size(); ++k) {
    const Meeting& m = meetings[k];
    if (m.level != "summit" || m.status != EventStatus::happened) continue;
    if (auto day = parse_date(m.planned.earliest)) by_parties[party_key(m.parties)].push_back({*day, k});
  }
  for (auto& [key, list] : by_parties) {
    std::sort(list.begin(), list.end(),
              [](const Summit& a, const Summit& b) { return std::pair(a.day, a.number) < std::pair(b.day, b.number); });
    for (std::size_t i = 0; i < list.size(); ++i)
      for (std::size_t j = i + 1; j < list.size() && list[j].day.days - list[i].day.days <= kDaysApart; ++j) {
        if (list[i].day == list[j].day) continue;
        const Meeting& a = meetings[std::min(list[i].number, list[j].number)];
        const Meeting& b = meetings[std::max(list[i].number, list[j].number)];
        out.push_back(make(a.name, {a.id, b.id},
                           "told to have taken place on " + a.planned.value + " and on " + b.planned.value));
      }
  }
}

/// A claim, and the same words denied in another report.
void denied(const std::vector<Claim>& claims, std::vector<Contradiction>& out) {
  constexpr std::size_t kShortest = 20;  // bytes: less says too little to be the same thing
  std::unordered_map<std::string, std::vector<const Claim*>> denials;  // by what is denied
  for (const Claim& c : claims)
    if (c.stance == Stance::denies && c.content.size() >= kShortest) denials[lower_ascii(c.content)].push_back(&c);
  if (denials.empty()) return;
  for (const Claim& claim : claims) {
    if (claim.stance == Stance::denies || claim.content.size() < kShortest) continue;
    const auto found = denials.find(lower_ascii(claim.content));
    if (found == denials.end()) continue;
    for (const Claim* denial : found->second)
      if (claim.report != denial->report)
        out.push_back(make(
            denial->content, {claim.id, denial->id},
            "said by " + (claim.source.empty() ? "no one named" : claim.source) + ", denied by " + denial->source));
  }
}

}  // namespace

std::vector<Contradiction> find_contradictions(const std::vector<Meeting>& meetings, const std::vector<Claim>& claims) {
  std::vector<Contradiction> out;
  for (const Meeting& m : meetings) within(m, out);
  between(meetings, out);
  denied(claims, out);
  std::sort(out.begin(), out.end(), [](const Contradiction& a, const Contradiction& b) { return a.id < b.id; });
  out.erase(std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id == b.id; }), out.end());
  return out;
}

}  // namespace parley
