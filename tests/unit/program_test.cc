// The built program as a user meets it: exit codes, messages, bad input of all kinds, the same bytes for any threads
// and locale.
#include "support/program.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

class Program : public ProgramTest {
 protected:
  [[nodiscard]] static std::string examples() { return std::string(PARLEY_SOURCE_DIR) + "/examples/us-dprk"; }
};

TEST_F(Program, ClassifiesMarkedPairs) {
  std::string pairs = write("pairs.tsv",
                            "7\tFinland suspended military aid to Belarus.\tFinland\tBelarus\n"
                            "short line\n8\t\xff\xfe broken\tx\ty\r\n9\t\t\t\n");
  Outcome got = run("inspect events --pairs " + pairs);
  EXPECT_EQ(got.code, 0) << got.err;
  auto lines = split(got.out, '\n');
  ASSERT_EQ(lines.size(), 4U) << got.out;
  EXPECT_TRUE(lines[0].starts_with("7\tSANCTION\t")) << got.out;
  EXPECT_TRUE(lines[1].starts_with("8\t")) << got.out;
  EXPECT_TRUE(lines[2].starts_with("9\t")) << got.out;
  EXPECT_EQ(run("inspect events --pairs " + file("none.tsv")).code, 3);
}

TEST_F(Program, ChecksAndExplainsTheCodebook) {
  Outcome check = run("codebook check");
  EXPECT_EQ(check.code, 0) << check.out;
  EXPECT_NE(check.out.find(" entries: 0 fail"), std::string::npos) << check.out;
  Outcome explained = run("codebook explain 'Iran condemned Israel.'");
  EXPECT_EQ(explained.code, 0) << explained.err;
  EXPECT_NE(explained.out.find("ACCUSE IRN>ISR"), std::string::npos) << explained.out;
  EXPECT_EQ(run("codebook explain 'Nothing of note.'").code, 1);
  EXPECT_EQ(run("codebook").code, 2);
}

TEST_F(Program, ScoresAFileOfForecasts) {
  std::string rows = "probability,outcome,forecaster,question\n";
  for (int k = 0; k < 30; ++k)
    rows += std::string(k % 2 == 0 ? "0.9,yes" : "0.2,no") + ",Ann,q" + std::to_string(k) + "\n";
  std::string good = write("good.csv", rows);
  Outcome got = run("score --file " + good + " --format jsonl --svg " + file("plot.svg"));
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_NE(got.out.find("\"by\":\"forecaster\",\"name\":\"Ann\",\"n\":30,"), std::string::npos) << got.out;
  EXPECT_NE(got.out.find("\"brier\":0.025,"), std::string::npos) << got.out;
  EXPECT_TRUE(read_file(file("plot.svg"))->starts_with("<svg "));
  EXPECT_EQ(run("score --file " + good).out, run("score --file " + good, "LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo").out);
  Outcome bad = run("score --file " + write("bad.csv", rows + "1.7,yes,Ann,q\n"));
  EXPECT_EQ(bad.code, 3);
  EXPECT_NE(bad.err.find("bad.csv:32"), std::string::npos) << bad.err;
  EXPECT_NE(bad.out.find("30 forecasts judged"), std::string::npos) << bad.out;
  EXPECT_EQ(run("score --file " + file("none.csv")).code, 3);
  EXPECT_EQ(run("score --file " + write("odd.csv", "a,b\n1,2\n")).code, 3);
  EXPECT_EQ(run("score --file " + good + " --columns chance=p").code, 2);
}

TEST_F(Program, SettlesAndScoresTheLedger) {
  ASSERT_EQ(run("read " + examples() + ledger()).code, 0);
  Outcome scores = run("score" + ledger() + " --format jsonl");
  EXPECT_EQ(scores.code, 0) << scores.err;
  EXPECT_NE(scores.out.find("\"name\":\"Anton Wirth\""), std::string::npos) << scores.out;
  Outcome first = run("score --settle" + ledger() + " --on 2019-02-01");
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(run("score --settle" + ledger() + " --on 2019-02-01").code, 1) << "nothing has changed";
  EXPECT_EQ(run("score --settle" + ledger()).code, 0) << "later reports settle more";
  std::string id = first.out.substr(0, first.out.find(' '));
  EXPECT_EQ(run("score --judge " + id + "=void --because mistaken" + ledger()).code, 0);
  EXPECT_NE(run("show forecasts --status void --limit 0" + ledger() + " --format jsonl").out.find(id),
            std::string::npos);
  EXPECT_EQ(run("score --judge " + id + "=perhaps" + ledger()).code, 2);
  EXPECT_EQ(run("score --judge for-none=yes" + ledger()).code, 3);
  EXPECT_EQ(run("score --ledger " + file("none.db")).code, 3);
}

TEST_F(Program, AnswersQuestionsInWords) {
  ASSERT_EQ(run("read " + examples() + ledger()).code, 0);
  const std::string question =
      " 'Will the United States and North Korea hold high-level talks before 1 January 2019?' --history " + file("h");
  EXPECT_EQ(run("ask" + question + ledger()).code, 3) << "a history that was named and is not there";
  ASSERT_EQ(run("outlook import " + file("l.db") + " --history " + file("h")).code, 0);
  Outcome got = run("ask" + question + ledger() + " --on 2018-11-28");
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_NE(got.out.find("high-level"), std::string::npos) << got.out;
  EXPECT_NE(got.out.find("mee-"), std::string::npos) << got.out;
  EXPECT_EQ(got.out, run("ask" + question + ledger() + " --on 2018-11-28", "LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo").out);
  Outcome kept = run("ask" + question + ledger() + " --on 2018-11-28 --keep --format jsonl");
  EXPECT_EQ(kept.code, 0) << kept.err;
  EXPECT_TRUE(kept.out.starts_with("{\"kind\":\"answer\",")) << kept.out;
  Outcome scores = run("score --format jsonl" + ledger());
  EXPECT_NE(scores.out.find("\"by\":\"forecaster\",\"name\":\"Parley\",\"n\":1,"), std::string::npos) << scores.out;
  Outcome days = run("ask" + question + ledger() + " --on 2018-11-28 --until 2018-12-03 --svg " + file("t.svg"));
  EXPECT_EQ(days.code, 0) << days.err;
  EXPECT_EQ(split(trim(days.out), '\n').size(), 6U) << days.out;
  EXPECT_TRUE(read_file(file("t.svg"))->starts_with("<svg "));
  ASSERT_EQ(run("score --settle --on 2019-02-01" + ledger()).code, 0);
  for (const char* format : {"jsonl", "csv", "ics"})
    EXPECT_EQ(run("export " + file("x") + " --format " + format + ledger()).code, 0);
  const std::string stated = *read_file(file("x/stated_forecasts.jsonl"));
  EXPECT_TRUE(stated.starts_with("{\"kind\":\"stated_forecast\",\"stated\":\"2018-11-27\",\"id\":\"own-")) << stated;
  EXPECT_TRUE(parse_json(trim(stated))) << stated;
  const std::string judged = *read_file(file("x/judgements.jsonl"));
  EXPECT_NE(judged.find("\"state\":\"no\""), std::string::npos) << judged;
  const auto lines = [&](const std::string& name) {
    const std::string bytes = *read_file(file(name));
    return std::count(bytes.begin(), bytes.end(), '\n');
  };
  EXPECT_GT(lines("x/judgements.jsonl"), 3);
  EXPECT_EQ(lines("x/judgements.csv"), lines("x/judgements.jsonl") + 1) << "a head, and a line each";
  EXPECT_TRUE(read_file(file("x/stated_forecasts.csv"))->starts_with("stated,id,"));
  EXPECT_NE(read_file(file("x/stated_forecasts.ics"))->find("DTSTART;VALUE=DATE:20181231"), std::string::npos);
  EXPECT_EQ(run("export " + file("early") + " --format jsonl --on 2018-11-01" + ledger()).code, 0);
  EXPECT_EQ(lines("early/stated_forecasts.jsonl"), 0) << "stated later";
  EXPECT_EQ(run("ask 'Will Norway and Chile meet?'" + ledger()).code, 3);
  EXPECT_EQ(run("ask 'Will Norway and Chile meet before 1 March 2019?' --on soon" + ledger()).code, 2);
  EXPECT_EQ(run("ask 'Will Norway and Chile meet before 1 March 2019?' --ledger " + file("none.db")).code, 3);
}

TEST_F(Program, DrawsCurvesAndTestsThePast) {
  std::string rows = "id,date,source,type,target\n";
  for (int k = 0; k < 300; ++k)
    rows += std::to_string(k) + ",2018-" + (k / 28 % 12 < 9 ? "0" : "") + std::to_string(k / 28 % 12 + 1) + "-" +
            (k % 28 < 9 ? "0" : "") + std::to_string(k % 28 + 1) + ",Norway,CONSULT," +
            (k % 4 == 0 ? "Chile" : "Peru") + "\n";
  ASSERT_EQ(run("outlook import " + write("e.csv", rows) + " --history " + file("h")).code, 0);
  Outcome when = run("outlook when --pair NOR,CHL --type CONSULT --by 2018-10-30 --on 2018-10-10 --history " +
                     file("h") + " --svg " + file("w.svg"));
  EXPECT_EQ(when.code, 0) << when.err;
  EXPECT_TRUE(read_file(file("w.svg"))->starts_with("<svg "));
  Outcome test = run("outlook backtest --type CONSULT --days 7 --history " + file("h") + " --format jsonl");
  EXPECT_EQ(test.code, 0) << test.err;
  EXPECT_EQ(split(trim(test.out), '\n').size(), 4U) << test.out;
  EXPECT_EQ(run("outlook backtest --type NONE --history " + file("h")).code, 3);
  EXPECT_EQ(run("outlook backtest --type CONSULT --from 2018-11-18 --history " + file("h")).code, 2);
}

TEST_F(Program, DoesTheMainJob) {
  Outcome read = run("read " + examples() + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("45 new"), std::string::npos) << read.out;
  Outcome again = run("read " + examples() + ledger());
  EXPECT_NE(again.out.find("0 new, 45 known already"), std::string::npos) << again.out;
  Outcome brief = run("brief --about PRK,USA --on 2018-11-30" + ledger());
  EXPECT_EQ(brief.code, 0) << brief.err;
  EXPECT_NE(brief.out.find("State of play: North Korea - United States"), std::string::npos);
  EXPECT_NE(brief.out.find("postponed"), std::string::npos);
  for (std::string_view line : split(brief.out, '\n')) EXPECT_LE(display_width(line), 100U) << line;
  EXPECT_EQ(brief.out.find('\033'), std::string::npos);  // no colour into a file
  for (const char* kind : {"meetings", "events", "claims", "forecasts", "demands", "explanations", "commitments",
                           "actors", "sources", "reports"})
    for (const char* format : {"table", "jsonl", "csv"}) {
      Outcome show = run(std::string("show ") + kind + " --format " + format + ledger());
      EXPECT_EQ(show.code, 0) << kind << format << show.err;
      EXPECT_FALSE(show.out.empty());
    }
  for (const char* format : {"jsonl", "csv", "ics"})
    EXPECT_EQ(run(std::string("export ") + file("x") + " --format " + format + ledger()).code, 0);
  EXPECT_TRUE(fs::exists(file("x/meetings.ics")));
}

TEST_F(Program, ReadsPagesByWhatTheyHold) {
  std::string text =
      "The envoys of Norway and Chile met in Oslo on Friday, the foreign ministry said, and agreed to go on.";
  write("page.txt",
        "<!DOCTYPE html><html lang=en><head><title>Envoys meet in Oslo</title><meta name=pubdate content=2018-11-07>"
        "</head><body><h1>Envoys meet in Oslo</h1><p>" +
            text + "</p><p>" + text + " A second round will be held in Bergen.</p></body></html>");
  write("lost.html", "<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1><p>Nothing is here.</p>");
  Outcome got = run("read " + file("page.txt") + " " + file("lost.html") + ledger());
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_NE(got.out.find("1 new"), std::string::npos) << got.out;
  EXPECT_NE(got.out.find("Refused 1 page"), std::string::npos) << got.out;
  EXPECT_NE(got.err.find("lost.html: an error page"), std::string::npos) << got.err;
  write("pages.jsonl",
        "{\"id\": \"a\", \"path\": \"" + file("page.txt") + "\", \"url\": \"\"}\n{\"path\": \"nowhere\"}\n");
  Outcome shown = run("inspect article --jsonl " + file("pages.jsonl"));
  EXPECT_EQ(shown.code, 3);
  EXPECT_NE(shown.out.find("\"value\":\"2018-11-07\""), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("\"title\":\"Envoys meet in Oslo\""), std::string::npos) << shown.out;
}

TEST_F(Program, GivesTheSameBytesForAnyThreadsLocaleAndZone) {
  auto exported = [&](const std::string& name, const std::string& arguments, const std::string& environment) {
    EXPECT_EQ(run("read " + arguments + " --ledger " + file(name), environment).code, 0);
    EXPECT_EQ(run("export " + file(name + ".x") + " --format jsonl --ledger " + file(name), environment).code, 0);
    std::string all;
    for (const char* kind : {"reports", "events", "meetings", "claims", "forecasts", "demands", "explanations",
                             "commitments", "contradictions"})
      all += *read_file(file(name + ".x/" + kind + ".jsonl"));
    return all;
  };
  std::string one = exported("a.db", examples() + " --threads 1", "TZ=Asia/Seoul LC_ALL=C");
  std::vector<std::string> files;
  for (const auto& e : fs::directory_iterator(examples()))
    if (e.path().extension() == ".txt") files.push_back(e.path().string());
  std::sort(files.rbegin(), files.rend());
  std::string reversed = join(files, " ");
  EXPECT_EQ(exported("b.db", reversed + " --threads 4", "TZ=America/New_York LC_ALL=C.UTF-8"), one);
  EXPECT_FALSE(one.empty());
}

TEST_F(Program, ReadsTheRestOfBadInput) {
  write("good.txt", "Norway canceled the talks with Chile on Monday, the foreign ministry said.\n");
  write("empty.txt", "");
  write("binary.txt", std::string("ELF\0\1\2\3", 7));
  write("invalid.txt", "Norway rejected the offer of Chile \xFF\xFE on Monday, officials said.\n");
  write("lines.jsonl",
        "{\"text\": \"Norway met Chile on Monday, officials said.\", \"published\": \"2018-11-28\"}\n{\"txt\": 1}\nnot "
        "json\n");
  Outcome r = run("read " + folder_.path().string() + ledger());
  EXPECT_EQ(r.code, 3);
  EXPECT_NE(r.out.find("3 new"), std::string::npos) << r.out;
  EXPECT_NE(r.err.find("empty.txt: is empty"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("binary.txt: holds NUL bytes"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("lines.jsonl:2: field 'text' is missing"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("lines.jsonl:3: not valid JSON"), std::string::npos) << r.err;
  EXPECT_EQ(run("read " + file("none.txt") + ledger()).code, 3);
  fs::create_directory(file("empty"));
  EXPECT_EQ(run("read " + file("empty") + ledger()).code, 3);
  if (::geteuid() != 0) {
    ::chmod(file("good.txt").c_str(), 0);
    EXPECT_NE(run("read " + file("good.txt") + ledger()).err.find("Permission denied"), std::string::npos);
  }
}

TEST_F(Program, InspectsALineAsAParagraph) {
  std::string text = write("lines.txt", "Talks in Oslo\nEnvoys of Peru and Chile will meet.\n");
  Outcome tree = run("inspect language " + text);
  EXPECT_EQ(tree.code, 0) << tree.err;
  EXPECT_NE(tree.out.find("# text = Talks in Oslo\n"), std::string::npos) << tree.out;
  Outcome mentions = run("inspect language --mentions " + text);
  EXPECT_EQ(mentions.code, 0) << mentions.err;
  EXPECT_NE(mentions.out.find("\"codes\":[\"PER\",\"CHL\"]"), std::string::npos) << mentions.out;
}

TEST_F(Program, ReadsStandardInput) {
  std::string text = write("a.txt", "Norway canceled the talks with Chile on Monday, the foreign ministry said.\n");
  EXPECT_NE(run("read - <" + text + ledger()).out.find("1 new"), std::string::npos);
  std::string lines = write("b.jsonl",
                            "{\"text\": \"Norway met Chile on Monday, officials said.\"}\n\n{\"text\": \"Chile met "
                            "Norway, officials said.\"}");
  EXPECT_NE(run("read - <" + lines + ledger()).out.find("2 new"), std::string::npos);
}

TEST_F(Program, RefusesWhatIsLongerThanAnyReport) {
  write("good.txt", "Norway canceled the talks with Chile on Monday, the foreign ministry said.\n");
  fs::resize_file(write("huge.txt", "x"), 200U << 20);  // a sparse file
  std::ofstream lines(file("lines.jsonl"));
  lines << "{\"text\": \"" << std::string(33U << 20, 'x') << "\"}\n{\"text\": \"Norway met Chile on Monday.\"}\n";
  lines << "{\"text\": \"" << std::string(3U << 20, 'x') << "\"}\n";
  lines.close();
  Outcome r = run("read " + folder_.path().string() + ledger());
  EXPECT_EQ(r.code, 3);
  EXPECT_NE(r.out.find("2 new"), std::string::npos) << r.out;
  EXPECT_NE(r.err.find("huge.txt: is longer than 32 MB"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("lines.jsonl:1: is longer than 32 MB"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("lines.jsonl:3: is longer than 2 MB"), std::string::npos) << r.err;
}

TEST_F(Program, StopsOnInterruptAndGoesOn) {
  std::ofstream lines(file("many.jsonl"));
  for (int i = 0; i < 3000; ++i)
    lines << "{\"text\": \"Norway met Chile on Monday, envoy " << i << " said.\", \"published\": \"2018-11-28\"}\n";
  lines.close();
  std::string read =
      std::string(PARLEY_PROGRAM) + " read " + file("many.jsonl") + ledger() + " --format jsonl 2>" + file("err");
  // The interrupt comes when the first finding has been printed: in the midst of reading.
  std::string command = "( " + read + " & echo $! >" + file("pid") +
                        "; wait $! ) | ( head -c 1 >/dev/null; kill -INT $(cat " + file("pid") + "); cat >/dev/null )";
  ASSERT_EQ(std::system(("bash -c '" + command + "'").c_str()), 0);
  EXPECT_NE(read_file(file("err"))->find("Stopped. What was read is kept"), std::string::npos)
      << *read_file(file("err"));
  Outcome again = run("read " + file("many.jsonl") + ledger());
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.out.find(" 0 known already"), std::string::npos) << again.out;
  std::string shown = run("show reports --format jsonl --limit 0" + ledger()).out;
  EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'), 3000);
}

TEST_F(Program, SaysWhatIsWrongWithTheCall) {
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("frobnicate").code, 2);
  EXPECT_EQ(run("read").code, 2);
  EXPECT_EQ(run("--help").code, 0);
  EXPECT_EQ(run("read --help").code, 0);
  EXPECT_EQ(run("brief" + ledger()).code, 3);  // no ledger yet
  EXPECT_NE(run("brief" + ledger()).err.find("read reports into one first"), std::string::npos);
  write("l.db", std::string(3000, 'x'));
  EXPECT_EQ(run("brief" + ledger()).code, 4);
  EXPECT_EQ(run("read " + examples() + ledger()).code, 4);
}

TEST_F(Program, ReadsAnUnbrokenMegabyte) {
  std::string sentence = "Norway";
  while (sentence.size() < (1U << 20)) sentence += " said that Chile would meet Peru in January and";
  write("long.txt", sentence + ".\n");
  write("letters.txt", std::string(1U << 20, 'x') + "\n");
  Outcome r = run("read " + file("long.txt") + " " + file("letters.txt") + ledger());
  EXPECT_EQ(r.code, 0) << r.err;
  EXPECT_NE(r.out.find("2 new"), std::string::npos) << r.out;
}

TEST_F(Program, TimesAreTheSameForAnyClockZoneAndLocale) {
  std::string story = write("a.txt",
                            "The talks were postponed until Monday. They will meet at 16:48 KST today, in two weeks, "
                            "last month and before the end of the year.\n");
  std::string call = "inspect time --date 2018-11-28 " + story;
  Outcome plain = run(call);
  EXPECT_EQ(plain.code, 0);
  EXPECT_NE(plain.out.find("\"2018-12-03\""), std::string::npos) << plain.out;
  for (const char* environment :
       {"TZ=Asia/Seoul", "TZ=America/Los_Angeles LC_ALL=de_DE.UTF-8", "TZ=:nowhere LANG=tr_TR"})
    EXPECT_EQ(run(call, environment).out, plain.out) << environment;
  // no clock, zone or locale is asked for anywhere in the stage
  for (const auto& entry : fs::directory_iterator(std::string(PARLEY_SOURCE_DIR) + "/src/time")) {
    std::string source = *read_file(entry.path().string());
    for (const char* word : {"system_clock", "steady_clock", "localtime", "gmtime", "gettimeofday", "std::time(",
                             "std::locale", "setlocale", "getenv"})
      EXPECT_EQ(source.find(word), std::string::npos) << entry.path() << ' ' << word;
  }
}

TEST_F(Program, UnderlinesTimesForPeople) {
  std::string story = write("a.txt", "They will meet on Monday in Oslo.\n");
  Outcome shown = run("inspect time --underline --date 2018-11-28 " + story);
  EXPECT_EQ(shown.code, 0);
  EXPECT_EQ(shown.out,
            "They will meet on Monday in Oslo.\n"
            "                  ~~~~~~\n"
            "                  2018-12-03\n");
}

TEST_F(Program, HistoriesThatAreOddLoseNothing) {
  const std::string head = "id,date,source,type,target\n";
  const std::string none = " --history " + file("none.h");
  ASSERT_EQ(run("outlook import " + write("none.csv", head) + none).code, 0);
  const std::string question = "ask 'Will Mali and Niger meet before 1 March 2020?'";
  for (const std::string& call :
       {std::string("outlook next --source MLI"), std::string("outlook backtest --type CONSULT"),
        std::string("outlook when --pair MLI,NER --type CONSULT --by 2019-02-01"), question}) {
    const Outcome empty = run(call + none);
    EXPECT_EQ(empty.code, 3) << call;
    EXPECT_NE(empty.err.find("empty"), std::string::npos) << empty.err;
  }
  std::vector<std::string> rows;
  for (int k = 0; k < 300; ++k) {
    const std::string day = Date{17532 + k}.iso();
    rows.push_back(std::to_string(k) + "," + day + (k % 3 == 0 ? ",Mali,CONSULT,Niger\n" : ",Chad,ACCUSE,Togo\n"));
  }
  std::string straight = head;
  std::string turned = head;
  for (const std::string& row : rows) straight += row;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) turned += *row;
  for (int k = 0; k < 40; ++k) turned += rows[static_cast<std::size_t>(k)];
  const std::string a = " --history " + file("a.h");
  const std::string b = " --history " + file("b.h");
  ASSERT_EQ(run("outlook import " + write("a.csv", straight) + a).code, 0);
  const Outcome imported = run("outlook import " + write("b.csv", turned) + b);
  EXPECT_NE(imported.out.find("300 events added, 40 known already"), std::string::npos) << imported.out;
  for (const char* call : {"outlook next --source MLI", "outlook when --pair MLI,NER --type CONSULT --by 2018-12-01"})
    EXPECT_EQ(run(call + a).out, run(call + b).out) << "in any order, doubles or not: " << call;
  const Outcome strangers = run("ask 'Will Peru and Ecuador meet before 1 March 2019?'" + a);
  EXPECT_EQ(strangers.code, 3);
  EXPECT_NE(strangers.err.find("PER"), std::string::npos) << strangers.err;
  EXPECT_EQ(run("ask 'Will they meet before 1 March 2019?'" + a).code, 3);
  const Outcome late = run(question + " --on 2019-12-01" + a);
  EXPECT_NE(late.err.find("count as days without an event"), std::string::npos) << late.err;
  ASSERT_EQ(run("outlook import " + write("f.csv", head + "900,2999-01-01,Mali,CONSULT,Niger\n") + a).code, 0);
  const Outcome future = run("outlook next --source MLI" + a);
  EXPECT_EQ(future.code, 3);
  EXPECT_NE(future.err.find("2999-01-01"), std::string::npos) << future.err;
  EXPECT_EQ(run("outlook next --source MLI --on 2018-10-28" + a).out,
            run("outlook next --source MLI --on 2018-10-28" + b).out);
}

TEST_F(Program, ForecastsFromAnImportedHistory) {
  std::string rows = "id,date,source,type,target\n";
  for (int k = 0; k < 300; ++k) {
    std::string day = std::to_string(1 + k % 28);
    rows += std::to_string(k) + ",2018-" + (k / 28 < 9 ? "0" : "") + std::to_string(1 + k / 28) + "-" +
            (day.size() < 2 ? "0" : "") + day + (k % 5 == 0 ? ",Mali,CONSULT,Niger\n" : ",Chad,ACCUSE,Togo\n");
  }
  std::string csv = write("events.csv", rows + "900,2018-02-30,Mali,AID,Niger\n");
  std::string history = " --history " + file("h");
  Outcome imported = run("outlook import " + csv + history);
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_NE(imported.out.find("301 rows: 300 events added"), std::string::npos) << imported.out;
  EXPECT_NE(imported.out.find("events.csv:302"), std::string::npos) << imported.out;
  EXPECT_NE(run("outlook import " + csv + history).out.find("0 events added, 300 known already"), std::string::npos);

  Outcome next = run("outlook next --source Mali --format jsonl" + history);
  EXPECT_EQ(next.code, 0) << next.err;
  EXPECT_TRUE(next.out.starts_with("{\"kind\":\"next\",\"source\":\"MLI\",\"type\":\"CONSULT\",\"target\":\"NER\""))
      << next.out;
  EXPECT_EQ(run("outlook next --source Mali --format jsonl" + history, "TZ=Asia/Seoul LC_ALL=de_DE.UTF-8").out,
            next.out);
  EXPECT_EQ(run("outlook next --source Mali --target Togo" + history).code, 1);
  Outcome when = run("outlook when --pair MLI,Niger --type consult --on 2018-09-01 --by 2018-09-14" + history);
  EXPECT_EQ(when.code, 0) << when.err;
  EXPECT_NE(when.out.find("CONSULT, Mali and Niger, from 2018-09-01 within 14 days: "), std::string::npos) << when.out;

  EXPECT_EQ(run("outlook next --source Atlantis" + history).code, 3);
  EXPECT_EQ(run("outlook next --source Mali --on 2030-01-01" + history).code, 2);
  EXPECT_EQ(run("outlook when --pair Mali --type CONSULT --by 2019-01-01" + history).code, 2);
  EXPECT_EQ(run("outlook when --pair Mali,Niger --type CONSULT --by 2017-01-01" + history).code, 2);
  EXPECT_EQ(run("outlook next --source Mali --history " + file("none")).code, 3);
  EXPECT_EQ(run("outlook import " + write("odd.txt", "no table\n") + history).code, 3);
  write("h", "PARLEYH1 is not enough");
  EXPECT_EQ(run("outlook next --source Mali" + history).code, 3);
}

}  // namespace
}  // namespace parley
