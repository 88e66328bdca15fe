// What speaks for and against explanations: acts told elsewhere, done, denied, or too long ago.
#include "ledger/grounds.h"

#include <gtest/gtest.h>

#include "support/knowledge.h"

namespace parley {
namespace {

using Ids = std::vector<std::string>;

/// Reports put together, as a ledger has them; each a text and the day on which it was published.
struct Told {
  std::vector<Report> reports;
  Findings findings;

  explicit Told(const std::vector<std::pair<std::string, std::string>>& texts) {
    for (const auto& [text, day] : texts) {
      auto a = read_text(text, day);
      reports.push_back(std::move(a->report));
      Findings& f = a->findings;
      findings.events.insert(findings.events.end(), f.events.begin(), f.events.end());
      findings.claims.insert(findings.claims.end(), f.claims.begin(), f.claims.end());
      findings.explanations.insert(findings.explanations.end(), f.explanations.begin(), f.explanations.end());
    }
    tie_evidence(reports, findings);
  }
  /// Ids of the events and claims of a report.
  [[nodiscard]] Ids of(std::size_t report) const {
    Ids out;
    for (const Event& e : findings.events)
      if (e.report == reports[report].id) out.push_back(e.id);
    for (const Claim& c : findings.claims)
      if (c.report == reports[report].id) out.push_back(c.id);
    return out;
  }
};

const std::pair<std::string, std::string> kWhy{"Norway canceled the talks because Chile had attacked Norway.",
                                               "2018-11-20"};

TEST(Grounds, AnActToldElsewhereIsEvidence) {
  const Told t({kWhy, {"Chile attacked Norway on Sunday.", "2018-11-21"}});
  ASSERT_EQ(t.findings.explanations.size(), 1U);
  EXPECT_EQ(t.findings.explanations[0].supports, t.of(1));
  EXPECT_EQ(t.findings.explanations[0].contradicts, Ids());
}

TEST(Grounds, ADenialSpeaksAgainst) {
  const Told t({kWhy, {"Chile denied that it had attacked Norway.", "2018-11-22"}});
  ASSERT_EQ(t.findings.explanations.size(), 1U);
  EXPECT_EQ(t.findings.explanations[0].supports, Ids());
  ASSERT_EQ(t.findings.explanations[0].contradicts.size(), 1U);
  EXPECT_EQ(t.findings.explanations[0].contradicts[0], t.findings.claims.back().id);
}

TEST(Grounds, OtherSidesOtherActsAndOtherDaysAreNone) {
  for (const auto& [text, day] :
       std::vector<std::pair<std::string, std::string>>{{"Peru attacked Norway on Sunday.", "2018-11-21"},
                                                        {"Chile criticized Norway on Sunday.", "2018-11-21"},
                                                        {"Chile attacked Norway on Sunday.", "2018-12-20"},
                                                        {"Chile could attack Norway.", "2018-11-21"}}) {
    const Told t({kWhy, {text, day}});
    ASSERT_EQ(t.findings.explanations.size(), 1U) << text;
    EXPECT_EQ(t.findings.explanations[0].supports, Ids()) << text;
    EXPECT_EQ(t.findings.explanations[0].contradicts, Ids()) << text;
  }
}

}  // namespace
}  // namespace parley
