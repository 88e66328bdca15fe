// The two founding reports, where they lie beside the repository: what must be shown of them at least.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "support/knowledge.h"

namespace parley {
namespace {

std::unique_ptr<Analysis> read_seed(const std::string& start) {
  std::filesystem::path folder = std::string(PARLEY_SOURCE_DIR) + "/../shared/seeds";
  std::error_code error;
  for (const auto& e : std::filesystem::directory_iterator(folder, error))
    if (e.path().filename().string().starts_with(start)) return read_text(*read_file(e.path()), "");
  return nullptr;
}

template <class List, class F>
bool any(const List& list, F&& f) {
  return std::any_of(list.begin(), list.end(), f);
}

TEST(Seeds, TheTalksOf2018) {
  auto a = read_seed("001");
  if (!a) GTEST_SKIP() << "the seeds are not beside the repository";
  EXPECT_EQ(a->report.published.value, "2018-11-28T16:48+09:00");
  EXPECT_EQ(a->report.modified.value, "2019-10-19T20:29+09:00");
  auto step = [&](EventStatus status, const std::string& value) {
    return any(a->findings.meetings, [&](const Meeting& m) {
      return m.level == "high-level" && any(m.history, [&](const MeetingStep& s) {
               return s.status == status && (value.empty() || s.value == value);
             });
    });
  };
  EXPECT_TRUE(step(EventStatus::scheduled, "2018-11-08"));
  EXPECT_TRUE(step(EventStatus::cancelled, ""));
  for (const Meeting& m : a->findings.meetings)
    for (const MeetingStep& s : m.history)
      if (m.level == "high-level" && s.status == EventStatus::cancelled) {
        ASSERT_EQ(s.by.size(), 1U);
        EXPECT_EQ(s.by[0].code, "PRK");
      }
  EXPECT_TRUE(step(EventStatus::proposed, "2018-11"));
  EXPECT_TRUE(step(EventStatus::postponed, "2018-12"));
  EXPECT_TRUE(any(a->findings.meetings, [](const Meeting& m) {
    return m.level == "summit" && m.planned.value == "2019-01" && !m.conditions.empty();
  }));
  EXPECT_TRUE(any(a->findings.meetings, [](const Meeting& m) { return m.planned.value == "2018-11-30/2018-12-01"; }));
  EXPECT_TRUE(any(a->findings.demands, [](const Demand& d) {
    return d.within.min == "P6M" && d.within.max == "P8M" && !d.in_return.empty() && !d.quantity.empty() &&
           d.quantity[0].amount == "60";
  }));
  std::size_t about_the_talks = 0;
  for (const Explanation& e : a->findings.explanations) about_the_talks += e.by_rule == "explanations/list";
  EXPECT_EQ(about_the_talks, 3U);
}

TEST(Seeds, TheOutlookOf2022) {
  auto a = read_seed("000");
  if (!a) GTEST_SKIP() << "the seeds are not beside the repository";
  EXPECT_GE(a->report.published.earliest, "2022-11-01");
  EXPECT_LE(a->report.published.latest, "2023-01-01");
  EXPECT_TRUE(a->report.published.signals[0].doubtful);
  EXPECT_TRUE(any(a->findings.forecasts, [](const Forecast& f) {
    return f.by.starts_with("Go") && f.low && *f.low <= 0.15 && *f.high <= 0.3;
  }));
  EXPECT_TRUE(any(a->findings.forecasts,
                  [](const Forecast& f) { return f.by.starts_with("Choi Kang") && f.window.value == "2023"; }));
  EXPECT_TRUE(any(a->findings.claims,
                  [](const Claim& c) { return c.source.empty() && c.cue.find("believed") != std::string::npos; }));
  EXPECT_TRUE(any(a->findings.commitments, [](const Commitment& c) { return c.state == CommitmentState::questioned; }));
  EXPECT_TRUE(any(a->findings.meetings, [](const Meeting& m) {
    return m.name.find("Hanoi") != std::string::npos && m.planned.value == "2019-01";
  }));
}

}  // namespace
}  // namespace parley
