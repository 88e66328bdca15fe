// Forecasts on sentences written for these tests: numbers, windows, conditions, and what is no forecast.
#include "reading/forecasts.h"

#include <gtest/gtest.h>

#include "reading/forecast_clauses.h"
#include "support/knowledge.h"

namespace parley {
namespace {

std::vector<Forecast> forecasts_of(const std::string& text) { return read_text(text)->findings.forecasts; }

std::string first(const std::string& text) {
  const auto forecasts = forecasts_of(text);
  return forecasts.empty() ? "" : forecasts[0].phrase + "|" + forecasts[0].quote;
}

TEST(Forecasts, TakeTheHedgedClause) {
  EXPECT_EQ(first("Analysts say Norway may attack Chile."), "may|Norway may attack Chile");
  EXPECT_EQ(first("Norway is likely to attack Chile."), "is likely to|Norway is likely to attack Chile");
  EXPECT_EQ(first("It is unlikely that Norway will attack Chile."),
            "is unlikely that|It is unlikely that Norway will attack Chile");
  EXPECT_EQ(first("Chile prepares for a possible attack."), "possible|a possible attack");
  EXPECT_EQ(first("Ministers are expected to sign the treaty."),
            "are expected to|Ministers are expected to sign the treaty");
}

TEST(Forecasts, NumbersComeWithTheHedge) {
  const auto chance = [](const std::string& text) {
    const auto f = forecasts_of(text);
    return f.empty() ? std::vector<double>{} : std::vector<double>{*f[0].low, *f[0].high};
  };
  EXPECT_EQ(chance("Norway said Chile will attack Peru."), (std::vector<double>{0.9, 1.0}));
  EXPECT_EQ(chance("Norway said Chile may attack Peru."), (std::vector<double>{0.25, 0.5}));
  EXPECT_EQ(chance("Norway is expected to attack Peru."), (std::vector<double>{0.7, 0.9}));
  EXPECT_EQ(chance("Norway is likely to attack Peru."), (std::vector<double>{0.6, 0.8}));
  EXPECT_EQ(chance("Norway is unlikely to attack Peru."), (std::vector<double>{0.1, 0.25}));
  EXPECT_EQ(chance("Norway said Chile will not attack Peru."), (std::vector<double>{0.0, 0.1}));
  EXPECT_EQ(chance("Norway will almost certainly attack Peru."), (std::vector<double>{0.9, 0.98}));
}

TEST(Forecasts, NegationTurnsThePolarity) {
  EXPECT_EQ(forecasts_of("Norway said Chile will attack Peru.")[0].polarity, "+");
  EXPECT_EQ(forecasts_of("Norway said Chile will not attack Peru.")[0].polarity, "-");
}

TEST(Forecasts, WindowConditionAndForecaster) {
  const auto f = forecasts_of("Norwegian officials said Chile will attack Peru in 2019 if the talks fail.");
  ASSERT_EQ(f.size(), 1U);
  EXPECT_EQ(f[0].by, "Norwegian officials");
  EXPECT_EQ(f[0].window.value, "2019");
  EXPECT_EQ(f[0].window.latest, "2020-01-01");
  EXPECT_EQ(f[0].conditions, std::vector<std::string>{"if the talks fail"});
  EXPECT_EQ(f[0].event, "Chile will attack Peru in 2019");
  EXPECT_EQ(f[0].predicate.type, "ASSAULT");
  ASSERT_EQ(f[0].predicate.target.size(), 1U);
  EXPECT_EQ(f[0].predicate.target[0].code, "PER");
  EXPECT_EQ(f[0].scoreable, "true");
}

TEST(Forecasts, BeforeAMonthEndsWhereItBegins) {
  EXPECT_EQ(forecasts_of("Chile may attack Peru before July 2019.")[0].window.latest, "2019-07-01");
  EXPECT_EQ(forecasts_of("Chile may attack Peru by July 2019.")[0].window.latest, "2019-08-01");
  EXPECT_EQ(forecasts_of("Chile may attack Peru before 3 July 2019.")[0].window.latest, "2019-07-03");
  EXPECT_EQ(forecasts_of("Chile may attack Peru before the end of July 2019.")[0].window.latest, "2019-08-01");
}

TEST(Forecasts, WithoutAWindowItIsNotScoreable) {
  EXPECT_EQ(forecasts_of("Norway said Chile will attack Peru.")[0].scoreable, "no window");
}

TEST(Forecasts, AnaphoraTakesTheLastProposition) {
  const auto f = forecasts_of(
      "\"Norway may attack Chile,\" said a Peruvian analyst.\n\nThe analyst added: \"It is not very likely, but there "
      "is a "
      "higher possibility than before.\"");
  ASSERT_EQ(f.size(), 2U);
  EXPECT_EQ(f[1].phrase, "is not very likely");
  EXPECT_EQ(f[1].event, f[0].event);
  EXPECT_EQ(f[1].polarity, "-");
  EXPECT_NE(f[1].quote.find("higher possibility"), std::string::npos);
}

TEST(Forecasts, SchedulesPermissionsAndThePastAreNone) {
  EXPECT_TRUE(forecasts_of("The ministers will meet in Oslo on Friday.").empty());
  EXPECT_TRUE(forecasts_of("Norway said the talks will be held on Tuesday.").empty());
  EXPECT_TRUE(forecasts_of("Norway said the site could only be visited by monks.").empty());
  EXPECT_TRUE(forecasts_of("Chile may have attacked Peru.").empty());
  EXPECT_TRUE(forecasts_of("If Chile will not talk, Peru waits.").empty());
  EXPECT_TRUE(forecasts_of("Will Norway attack Chile?").empty());
}

TEST(Forecasts, TwoHedgesOfOneVerbAreOneForecast) {
  EXPECT_EQ(forecasts_of("Norway could possibly attack Chile.").size(), 1U);
  EXPECT_EQ(forecasts_of("Norway hopes Chile will open the road.").size(), 1U);
}

TEST(HedgeTable, EveryEntrysExampleGivesAForecastWithItsNumbers) {
  const auto& table = test_knowledge().forecasts->data->table;
  for (const Hedge& hedge : table.hedges) {
    EXPECT_FALSE(hedge.examples.empty()) << hedge.name;
    for (const std::string& example : hedge.examples) {
      bool found = false;
      for (const Forecast& f : forecasts_of(example)) found = found || (*f.low == hedge.low && *f.high == hedge.high);
      EXPECT_TRUE(found) << hedge.name << ": " << example;
    }
  }
}

TEST(StatedChances, NumbersAreTakenAsTheyAreTold) {
  struct Told {
    std::string_view text;
    double low, point, high;
    std::string_view event;
  };
  for (const Told& t :
       {Told{"Jones estimated the odds of war at 25 per cent.", 0.25, 0.25, 0.25, "war"},
        Told{"The risk of a coup is less than 15 percent, she said.", 0, 0.15, 0.15, "a coup"},
        Told{"There is at least a 60% chance of a deal.", 0.6, 0.6, 1, "a deal"},
        Told{"The bank gave the truce a 20 to 30 percent chance of lasting.", 0.2, 0.25, 0.3, "the truce lasting"}}) {
    const auto found = forecasts_of(std::string(t.text));
    ASSERT_EQ(found.size(), 1U) << t.text;
    EXPECT_DOUBLE_EQ(*found[0].low, t.low) << t.text;
    EXPECT_DOUBLE_EQ(*found[0].point, t.point) << t.text;
    EXPECT_DOUBLE_EQ(*found[0].high, t.high) << t.text;
    EXPECT_EQ(found[0].event, t.event);
    EXPECT_EQ(found[0].scale, "stated");
  }
}

TEST(StatedChances, WhoeverIsQuotedGivesHisOwn) {
  const auto found =
      forecasts_of("\"I would put the chance of a deal at 20 percent,\" said Ada Berg, an analyst in Oslo.");
  ASSERT_EQ(found.size(), 1U) << "not that it would be put so";
  EXPECT_NE(found[0].by.find("Ada Berg"), std::string::npos) << found[0].by;
  EXPECT_DOUBLE_EQ(*found[0].point, 0.2);
}

}  // namespace
}  // namespace parley
