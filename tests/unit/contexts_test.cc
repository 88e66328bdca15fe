// What acts are about: PLOVER's contexts.
#include "reading/contexts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

std::vector<Event> events_of(const std::string& text) { return read_text(text)->findings.events; }

TEST(Contexts, EveryEntryIsFoundInItsExample) {
  ASSERT_EQ(test_knowledge().contexts->entries.size(), 37U);
  for (const ContextEntry& entry : test_knowledge().contexts->entries) {
    auto events = events_of(entry.example);
    ASSERT_FALSE(events.empty()) << entry.example;
    EXPECT_THAT(events[0].contexts, Contains(entry.name)) << entry.example;
  }
}

TEST(Contexts, AreOfTheSentenceInTheOrderOfTheCodebook) {
  auto events =
      events_of("Norway criticized Chile's election. A coup followed a flood in Peru. Norway met with Chile.");
  ASSERT_EQ(events.size(), 2U);
  EXPECT_THAT(events[0].contexts, ElementsAre("election"));
  EXPECT_THAT(events[1].contexts, ElementsAre("diplomatic"));
  EXPECT_THAT(events_of("Norway accused Chile of smuggling cocaine to a church.")[0].contexts,
              ElementsAre("religion_ethnicity", "illegal_drugs", "trafficking"));
}

TEST(Contexts, NoneWhereNothingTellsOne) { EXPECT_TRUE(events_of("Norway accused Chile.")[0].contexts.empty()); }

TEST(Contexts, UnknownTypesAreNamedWithTheirPlace) {
  TestFolder folder;
  folder.write("contexts.toml", "[[context]]\nname = \"military\"\ntypes = [\"WAR\"]\n");
  auto rules = ContextRules::load(folder.path().string());
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::bad_codebook);
  EXPECT_NE(rules.error().text().find("contexts.toml:1: 'WAR' is no PLOVER type"), std::string::npos)
      << rules.error().text();
}

}  // namespace
}  // namespace parley
