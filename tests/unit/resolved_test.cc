// Files of resolved forecasts: three forms, names of columns and outcomes, bad rows named and the rest read.
#include "outlook/resolved.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace parley {
namespace {

ForecastFileNames names() { return *ForecastFileNames::load(std::string(PARLEY_SOURCE_DIR) + "/codebook"); }

TEST(ForecastFiles, CommasWithQuotedCells) {
  auto file = read_forecast_file(
      "question_id,user_id,probability,outcome,timestamp,note\r\n"
      "1,Ann,0.8,1.0,2008-06-20 03:46:16+00:00,\"a note, with\nan end of line and \"\"marks\"\"\"\r\n"
      "2,Ben,35%,0.0,2009-01-02,\r\n"
      "3,Ben,.5,-1.0,,x\r\n"
      "4,Ben,0.5,,,x",
      "f.csv", names());
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_TRUE(file->skipped.empty());
  ASSERT_EQ(file->forecasts.size(), 4U);
  const ResolvedForecast& ann = file->forecasts[0];
  EXPECT_EQ(ann.forecaster, "Ann");
  EXPECT_EQ(ann.question, "1");
  EXPECT_EQ(ann.day, "2008-06-20");
  EXPECT_EQ(ann.state, ForecastState::yes);
  EXPECT_NEAR(*ann.probability, 0.8, 1e-12);
  EXPECT_NEAR(*file->forecasts[1].probability, 0.35, 1e-12);
  EXPECT_EQ(file->forecasts[1].state, ForecastState::no);
  EXPECT_EQ(file->forecasts[1].id, "f.csv:4") << "the cell above runs over two lines";
  EXPECT_EQ(file->forecasts[2].state, ForecastState::void_);
  EXPECT_EQ(file->forecasts[3].state, ForecastState::open);
}

TEST(ForecastFiles, BadRowsAreNamedAndTheRestIsRead) {
  auto file = read_forecast_file(
      "probability\toutcome\tforecaster\n80\tyes\tA\n0.8\tmaybe\tA\n0.4\n\tno\tA\n\n0.4\tno\tA\nnan\tno\tA\n", "f.tsv",
      names());
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->rows, 6U);
  ASSERT_EQ(file->forecasts.size(), 1U);
  EXPECT_EQ(file->forecasts[0].id, "f.tsv:7");
  std::vector<std::string> places;
  std::size_t rows = 0;
  for (const auto& [reason, skipped] : file->skipped) {
    rows += skipped.rows;
    places.insert(places.end(), skipped.places.begin(), skipped.places.end());
  }
  std::sort(places.begin(), places.end());
  EXPECT_EQ(rows, 5U);
  EXPECT_EQ(places, (std::vector<std::string>{"f.tsv:2", "f.tsv:3", "f.tsv:4", "f.tsv:5", "f.tsv:8"}));
}

TEST(ForecastFiles, LinesOfJsonAndForecastsOfADay) {
  auto file = read_forecast_file(
      "{\"by\":\"A\",\"p\":0.25,\"outcome\":true,\"status_quo\":1}\n"
      "{\"by\":\"B\",\"from\":\"2018-12-01\",\"happened\":\"2018-12-03\",\"curve\":[{\"by\":\"2018-12-02\","
      "\"probability\":"
      "0.5},{\"by\":\"2018-12-10\",\"probability\":0.9}]}\n"
      "{\"by\":\"B\",\"from\":\"2018-12-01\",\"curve\":[{\"by\":\"2018-12-02\",\"probability\":0.5},"
      "{\"by\":\"2018-12-10\",\"probability\":0.4}]}\n"
      "[1]\n{\"by\":\n",
      "f.jsonl", names());
  ASSERT_TRUE(file) << file.error().text();
  ASSERT_EQ(file->forecasts.size(), 2U);
  EXPECT_EQ(file->forecasts[0].state, ForecastState::yes);
  EXPECT_EQ(file->forecasts[0].status_quo, 1);
  ASSERT_TRUE(file->forecasts[1].date);
  EXPECT_FALSE(file->forecasts[1].probability);
  EXPECT_EQ(file->forecasts[1].date->curve.size(), 2U);
  EXPECT_TRUE(crps_days(*file->forecasts[1].date));
  EXPECT_EQ(file->skipped.size(), 2U) << "a curve that falls; no object";
}

TEST(ForecastFiles, ColumnsOfOtherNames) {
  ForecastFileNames own = names();
  EXPECT_FALSE(read_forecast_file("won,said\nyes,0.2\n", "f.csv", own));
  auto missing = read_forecast_file("won,said\nyes,0.2\n", "f.csv", own);
  EXPECT_EQ(missing.error().code, ErrorCode::bad_input);
  EXPECT_NE(missing.error().text().find("--columns"), std::string::npos);
  ASSERT_TRUE(own.map("outcome=Won, probability=said"));
  auto file = read_forecast_file("won,said\nyes,0.2\n", "f.csv", own);
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->forecasts.at(0).state, ForecastState::yes);
  EXPECT_EQ(own.map("chance=said").error().code, ErrorCode::bad_usage);
  EXPECT_FALSE(read_forecast_file(" \n", "f.csv", own));
}

TEST(ForecastFiles, AMarkThatIsNeverClosedTakesItsLineOnly) {
  std::string bytes = "probability,outcome,note\n0.5,yes,\"open\n";
  for (int k = 0; k < 400; ++k) bytes += "0.5,no,x\n";
  auto file = read_forecast_file(bytes, "f.csv", names());
  ASSERT_TRUE(file);
  EXPECT_EQ(file->forecasts.size(), 401U);
}

RC_GTEST_PROP(ForecastFiles, AnyBytesAreReadOrRefused, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("01.,;\t\n\r\"%{}:[]pyes -\xff")));
  auto file = read_forecast_file("probability,outcome\n" + bytes, "f", names());
  RC_ASSERT(file.has_value());
  std::size_t skipped = 0;
  for (const auto& [reason, s] : file->skipped) skipped += s.rows;
  RC_ASSERT(file->forecasts.size() + skipped == file->rows);
}

}  // namespace
}  // namespace parley
