// parley read on archives, feeds, pages of a site, other languages: the built program as a user meets it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/text.h"
#include "intake/language_gate.h"
#include "intake/site_memory.h"
#include "support/archives.h"
#include "support/knowledge.h"
#include "support/program.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

class ReadFiles : public ProgramTest {
 protected:
  [[nodiscard]] std::string reports(const std::string& name = "l.db") const {
    return run("show reports --format jsonl --limit 0" + ledger(name)).out;
  }
};

const char* kNames[] = {"Norway", "Chile", "Peru", "Mali", "Niger", "Togo", "Chad", "Oman"};

/// News of two sides, different for each number.
std::string news(int n) {
  auto u = static_cast<std::size_t>(n);
  std::string a = kNames[u % 8], b = kNames[(u * 3 + 1) % 8], number = std::to_string(n);
  return a + " met " + b + " for round " + number + " of their talks on Friday, the foreign ministry said in paper " +
         number + ".\nEnvoy number " + number + " of " + a + " rejected offer " + number + " of " + b +
         " and asked for " + number + " more days.\nA summit of " + a + " and " + b + " in town " + number +
         " is likely, analyst " + number + " said.";
}

std::string archive(int pages) {
  std::string out = gzip(warc_record("warcinfo", "", "software: test\r\n"));
  for (int n = 0; n < pages; ++n) {
    std::string html = site_page(std::string("Talks go on, part ") + std::to_string(n), news(n));
    html.insert(html.find("</head>"),
                "<meta name=\"pubdate\" content=\"2018-11-" + std::to_string(10 + n % 18) + "\">");
    out += gzip(warc_page("https://paper" + std::to_string(n % 7) + ".example/a/" + std::to_string(n), html));
  }
  return out;
}

TEST_F(ReadFiles, GiveTheSameBytesForAnyJobs) {
  write("a.warc.gz", archive(300));
  write("pages/front.html", "<!DOCTYPE html><title>404 Not Found</title><p>Nothing.</p>");
  std::string first;
  for (const char* jobs : {"1", "2", "5"}) {
    std::string name = std::string("l") + jobs;
    Outcome read =
        run("read " + file("a.warc.gz") + " " + file("pages") + " --format jsonl --jobs " + jobs + ledger(name));
    EXPECT_EQ(read.code, 0) << read.err;
    EXPECT_EQ(run("export " + file("x" + name) + " --format jsonl" + ledger(name)).code, 0);
    std::string all = read.out;
    std::vector<fs::path> files;
    for (const auto& e : fs::directory_iterator(file("x" + name))) files.push_back(e.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& p : files) all += *read_file(p.string());
    if (first.empty()) first = all;
    EXPECT_TRUE(all == first) << jobs;
  }
  EXPECT_GT(first.size(), 100000U);
}

TEST_F(ReadFiles, SayWhatWasLeftOut) {
  std::string german;
  for (int k = 0; k < 6; ++k)
    german += "Die Gesandten von Norwegen und Chile trafen sich am Freitag in Oslo, sagte das Ministerium in Bericht " +
              std::to_string(k) + ".\n";
  std::string warc =
      warc_page("https://a.example/1", site_page("Talks go on", news(1))) +
      warc_page("https://a.example/2", site_page("Gesandte treffen sich", german.substr(0, german.size() - 1))) +
      warc_page("https://b.example/copy", site_page("Talks go on", news(1))) +
      warc_page("https://a.example/3", "<!DOCTYPE html><title>404 Not Found</title><h1>Not found</h1><p>Nothing.</p>") +
      warc_record("response", "https://a.example/4", http_response("", "Location: /\r\n", "302 Found")) +
      warc_record("response", "https://a.example/5",
                  http_response(std::string("\x89PNG\r\n\0\1", 8), "Content-Type: image/png\r\n"));
  Outcome read = run("read " + write("a.bin", warc) + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("Read 3 reports"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("Refused 1 page without an article: error page 1"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("1 report in other languages (de 1)"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("1 is a copy of another"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("answers with status 302 1"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("pictures, scripts and other files 1"), std::string::npos) << read.out;
  EXPECT_NE(read.err.find("record 4 (https://a.example/3): an error page"), std::string::npos) << read.err;
  std::string shown = reports();
  EXPECT_NE(shown.find("\"language\":\"de\""), std::string::npos);
  EXPECT_NE(shown.find("kept, but not read"), std::string::npos);
  EXPECT_NE(shown.find("\"relation\":\"copy\""), std::string::npos);
  Outcome lines = run("inspect article " + file("a.bin"));
  EXPECT_EQ(lines.code, 0) << lines.err;
  EXPECT_EQ(std::count(lines.out.begin(), lines.out.end(), '\n'), 4);
}

TEST_F(ReadFiles, CountWhatIsWrongInLongFiles) {
  std::string lines;
  for (int k = 0; k < 300; ++k) lines += "{\"text\": \"" + news(k).substr(0, 60) + "\"}\n{\"tex\n{\"text\": 1}\n";
  Outcome read = run("read " + write("a.jsonl", lines) + " " + write("b.jsonl", "{\"txt\": \"\"}\n") + ledger());
  EXPECT_EQ(read.code, 3);
  EXPECT_NE(read.err.find("a.jsonl:2: not valid JSON: the object has no end on its line"), std::string::npos)
      << read.err;
  EXPECT_NE(read.err.find("a.jsonl: and 500 more places were not read"), std::string::npos) << read.err;
  EXPECT_NE(read.err.find("b.jsonl:1: field 'text' is missing"), std::string::npos) << read.err;
  EXPECT_EQ(std::count(read.err.begin(), read.err.end(), '\n'), 102) << read.err;
}

TEST_F(ReadFiles, ReadEqualRecordsOnce) {
  std::string lines;
  for (int k = 0; k < 6; ++k)
    lines += "{\"text\": \"" + std::string(k % 2 == 0 ? "Norway met Chile." : "Peru met Chad.") +
             "\", \"published\": \"2018-11-0" + std::to_string(1 + k % 3) + "\"}\n";
  lines += lines;
  Outcome read = run("read " + write("a.jsonl", lines) + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("Read 12 reports"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("6 new, 6 known already"), std::string::npos) << read.out;
}

TEST_F(ReadFiles, TakeFoldersByContentAndPatterns) {
  write("in/page.php", site_page("Talks go on", news(1)));
  write("in/feed.dat", "<rss><channel><title>C</title><item><link>https://a.example/1</link></item></channel></rss>");
  write("in/lines.json", "{\"text\": \"Norway met Chile on Monday, officials said.\"}\n");
  write("in/archive", archive(3));
  write("in/story.txt.gz", gzip("Norway met Peru on Monday, the ministry said.\n"));
  write("in/picture.png", "\x89PNG\r\n");
  write("in/code.py", "print('no report')\n");
  Outcome read = run("read " + file("in") + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("Read 5 reports"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("other files of folders 3"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("Feeds: 1 entry"), std::string::npos) << read.out;
  Outcome pattern = run("read '" + file("in") + "/s*.gz' '" + file("in") + "/*.json'" + ledger("p.db"));
  EXPECT_EQ(pattern.code, 0) << pattern.err;
  EXPECT_NE(pattern.out.find("Read 2 reports"), std::string::npos) << pattern.out;
  EXPECT_EQ(run("read '" + file("in") + "/*.nothing'" + ledger()).code, 3);
  Outcome piped = run("read - <" + file("in/archive") + ledger("q.db"));
  EXPECT_NE(piped.out.find("Read 3 reports"), std::string::npos) << piped.out;
  Outcome picture = run("read " + file("in/picture.png") + ledger());
  EXPECT_EQ(picture.code, 3);
  EXPECT_NE(picture.err.find("is an image"), std::string::npos) << picture.err;
}

TEST_F(ReadFiles, FeedsSpeakOfPagesWhereverTheyStand) {
  std::string page = write(
      "page.html",
      "<!DOCTYPE html><html><head><link rel=\"canonical\" href=\"https://a.example/1\"></head><body><h1>Talks go on"
      "</h1><p>" +
          join({std::string(split(news(1), '\n')[0]), std::string(split(news(1), '\n')[1])}, "</p><p>") +
          "</p></body></html>");
  std::string feed = write(
      "feed",
      "<rss><channel><title>C</title><item><title>Talks go on in Oslo</title><link>https://a.example/1?utm_source=rss"
      "</link><pubDate>Fri, 16 Nov 2018 10:00:00 GMT</pubDate></item></channel></rss>");
  Outcome read = run("read " + page + " " + feed + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  std::string shown = reports();
  EXPECT_NE(shown.find("2018-11-16"), std::string::npos) << shown;
  EXPECT_NE(shown.find("\"source\":\"feed\""), std::string::npos) << shown;
  EXPECT_NE(shown.find("\"title\":\"Talks go on in Oslo\""), std::string::npos) << shown;
}

TEST_F(ReadFiles, SetAsideWhatRecursOnASite) {
  std::string line =
      "<p>Sign up here for the best of our harbour stories and puzzles, every morning, said the editor.</p>";
  for (int n = 0; n < 4; ++n) {
    std::string html = site_page("Talks go on, part " + std::to_string(n), news(n), line);
    write("site/" + std::to_string(n) + ".html",
          html.insert(html.find("</head>"),
                      "<link rel=\"canonical\" href=\"https://a.example/" + std::to_string(n) + "\">"));
  }
  Outcome read = run("read " + file("site") + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("Set aside 4 lines that recur"), std::string::npos) << read.out;
  EXPECT_EQ(run("read " + file("site/0.html") + ledger("one.db")).out.find("Set aside"), std::string::npos);
  std::string backwards;
  for (int n = 3; n >= 0; --n) backwards += " " + file("site/" + std::to_string(n) + ".html");
  run("read" + backwards + ledger("two.db"));
  EXPECT_EQ(reports("two.db"), reports());  // decision 0023
}

TEST_F(ReadFiles, AnArchiveAsWgetWritesIt) {
  // A feed, a page in chunks, one packed and in chunks, a redirection with its page, and what is not there: pages
  // written for this test, served on the own machine. wget --compression=auto --no-warc-keep-log --warc-file=wget …
  Outcome read = run("read " + std::string(PARLEY_SOURCE_DIR) + "/tests/support/wget.warc.gz" + ledger());
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("3 new"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("answers with status 301 1, answers with status 404 1"), std::string::npos) << read.out;
  EXPECT_NE(read.out.find("Feeds: 1 entry"), std::string::npos) << read.out;
  std::string all = reports();
  for (const char* title : {"\"Talks on fish, round 1\"", "\"Talks on fish, round 2\"", "\"Talks on fish, round 4\""})
    EXPECT_NE(all.find(title), std::string::npos) << title;
  std::size_t calm = 0;
  for (std::size_t p = all.find("\"warnings\":[]"); p != std::string::npos; p = all.find("\"warnings\":[]", p + 1))
    ++calm;
  EXPECT_EQ(calm, 3U) << all;
}

TEST(SiteMemory, KnowsALineByThreeHeadlines) {
  auto report = [](const std::string& title, const std::string& url, const std::string& second) {
    Report r;
    r.title = title;
    r.url = url;
    r.text = "The envoys met in Oslo for round " + title + " of talks, the ministry said.\n" + second;
    auto end = static_cast<std::uint32_t>(r.text.find('\n'));
    r.blocks = {{{0, end}, BlockRole::body, {}, {}},
                {{end + 1, static_cast<std::uint32_t>(r.text.size())}, BlockRole::body, {}, {}}};
    return r;
  };
  SiteMemory memory;
  for (const char* title : {"one", "two", "two", "two"})
    memory.learn(report(title, "https://a.example/" + std::string(title), "Most viewed articles"));
  Report r = report("three", "https://www.a.example/3", "Most viewed articles");
  EXPECT_EQ(memory.apply(r), 0U);  // one page fetched three times is one page
  memory.learn(r);
  EXPECT_EQ(memory.apply(r), 1U);
  EXPECT_EQ(r.blocks[1].role, BlockRole::boilerplate);
  EXPECT_EQ(r.blocks[0].role, BlockRole::body);
  Report other = report("four", "https://b.example/4", "Most viewed articles");
  EXPECT_EQ(memory.apply(other), 0U);
  Report nowhere = report("five", "", "Most viewed articles");
  EXPECT_EQ(memory.apply(nowhere), 0U);
  Report same = report("six", "https://a.example/6", "Most viewed articles");
  for (const char* title : {"seven", "eight", "nine"}) {
    Report version = same;
    version.title = title;
    memory.learn(version);
  }
  EXPECT_EQ(memory.apply(same), 0U);  // the article itself recurs
}

TEST(Language, IsToldFromTheText) {
  std::string german =
      "Die Gesandten von Norwegen und Chile trafen sich am Freitag in Oslo, wie das Ministerium mitteilte, und wollen "
      "nun weiter verhandeln. ";
  std::string korean =
      "\353\202\250\353\266\201\354\235\200 \354\226\264\354\240\234 "
      "\355\214\220\353\254\270\354\240\220\354\227\220\354\204\234 \352\263\240\354\234\204\352\270\211 "
      "\355\232\214\353\213\264\354\235\204 \354\227\264\354\227\210\353\213\244. "
      "\354\226\221\354\270\241\354\235\200 \353\213\244\354\235\214 \353\213\254\354\227\220 \353\213\244\354\213\234 "
      "\353\247\214\353\202\230\352\270\260\353\241\234 \355\225\251\354\235\230\355\226\210\353\213\244\352\263\240 "
      "\355\206\265\354\235\274\353\266\200\352\260\200 \353\260\235\355\230\224\353\213\244. "
      "\355\232\214\353\213\264\354\227\220\354\204\234\353\212\224 \354\262\240\353\217\204\354\231\200 "
      "\353\217\204\353\241\234 \354\227\260\352\262\260 \353\254\270\354\240\234\352\260\200 "
      "\353\205\274\354\235\230\353\220\230\354\227\210\353\213\244. ";
  auto language = [](const std::string& text) { return make_report(text, {}, test_knowledge().intake).language; };
  EXPECT_EQ(language(german + german + german), "de");
  EXPECT_EQ(language(korean), "ko");
  EXPECT_EQ(language(news(1)), "en");
  EXPECT_EQ(language("Norway met Chile on Monday, officials said."), "en");
  EXPECT_EQ(language("12345"), "und");
  EXPECT_TRUE(is_read("en-GB"));
  EXPECT_TRUE(is_read("und"));
  EXPECT_FALSE(is_read("de"));
}

}  // namespace
}  // namespace parley
