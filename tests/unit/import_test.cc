// Importing events: each format's columns, codes of actors, types of CAMEO codes, bad rows counted with their places.
#include "outlook/import.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

const EventFormats& formats() {
  static const EventFormats kFormats = *EventFormats::load(std::string(PARLEY_SOURCE_DIR) + "/codebook");
  return kFormats;
}

class Imports : public ::testing::Test {
 protected:
  ImportCount import(const std::string& bytes, const std::string& name = "dir/events.tsv",
                     const EventFormat* format = nullptr) {
    auto writer = HistoryWriter::open(path_);
    if (format == nullptr) format = formats().recognise(bytes.substr(0, bytes.find('\n')));
    EXPECT_NE(format, nullptr);
    if (format == nullptr) return {};
    ActorCodes codes(test_knowledge().lexicon, formats());
    auto count = import_rows(bytes, name, *format, formats(), codes, *writer);
    EXPECT_TRUE(count) << count.error().text();
    EXPECT_TRUE(writer->commit());
    return count ? *count : ImportCount();
  }
  [[nodiscard]] std::vector<std::string> all() const {
    auto history = History::open(path_);
    std::vector<std::string> out;
    for (const HistoryEvent& e : history->events())
      out.push_back(history->names().actors[e.source] + " " + history->names().types[e.type] + " " +
                    history->names().actors[e.target] + " " + Date{e.day}.iso() + " " + history->id_of(e));
    return out;
  }

  TestFolder folder_;
  std::string path_ = folder_.file("h");
};

TEST_F(Imports, CodedEventsWithSectors) {
  const std::string header =
      "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
      "Target Name\tTarget Sectors\tTarget Country\n";
  ImportCount count = import(
      header + "11\t2018-11-08\tNorth Korea\t\tNorth Korea\tConsult\t040\t1.0\tUnited States\t\tUnited States\n" +
      "12\t2018-11-09\tFarmer (Kenya)\tSocial,Agricultural\tKenya\tProtest\t141\t-6.5\tMinistry (Kenya)\t"
      "Government,Executive\tKenya\n" +
      "13\t2018-11-09\tKenya\t\tKenya\tMake statement\t010\t0\tGhana\t\tGhana\n" +
      "14\t2018-13-09\tKenya\t\tKenya\tAid\t070\t7\tGhana\t\tGhana\n" + "15\t2018-11-10\n" +
      "16\t2018-11-10\t\t\t\tAid\t070\t7\tGhana\t\tGhana\r\n");
  EXPECT_EQ(all(), (std::vector<std::string>{"PRK CONSULT USA 2018-11-08 icews:11",
                                             "CIV:KEN PROTEST KEN 2018-11-09 icews:12"}));
  EXPECT_EQ(count.rows, 6U);
  EXPECT_EQ(count.added, 2U);
  ASSERT_EQ(count.skipped.size(), 4U);
  EXPECT_EQ(count.skipped.at("no PLOVER type for CAMEO 01").places, (std::vector<std::string>{"dir/events.tsv:4"}));
  EXPECT_EQ(count.skipped.at("no day").places, (std::vector<std::string>{"dir/events.tsv:5"}));
  EXPECT_EQ(count.skipped.at("no source").rows, 1U);
}

TEST_F(Imports, PloverEventsWithoutNumbersAsIds) {
  ImportCount count = import(
      "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tActor Country\tPrimary Actor Sector\t"
      "Recipient Name\tRecipient Country\tPrimary Recipient Sector\n"
      "20230101-x\t2023-01-01\tConsult\tvisit\tFrance\tFRA\tGOV\tItaly\tITA\tGOV\n"
      "20230101-y\t2023-01-01\tREJECT\t\tSome Union\tFRA\tLAB\tFrance\tFRA\tGOV\n");
  EXPECT_EQ(count.added, 2U);
  EXPECT_EQ(all()[0], "FRA CONSULT ITA 2023-01-01 events.tsv:2");
  EXPECT_EQ(all()[1], "CIV:FRA REJECT FRA 2023-01-01 events.tsv:3");
}

TEST_F(Imports, RowsWithoutAHeaderByTheNumberOfColumns) {
  for (std::size_t width : {57U, 58U, 61U}) {
    std::vector<std::string> cells(width);
    cells[0] = std::to_string(900 + width);
    cells[1] = "20181128";
    cells[6] = "UNITED STATES";
    cells[7] = "USA";
    cells[12] = "GOV";
    cells[16] = "NORTH KOREA";
    cells[17] = "PRK";
    cells[26] = "163";
    EXPECT_EQ(import(join(cells, "\t") + "\n").added, 1U) << width;
    EXPECT_EQ(all().back(), "USA COERCE PRK 2018-11-28 gdelt:" + std::to_string(900 + width));
  }
  EXPECT_EQ(formats().recognise("a\tb\tc"), nullptr);
}

TEST_F(Imports, PlainTablesWithAMapping) {
  import("date,source,type,target,weight\n2019-01-02,\"Chad, Republic\",AID,Niger,0.5\n2019-01-03,A,AID,B,7\n");
  EXPECT_EQ(all(), (std::vector<std::string>{"Chad, Republic AID NER 2019-01-02 events.tsv:2"}));
  EventFormat mine = *formats().find("csv");
  EXPECT_TRUE(map_columns(mine, "source=who, target = whom,type=what,day=on,id=n"));
  EXPECT_EQ(map_columns(mine, "colour=red").error().code, ErrorCode::bad_usage);
  import("n,who,whom,what,on\n5,Mali,Togo,consult,2019-02-01\n", "m.csv", &mine);
  EXPECT_EQ(all().back(), "MLI CONSULT TGO 2019-02-01 csv:5");
}

TEST_F(Imports, TheSameFileTwiceAddsNothing) {
  const std::string rows = "id,date,source,type,target\n1,2019-01-02,Mali,AID,Niger\n";
  EXPECT_EQ(import(rows).added, 1U);
  ImportCount again = import(rows);
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(again.known_already, 1U);
}

TEST_F(Imports, AHeaderThatLacksAColumnIsAnError) {
  auto writer = HistoryWriter::open(path_);
  ActorCodes codes(test_knowledge().lexicon, formats());
  auto count = import_rows("id,date,source\n", "x.csv", *formats().find("csv"), formats(), codes, *writer);
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().text(), "x.csv:1: no column 'target'");
}

TEST_F(Imports, TheLedgersOwnEvents) {
  Record record;
  Report report;
  report.id = "rep-1";
  report.published.value = "2018-11-29";
  report.published.earliest = "2018-11-29";
  report.published.latest = "2018-11-30";
  record.reports.push_back(report);
  Event e;
  e.id = "eve-00000000000000ab";
  e.report = "rep-1";
  e.source = {{"Pyongyang", "PRK", ""}};
  e.target = {{"Washington", "USA", ""}, {"Seoul", "KOR", ""}, {"somebody", "UNK", ""}};
  e.confidence = 0.75;
  record.findings.events.push_back(e);
  e.id = "eve-00000000000000ac";
  e.status = EventStatus::scheduled;
  record.findings.events.push_back(e);
  e.id = "eve-00000000000000ad";
  e.status = EventStatus::happened;
  e.time.earliest = "2018-11-08";
  e.time.latest = "2018-11-09";
  e.target = {{"Washington", "USA", ""}};
  record.findings.events.push_back(e);
  e.id = "eve-00000000000000ae";
  e.target = {{"North Korea", "CIV:PRK", ""}};
  e.by_rule = "events/coerce:ban+home";
  record.findings.events.push_back(e);
  report.id = "rep-2";
  report.copies_of = {{.report = "rep-1", .relation = "copy"}};
  record.reports.push_back(report);
  e = record.findings.events.front();
  e.id = "eve-00000000000000af";
  e.report = "rep-2";
  record.findings.events.push_back(e);
  auto writer = HistoryWriter::open(path_);
  auto count = import_record(record, *writer);
  ASSERT_TRUE(count);
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(all(), (std::vector<std::string>{"PRK CONSULT USA 2018-11-29 eve-00000000000000ab",
                                             "PRK CONSULT KOR 2018-11-29 eve-00000000000000ab",
                                             "PRK CONSULT USA 2018-11-08 eve-00000000000000ad"}));
  EXPECT_EQ(count->skipped.at("did not happen: scheduled").rows, 1U);
  EXPECT_EQ(count->skipped.at("no two known sides").rows, 1U);
  EXPECT_EQ(count->skipped.at("told again by a report that repeats another").rows, 1U);
}

TEST(EventFormats, TypesByTheLongestKnownBeginning) {
  EXPECT_EQ(formats().type_of_cameo("0871"), "RETREAT");
  EXPECT_EQ(formats().type_of_cameo("0812"), "CONCEDE");
  EXPECT_EQ(formats().type_of_cameo("1712"), "ASSAULT");
  EXPECT_EQ(formats().type_of_cameo("1711"), "COERCE");
  EXPECT_EQ(formats().type_of_cameo("010"), "");
  EXPECT_EQ(cut_row("a,\"b \"\"c\"\", d\",", ','), (std::vector<std::string>{"a", "b \"c\", d", ""}));
}

}  // namespace
}  // namespace parley
