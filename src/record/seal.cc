// The last step of reading a report: positions, quotes and identities of its findings. See findings.h.
#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "record/findings.h"

namespace parley {
namespace {

template <class F>
void seal_one(const Report& report, const CodePointIndex& index, F& finding) {
  finding.report = report.id;
  finding.start = index.at(finding.span.begin);
  finding.end = index.at(finding.span.end);
  finding.quote = std::string(slice(report.text, finding.span));
  for (FieldSpan& s : finding.spans) {
    s.start = index.at(s.span.begin);
    s.end = index.at(s.span.end);
  }
  std::string key = report.id + '|' + std::string(F::kKind) + '|' + std::to_string(finding.start) + '|' +
                    std::to_string(finding.end) + '|' + finding.key();
  finding.id = content_id(F::kKind.substr(0, 3), key);
}

}  // namespace

void seal(const Report& report, Findings& findings) {
  CodePointIndex index(report.text);
  for (Meeting& m : findings.meetings)
    for (MeetingStep& step : m.history) {
      step.report = report.id;
      if (step.quote.empty()) step.quote = std::string(slice(report.text, step.span));
    }
  for_each_kind(findings, [&](auto& list) {
    for (auto& finding : list) seal_one(report, index, finding);
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
      if (a.start != b.start) return a.start < b.start;
      if (a.end != b.end) return a.end < b.end;
      return a.id < b.id;
    });
    list.erase(std::unique(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.id == b.id; }),
               list.end());
  });
}

}  // namespace parley
