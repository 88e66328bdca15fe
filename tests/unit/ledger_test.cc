// The ledger: append-only, idempotent, independent of order and threads, safe against kills, locks, full disks, foreign
// files.
#include "ledger/ledger.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "base/file.h"
#include "ledger/export.h"
#include "ledger/meetings.h"
#include "ledger/readers.h"
#include "ledger/schema.h"
#include "support/folder.h"
#include "support/knowledge.h"
#include "support/older_ledger.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> sample_texts() {
  return {
      "Posted on : 2018-11-05 10:00 KST\n\nHigh-level talks between Norway and Chile will be held in Oslo on Nov. 8, "
      "officials said.\n",
      "Posted on : 2018-11-07 10:00 KST\n\nChile canceled the high-level talks with Norway, which had been scheduled "
      "for Nov. 8, officials said.\n",
      "Posted on : 2018-11-28 10:00 KST\n\nThe high-level talks between Norway and Chile have been pushed back until "
      "December, a diplomat said.\n",
      "Posted on : 2018-12-12 10:00 KST\n\nNorway and Chile held high-level talks in Oslo on Dec. 11, the ministry "
      "said. Norway urged Chile to reduce its fleet.\n",
      "Posted on : 2018-12-13 10:00 KST\n\nA summit between Norway and Chile is likely to be held in January, an "
      "analyst said.\n",
  };
}

Reading reading_of(const std::string& text) {
  auto a = read_text(text, "");
  return {std::move(a->report), std::move(a->findings)};
}

void add(Ledger& ledger, const std::vector<std::string>& texts) {
  for (const std::string& t : texts) {
    Reading r = reading_of(t);
    auto added = ledger.add({&r}, "2026-01-01T00:00:00Z");
    ASSERT_TRUE(added) << added.error().text();
  }
  ASSERT_TRUE(ledger.derive());
}

std::string exported(const Ledger& ledger) {
  TestFolder out;
  auto record = ledger.record();
  EXPECT_TRUE(record) << record.error().text();
  EXPECT_TRUE(export_record(*record, ExportFormat::jsonl, out.file("x")));
  EXPECT_TRUE(export_record(*record, ExportFormat::csv, out.file("x")));
  EXPECT_TRUE(export_record(*record, ExportFormat::ics, out.file("x")));
  std::vector<fs::path> files;
  for (const auto& e : fs::directory_iterator(out.file("x"))) files.push_back(e.path());
  std::sort(files.begin(), files.end());
  std::string all;
  for (const auto& f : files) all += f.filename().string() + "\n" + *read_file(f);
  return all;
}

TEST(Ledger, OneMeetingFromSeveralReports) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger) << ledger.error().text();
  add(*ledger, sample_texts());
  auto record = ledger->record();
  ASSERT_TRUE(record);
  const Meeting* talks = nullptr;
  int high_level = 0;
  for (const Meeting& m : record->findings.meetings)
    if (m.level == "high-level") {
      talks = &m;
      ++high_level;
    }
  ASSERT_EQ(high_level, 1);
  EXPECT_EQ(talks->status, EventStatus::happened);
  EXPECT_EQ(talks->planned.value, "2018-12-11");
  EXPECT_EQ(talks->slips, 1);
  EXPECT_EQ(talks->history.front().value, "2018-11-08");
  EXPECT_EQ(talks->history.front().reported, "2018-11-05");
}

TEST(Ledger, KnowsWhatWasKnownOnADay) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger);
  add(*ledger, sample_texts());
  auto early = ledger->record({parse_date("2018-11-06")});
  ASSERT_TRUE(early);
  EXPECT_EQ(early->reports.size(), 1U);
  ASSERT_EQ(early->findings.meetings.size(), 1U);
  EXPECT_EQ(early->findings.meetings[0].status, EventStatus::scheduled);
  auto later = ledger->record({parse_date("2018-11-07")});
  ASSERT_TRUE(later);
  EXPECT_EQ(later->findings.meetings[0].status, EventStatus::cancelled);
}

/// How many rows a table has for whoever is free, asked eight times.
std::vector<std::int64_t> counted(Readers& readers, const std::string& table) {
  std::vector<std::int64_t> seen(8, -1);
  std::vector<std::function<Status(const Database&)>> work;
  for (std::int64_t& n : seen)
    work.emplace_back([&n, &table](const Database& db) -> Status {
      n = TRY(db.number("SELECT count(*) FROM " + table));
      return {};
    });
  EXPECT_TRUE(readers.run(work));
  return seen;
}

TEST(Ledger, ConnectionsSeeTheSameState) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger);
  const std::vector<std::string> texts = sample_texts();
  add(*ledger, {texts[0], texts[1]});
  auto own = Database::open(f.file("a.db"), Database::Access::read_only, 1000);
  ASSERT_TRUE(own);
  auto readers = Readers::open(**own, 3);
  ASSERT_TRUE(readers);
  add(*ledger, {texts[2], texts[3]});
  EXPECT_EQ(counted(*readers, "report"), std::vector<std::int64_t>(8, 2))
      << "what was written since is not seen by any";
  EXPECT_FALSE(readers->run({[](const Database& db) -> Status { return db.execute("SELECT * FROM nothing"); }}));
}

/// While another program writes as fast as it can: whatever comes in between the views is noticed.
TEST(Ledger, ConnectionsSeeTheSameStateWhileItIsWrittenTo) {
  TestFolder f;
  ASSERT_TRUE(Ledger::open(f.file("a.db"), Ledger::Mode::read_write));
  std::atomic<bool> done = false;
  std::thread writer([&] {
    auto db = Database::open(f.file("a.db"), Database::Access::read_write, 1000);
    (*db)->execute("PRAGMA synchronous = OFF");
    for (int n = 0; !done; ++n) (*db)->execute("INSERT INTO dirty VALUES ('test', '" + std::to_string(n) + "')");
  });
  auto own = Database::open(f.file("a.db"), Database::Access::read_only, 1000);
  for (int round = 0; round < 60; ++round) {
    auto readers = Readers::open(**own, 4);
    if (!readers) continue;  // locked
    const std::vector<std::int64_t> seen = counted(*readers, "dirty");
    EXPECT_EQ(seen, std::vector<std::int64_t>(seen.size(), seen[0])) << round;
  }
  done = true;
  writer.join();
}

TEST(Ledger, TheSameReportAgainChangesNothing) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger);
  add(*ledger, sample_texts());
  std::string once = exported(*ledger);
  Reading r = reading_of(sample_texts()[1]);
  auto added = ledger->add({&r}, "2027-01-01T00:00:00Z");
  ASSERT_TRUE(added);
  EXPECT_FALSE((*added)[0]);
  ASSERT_TRUE(ledger->derive());
  EXPECT_EQ(exported(*ledger), once);
}

RC_GTEST_PROP(Ledger, OrderDoesNotMatter, ()) {
  static const std::string kSorted = [] {
    TestFolder f;
    auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
    add(*ledger, sample_texts());
    return exported(*ledger);
  }();
  auto texts = sample_texts();
  std::shuffle(texts.begin(), texts.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  add(*ledger, texts);
  RC_ASSERT(exported(*ledger) == kSorted);
}

TEST(Ledger, ShellCannotChangeFacts) {
  TestFolder f;
  {
    auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
    ASSERT_TRUE(ledger);
    add(*ledger, sample_texts());
  }
  auto db = Database::open(f.file("a.db"), Database::Access::read_write, 1000);
  ASSERT_TRUE(db);
  EXPECT_FALSE((*db)->execute("DELETE FROM claim"));
  EXPECT_FALSE((*db)->execute("UPDATE report SET title = 'x'"));
  // offsets are code points, as substr counts them; every view can be asked
  EXPECT_EQ(*(*db)->number("SELECT count(*) FROM event e JOIN report r ON r.id = e.report WHERE substr(r.text, e.start "
                           "+ 1, e.\"end\" - e.start) <> e.quote"),
            0);
  EXPECT_GT(*(*db)->number("SELECT count(*) FROM event"), 0);
  for (const char* view :
       {"v_reports", "v_scheduled", "v_slips", "v_timeline", "v_claims_by_source", "v_open_forecasts", "v_demands"})
    EXPECT_TRUE((*db)->number(std::string("SELECT count(*) FROM ") + view)) << view;
  EXPECT_GT(*(*db)->number("SELECT count(*) FROM search WHERE search MATCH 'canceled'"), 0);
}

/// Rows of the full-text index with these words, and what they are, as JSON.
std::string found(const Database& db, const std::string& words) {
  auto s = db.prepare(
      "SELECT group_concat(kind || ' ' || id || ' ' || words, char(10)) FROM (SELECT * FROM search "
      "WHERE search MATCH ? ORDER BY rowid)");
  s->text(words);
  EXPECT_TRUE(*s->step());
  return std::string(s->text_at(0));
}

TEST(Ledger, TheIndexHoldsTheWordsOfItsView) {
  TestFolder f;
  {
    auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
    add(*ledger, sample_texts());
    add(*ledger,
        {"Envoys of Norway meet in Oslo\n\nThe ministry said on Monday that the envoys of Norway and Chile would meet "
         "in "
         "Oslo on Friday, and that more would be told.\n\nA quota for cod\n\nChile wants a quota for cod, which the "
         "ministry in Oslo has refused for years, as two of its officials said.\n\nMost viewed articles\n\nShare this "
         "story\n"});
  }
  auto db = std::move(*Database::open(f.file("a.db"), Database::Access::read_write, 1000));
  ASSERT_TRUE(
      db->execute("CREATE VIRTUAL TABLE anew USING fts5(kind UNINDEXED, id UNINDEXED, words, tokenize = 'unicode61');"
                  "INSERT INTO anew (rowid, kind, id, words) SELECT * FROM search_words;"
                  "CREATE VIRTUAL TABLE temp.in_anew USING fts5vocab(main, anew, instance);"
                  "CREATE VIRTUAL TABLE temp.in_search USING fts5vocab(main, search, instance);"));
  EXPECT_EQ(*db->number("SELECT count(*) FROM search_words WHERE words IS NULL"), 0);
  EXPECT_GT(*db->number("SELECT count(*) FROM in_anew"), 100);
  EXPECT_EQ(*db->number("SELECT count(*) FROM (SELECT * FROM in_anew EXCEPT SELECT * FROM in_search)"), 0);
  EXPECT_EQ(*db->number("SELECT count(*) FROM (SELECT * FROM in_search EXCEPT SELECT * FROM in_anew)"), 0);
  EXPECT_GT(*db->number("SELECT count(*) FROM report, json_each(blocks) WHERE value ->> 2 = 'deck'"), 0)
      << "one is looked for";
  EXPECT_NE(found(*db, "quota AND cod").find("report rep-"), std::string::npos);
  EXPECT_EQ(found(*db, "viewed"), "") << "boilerplate is not found";
  EXPECT_EQ(*db->number(
                "SELECT count(*) FROM report, json_each(blocks) WHERE value ->> 2 = 'boilerplate' AND substr(text, 1 + "
                "(value ->> 0), (value ->> 1) - (value ->> 0)) LIKE 'Most viewed articles%Share this story'"),
            1)
      << "in a row as one";
}

TEST(Ledger, OlderIndexesAreMadeAnew) {
  TestFolder f;
  {
    auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
    add(*ledger, sample_texts());
    add(*ledger, {"Posted on : 2018-11-05 10:00 KST\n\nEnvoys of Norway met in Oslo on Monday.\n"});
  }
  auto db = std::move(*Database::open(f.file("a.db"), Database::Access::read_write, 1000));
  const std::string before = found(*db, "summit");
  EXPECT_NE(before.find("report rep-"), std::string::npos) << before;
  EXPECT_NE(before.find("meeting mee-"), std::string::npos) << before;
  const std::int64_t keys = *db->number("SELECT sum(hash % 1000003) FROM copy_key");
  ASSERT_TRUE(make_older(*db));
  ASSERT_TRUE(db->execute(  // of the shortest: it was made from other bits
      "UPDATE copy_key SET hash = hash - 7 WHERE report IN (SELECT id FROM report WHERE length(fingerprint) < 32)"));
  ASSERT_NE(*db->number("SELECT sum(hash % 1000003) FROM copy_key"), keys);
  db.reset();
  {
    auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
    ASSERT_TRUE(ledger->derive());
  }
  db = std::move(*Database::open(f.file("a.db"), Database::Access::read_write, 1000));
  EXPECT_EQ(*db->number("SELECT sum(hash % 1000003) FROM copy_key"), keys);
  {
    auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
    add(*ledger, {"Envoys of Iran met in Oslo on Monday."});
  }
  EXPECT_EQ(found(*db, "summit"), before);
  EXPECT_NE(found(*db, "oslo").find("Oslo"), std::string::npos);
}

TEST(Ledger, SaysWhatIsWrongWithAFile) {
  TestFolder f;
  auto code = [](const Result<Ledger>& l) {
    return l ? std::string("opened") : std::to_string(static_cast<int>(l.error().code));
  };
  auto is = [](ErrorCode c) { return std::to_string(static_cast<int>(c)); };
  EXPECT_EQ(code(Ledger::open(f.file("none.db"), Ledger::Mode::read_only)), is(ErrorCode::not_found));
  std::ofstream(f.file("text.db")) << std::string(5000, 'x');
  EXPECT_EQ(code(Ledger::open(f.file("text.db"), Ledger::Mode::read_write)), is(ErrorCode::ledger_broken));
  {
    auto db = Database::open(f.file("other.db"), Database::Access::read_write, 1000);
    ASSERT_TRUE((*db)->execute("CREATE TABLE t (x)"));
  }
  EXPECT_EQ(code(Ledger::open(f.file("other.db"), Ledger::Mode::read_write)), is(ErrorCode::ledger_broken));
  { ASSERT_TRUE(Ledger::open(f.file("new.db"), Ledger::Mode::read_write)); }
  {
    auto db = Database::open(f.file("new.db"), Database::Access::read_write, 1000);
    ASSERT_TRUE((*db)->execute("PRAGMA user_version = 99"));
  }
  auto newer = Ledger::open(f.file("new.db"), Ledger::Mode::read_write);
  EXPECT_EQ(code(newer), is(ErrorCode::ledger_newer));
  EXPECT_NE(newer.error().message.find("later version"), std::string::npos);
  EXPECT_FALSE(Ledger::open(f.file("no/such/folder/x.db"), Ledger::Mode::read_write));
}

TEST(Ledger, WaitsForALockAndThenSaysSo) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write, 50);
  ASSERT_TRUE(ledger);
  auto other = Database::open(f.file("a.db"), Database::Access::read_write, 50);
  ASSERT_TRUE((*other)->execute("BEGIN IMMEDIATE"));
  Reading r = reading_of(sample_texts()[0]);
  auto added = ledger->add({&r}, "2026-01-01T00:00:00Z");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::ledger_locked);
}

TEST(Ledger, AFullDiskLosesNothingAcknowledged) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger);
  add(*ledger, {sample_texts()[0]});
  ASSERT_TRUE(ledger->limit_pages(1));  // SQLite takes the present size as the least
  std::size_t acknowledged = 1;
  bool full = false;
  for (int i = 0; i < 200 && !full; ++i) {
    Reading r = reading_of(sample_texts()[1] + "\n\nParagraph " + std::to_string(i) +
                           " says that Norway urged Chile to wait for " + std::string(2000, 'x') + ".");
    auto added = ledger->add({&r}, "2026-01-01T00:00:00Z");
    full = !added;
    if (added) ++acknowledged;
    if (full) {
      EXPECT_EQ(added.error().code, ErrorCode::disk_full) << added.error().text();
    }
  }
  EXPECT_TRUE(full);
  auto record = ledger->record();
  ASSERT_TRUE(record) << record.error().text();
  EXPECT_EQ(record->reports.size(), acknowledged);
}

/// Adds reports one by one and tells each to `pipe` when it is acknowledged, until it is killed.
[[noreturn]] void add_until_killed(const std::string& path, const std::vector<Reading>& readings, int pipe) {
  auto ledger = Ledger::open(path, Ledger::Mode::read_write);
  if (!ledger) _exit(2);
  for (std::size_t k = 0; k < readings.size(); ++k) {
    auto added = ledger->add({&readings[k]}, "2026-01-01T00:00:00Z");
    if (!added) _exit(3);
    if (k % 4 == 3 && !ledger->derive()) _exit(4);
    char done = 1;
    if (::write(pipe, &done, 1) != 1) _exit(5);
  }
  _exit(0);
}

TEST(Ledger, AKillLosesNothingAcknowledged) {
  std::vector<Reading> readings;
  for (int i = 0; i < 12; ++i)
    readings.push_back(reading_of(sample_texts()[static_cast<std::size_t>(i) % 5] + "\nPart " + std::to_string(i) +
                                  " of the story was told by the envoy of Norway on Monday.\n"));
  TestFolder f;
  std::string whole;
  {
    auto ledger = Ledger::open(f.file("whole.db"), Ledger::Mode::read_write);
    for (const Reading& r : readings) ASSERT_TRUE(ledger->add({&r}, "2026-01-01T00:00:00Z"));
    ASSERT_TRUE(ledger->derive());
    whole = exported(*ledger);
  }
  std::mt19937 random(20181108);
  for (int round = 0; round < 50; ++round) {
    std::string path = f.file("killed" + std::to_string(round) + ".db");
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    pid_t child = ::fork();
    if (child == 0) add_until_killed(path, readings, ends[1]);
    ::close(ends[1]);
    std::size_t wanted = random() % readings.size();
    std::size_t acknowledged = 0;
    char byte = 0;
    while (acknowledged < wanted && ::read(ends[0], &byte, 1) == 1) ++acknowledged;
    for (unsigned spin = random() % 20000; spin > 0; --spin) __asm__ volatile("");
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    while (::read(ends[0], &byte, 1) == 1) ++acknowledged;
    ::close(ends[0]);
    auto ledger = Ledger::open(path, Ledger::Mode::read_write);
    ASSERT_TRUE(ledger) << ledger.error().text();
    for (std::size_t k = 0; k < acknowledged; ++k)
      EXPECT_TRUE(*ledger->has_report(readings[k].report.id)) << "round " << round;
    for (const Reading& r : readings) ASSERT_TRUE(ledger->add({&r}, "2026-01-02T00:00:00Z"));
    ASSERT_TRUE(ledger->derive());
    EXPECT_EQ(exported(*ledger), whole) << "round " << round;
    auto db = Database::open(path, Database::Access::read_write, 1000);
    Statement check = std::move(*(*db)->prepare("PRAGMA integrity_check"));
    ASSERT_TRUE(*check.step());
    EXPECT_EQ(check.text_at(0), "ok");
  }
}

TEST(Copies, AreFoundAndNamed) {
  std::string story =
      "Posted on : 2018-11-05 10:00 KST\n\nHigh-level talks between Norway and Chile will be held in Oslo on Nov. 8, "
      "officials of both countries said on Monday evening after a long meeting of their "
      "envoys. The two sides will discuss fish, ships and the price of ice, a spokeswoman of the ministry told "
      "reporters who had waited in the rain.\n";
  std::string copy = story;
  copy.replace(copy.find("2018-11-05"), 10, "2018-11-06");
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  add(*ledger, {copy, story, sample_texts()[4]});
  auto record = ledger->record();
  ASSERT_EQ(record->reports.size(), 3U);
  EXPECT_TRUE(record->reports[0].copies_of.empty());
  ASSERT_EQ(record->reports[1].copies_of.size(), 1U);
  EXPECT_EQ(record->reports[1].copies_of[0].relation, "copy");
  EXPECT_EQ(record->reports[1].copies_of[0].report, record->reports[0].id);
  EXPECT_TRUE(record->reports[2].copies_of.empty());
}

TEST(Export, CalendarFollowsTheStandard) {
  TestFolder f;
  auto ledger = Ledger::open(f.file("a.db"), Ledger::Mode::read_write);
  add(*ledger, sample_texts());
  std::string ics = to_ics(ledger->record()->findings.meetings);
  EXPECT_TRUE(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  EXPECT_NE(ics.find("DTSTART;VALUE=DATE:20181211\r\nDTEND;VALUE=DATE:20181212\r\nSTATUS:CONFIRMED\r\n"),
            std::string::npos);
  std::size_t start = 0;
  for (std::size_t p; (p = ics.find("\r\n", start)) != std::string::npos; start = p + 2) EXPECT_LE(p - start, 75U);
  EXPECT_EQ(csv_field("a \"b\", c"), "\"a \"\"b\"\", c\"");
}

}  // namespace
}  // namespace parley
