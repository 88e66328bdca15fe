// See contradictions.h.
#include "ledger/contradictions.h"

#include <algorithm>

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
  for (std::size_t i = 0; i < meetings.size(); ++i)
    for (std::size_t j = i + 1; j < meetings.size(); ++j) {
      const Meeting& a = meetings[i];
      const Meeting& b = meetings[j];
      bool alike = a.level == "summit" && a.level == b.level && a.status == EventStatus::happened &&
                   b.status == EventStatus::happened && party_key(a.parties) == party_key(b.parties);
      auto x = parse_date(a.planned.earliest);
      auto y = parse_date(b.planned.earliest);
      if (!alike || !x || !y || std::abs(x->days - y->days) > 5 || x == y) continue;
      out.push_back(
          make(a.name, {a.id, b.id}, "told to have taken place on " + a.planned.value + " and on " + b.planned.value));
    }
}

}  // namespace

std::vector<Contradiction> find_contradictions(const std::vector<Meeting>& meetings, const std::vector<Claim>& claims) {
  std::vector<Contradiction> out;
  for (const Meeting& m : meetings) within(m, out);
  between(meetings, out);
  for (const Claim& denial : claims) {
    if (denial.stance != Stance::denies || denial.content.size() < 20) continue;
    for (const Claim& claim : claims)
      if (claim.report != denial.report && claim.stance != Stance::denies &&
          equal_ignoring_case(claim.content, denial.content))
        out.push_back(
            make(denial.content, {claim.id, denial.id},
                 "said by " + (claim.source.empty() ? "no one named" : claim.source) + ", denied by " + denial.source));
  }
  std::sort(out.begin(), out.end(), [](const Contradiction& a, const Contradiction& b) { return a.id < b.id; });
  out.erase(std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id == b.id; }), out.end());
  return out;
}

}  // namespace parley
