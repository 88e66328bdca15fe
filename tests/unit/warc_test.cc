// Archives of the web as they are met: packed, chunked, cut off, damaged, with wrong lengths, with traps.
#include "intake/warc.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <sstream>

#include "intake/document_reader.h"
#include "intake/gzip_source.h"
#include "intake/http_message.h"
#include "intake/unpack.h"
#include "support/archives.h"
#include "support/knowledge.h"

namespace parley {
namespace {

const std::string kText =
    "The envoys of Norway and Chile met in Oslo on Friday, the foreign ministry said, and agreed to go on next week.\n"
    "A first round ended without a result in October, when Chile asked for more time, according to two officials.";

/// What a reader gave, in order.
struct Collected : DocumentSink {
  std::vector<RawDocument> documents;
  std::vector<FeedEntry> entries;
  std::vector<std::string> problems, passed;
  Status document(RawDocument d) override {
    documents.push_back(std::move(d));
    return {};
  }
  Status feed_entry(FeedEntry e) override {
    entries.push_back(std::move(e));
    return {};
  }
  void problem(Error e) override { problems.push_back(e.text()); }
  void pass_over(const std::string& what) override { passed.push_back(what); }
  void bytes_read(std::uint64_t) override {}
  [[nodiscard]] bool stopped() const override { return false; }
};

Collected collect(const std::string& bytes, const std::string& name = "a.warc.gz") {
  std::istringstream stream(bytes);
  Collected c;
  EXPECT_TRUE(read_documents(stream, name, test_knowledge().intake, c));
  return c;
}

std::string page(int n) { return site_page("Envoys meet, round " + std::to_string(n), kText); }
std::string url(int n) { return "https://courier.example/2018/11/28/" + std::to_string(n); }

std::vector<std::string> urls_of(const Collected& c) {
  std::vector<std::string> out;
  for (const RawDocument& d : c.documents) out.push_back(d.given.url);
  return out;
}

TEST(Warc, ReadsOneMemberARecordAndAllInOne) {
  std::string plain = warc_record("warcinfo", "", "software: test\r\n", "", "1.1");
  std::string members = gzip(plain);
  for (int n = 0; n < 50; ++n) {
    std::string record =
        warc_record("response", "<" + url(n) + ">", http_response(page(n)), "", n % 2 == 0 ? "1.0" : "1.1");
    std::string request = warc_record("request", url(n), "GET / HTTP/1.1\r\n\r\n");
    plain += request + record;
    members += gzip(request) + gzip(record);
  }
  for (const std::string& archive : {plain, members, gzip(plain), gzip(gzip(plain))}) {
    Collected c = collect(archive);
    EXPECT_TRUE(c.problems.empty()) << c.problems.front();
    ASSERT_EQ(c.documents.size(), 50U);
    for (int n = 0; n < 50; ++n) {
      EXPECT_EQ(c.documents[static_cast<std::size_t>(n)].given.url, url(n));
      EXPECT_EQ(c.documents[static_cast<std::size_t>(n)].bytes, page(n));
    }
    EXPECT_EQ(c.documents[0].given.fetched, "2018-11-28T09:00:00Z");
  }
}

TEST(Warc, ReadsResourcesAndPassesOverWhatIsNoPage) {
  std::string archive =
      warc_record("resource", "<metadata://crawler.example/log>", kText) + warc_record("resource", url(1), page(1)) +
      warc_record("conversion", url(2), kText) +
      warc_record("response", url(3), http_response("", "Location: /x\r\n", "301 Moved")) +
      warc_record("response", url(4), http_response("\x89PNG\r\n\x1A\n", "Content-Type: text/html\r\n")) +
      warc_record("response", url(5), http_response("var a = {b: [1, 2], c: function () { return 1; }};")) +
      warc_record("response", url(6), http_response("  \r\n")) + warc_record("revisit", url(7), http_response(""));
  Collected c = collect(archive);
  EXPECT_EQ(urls_of(c), (std::vector<std::string>{url(1), url(2)}));
  EXPECT_EQ(c.documents[1].kind, RawDocument::Kind::text);
  EXPECT_EQ(c.passed, (std::vector<std::string>{"answers with status 301", "pictures, scripts and other files",
                                                "pictures, scripts and other files", "empty answers"}));
  EXPECT_TRUE(c.problems.empty());
}

TEST(Warc, GoesOnBehindADamagedMember) {
  std::string first = gzip(warc_page(url(1), page(1)));
  std::string second = gzip(warc_page(url(2), page(2)));
  std::string third = gzip(warc_page(url(3), page(3)));
  std::string broken = second;
  for (std::size_t k = broken.size() / 2; k < broken.size() / 2 + 40; ++k)
    broken[k] = static_cast<char>(broken[k] ^ 0x5A);
  Collected c = collect(first + broken + third);
  ASSERT_GE(c.documents.size(), 2U);
  EXPECT_EQ(c.documents.front().bytes, page(1));
  EXPECT_EQ(c.documents.back().bytes, page(3));
  ASSERT_EQ(c.problems.size(), 1U);
  EXPECT_NE(c.problems[0].find("a.warc.gz, after record"), std::string::npos) << c.problems[0];
  EXPECT_NE(c.problems[0].find("damaged"), std::string::npos) << c.problems[0];
  Collected junk = collect(first + "no gzip at all, but a line of text" + third);
  EXPECT_EQ(urls_of(junk), (std::vector<std::string>{url(1), url(3)}));
  EXPECT_EQ(junk.problems.size(), 1U);
}

TEST(Warc, ReadsWhatComesBeforeTheEndOfACutArchive) {
  std::string whole = gzip(warc_page(url(1), page(1)));
  std::string cut = gzip(warc_page(url(2), page(2)));
  Collected c = collect(whole + cut.substr(0, cut.size() - 60));
  ASSERT_EQ(c.documents.size(), 2U);
  EXPECT_FALSE(c.documents[1].note.empty());
  EXPECT_TRUE(page(2).starts_with(c.documents[1].bytes));
  ASSERT_EQ(c.problems.size(), 1U);
  EXPECT_NE(c.problems[0].find("is cut off"), std::string::npos) << c.problems[0];
}

TEST(Warc, BelievesALengthOnlyIfARecordFollows) {
  for (const char* length : {"99999", "20", "0", "99999999999999", "12x", "-5"}) {
    std::string archive = warc_page(url(1), page(1)) + warc_record("response", url(2), http_response(page(2)), length) +
                          warc_page(url(3), page(3));
    Collected c = collect(archive);
    std::vector<std::string> seen = urls_of(c);
    bool too_long = std::string(length) == "99999999999999";
    EXPECT_EQ(seen, too_long ? (std::vector<std::string>{url(1), url(3)})
                             : (std::vector<std::string>{url(1), url(2), url(3)}))
        << length;
    if (too_long) {
      EXPECT_EQ(c.problems.size(), 1U);
    } else {
      EXPECT_EQ(c.documents[1].bytes, page(2)) << length;
      EXPECT_FALSE(c.documents[1].note.empty()) << length;
    }
  }
}

TEST(Warc, NamesBytesThatBelongToNoRecord) {
  std::string archive = warc_page(url(1), page(1)) + std::string(5000, 'x') + "\r\n" + warc_page(url(2), page(2));
  Collected c = collect(archive, "b.warc");
  ASSERT_EQ(c.documents.size(), 2U);
  EXPECT_EQ(c.documents[1].bytes, page(2));
}

TEST(Warc, IsNotTrappedByBombs) {
  std::string bomb = gzip(warc_record("response", url(2), http_response(std::string(200 << 20, 'a'))));
  std::string inner = gzip(
      warc_record("response", url(3), http_response(gzip(std::string(200 << 20, ' ')), "Content-Encoding: gzip\r\n")));
  ASSERT_LT(bomb.size(), 1U << 20);
  auto start = std::chrono::steady_clock::now();
  Collected c = collect(gzip(warc_page(url(1), page(1))) + bomb + inner + gzip(warc_page(url(4), page(4))));
  EXPECT_EQ(urls_of(c), (std::vector<std::string>{url(1), url(4)}));
  ASSERT_EQ(c.problems.size(), 2U);
  EXPECT_NE(c.problems[0].find("record 2 (" + url(2) + "): unpacks to far more than its size"), std::string::npos)
      << c.problems[0];
  EXPECT_NE(c.problems[1].find("1 more part of it unpacked"), std::string::npos) << c.problems[1];
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Warc, HasOnePatienceForAllTrapsOfAnArchive) {
  std::string html = page(2) + std::string(3 << 20, ' ');
  std::string body =
      warc_record("response", url(2), http_response(gzip(html), "Content-Encoding: gzip\r\n"));  // a thousandth
  std::string member = gzip(warc_record("response", url(2), http_response(html)));
  for (const std::string& bomb : {body, gzip(body), member}) {
    std::string archive = bomb == body ? warc_page(url(1), page(1)) : gzip(warc_page(url(1), page(1)));
    for (int n = 0; n < 40; ++n) archive += bomb;
    archive += bomb == body ? warc_page(url(3), page(3)) : gzip(warc_page(url(3), page(3)));
    Collected c = collect(archive);
    std::vector<std::string> urls = urls_of(c);
    EXPECT_GT(urls.size(), 4U) << "one alone is no trap";
    EXPECT_LT(urls.size(), 10U);
    EXPECT_EQ(urls.back(), url(3)) << "what is honest is read behind them";
    ASSERT_EQ(c.problems.size(), 2U);
    EXPECT_NE(c.problems[0].find("record "), std::string::npos) << c.problems[0];
    EXPECT_NE(c.problems[1].find(std::to_string(41 - urls.size()) + " more parts of it"), std::string::npos)
        << c.problems[1];
  }
}

TEST(Unpack, LetsHonestPagesThroughHoweverMany) {
  UnpackBudget budget;
  for (int n = 0; n < 100000; ++n) budget.spend(10000, 490000);
  EXPECT_FALSE(budget.is_used_up());
  EXPECT_FALSE(budget.refuses(1000, 3 << 20)) << "a single one may be an accident";
  EXPECT_EQ(budget.traps(), 0U);
  while (!budget.is_used_up()) budget.spend(1000, 3 << 20);
  EXPECT_TRUE(budget.refuses(100, 100 * 51));
  EXPECT_TRUE(budget.refuses_step(10, 2048)) << "behind an honest front";
  EXPECT_FALSE(budget.refuses_step(10, 1000)) << "a few blanks";
  EXPECT_FALSE(UnpackBudget().refuses_step(10, 2048)) << "what is no rule as long as traps are few";
  EXPECT_FALSE(budget.refuses(10000, 490000)) << "pages as they are are still read";
}

TEST(Unpack, ATrapBehindAnHonestFrontIsTold) {
  std::string front;  // packs to a third
  for (int n = 0; n < 120; ++n) front += "Round " + std::to_string(n * n * 7919 % 100003) + " of the talks. ";
  const std::string body = gzip(front + std::string(1 << 14, ' '));  // as a whole it does not grow fiftyfold
  UnpackBudget fresh, used;
  EXPECT_FALSE(unpack(body, Packing::gzip, 1 << 20, fresh).trap);
  while (!used.is_used_up()) used.spend(1000, 3 << 20);
  const std::uint64_t before = used.traps();
  EXPECT_TRUE(unpack(body, Packing::gzip, 1 << 20, used).trap);
  EXPECT_EQ(used.traps(), before + 1);
  EXPECT_FALSE(unpack(gzip(front), Packing::gzip, 1 << 20, used).trap);
}

/// A message read with a budget of its own.
Result<HttpMessage> read_message(std::string_view bytes, std::size_t most) {
  UnpackBudget budget;
  return read_http_message(bytes, most, budget);
}

TEST(Http, UndoesChunksAndPackings) {
  std::string body = page(1);
  struct Case {
    std::string headers, sent;
  };
  for (const Case& k :
       {Case{"Transfer-Encoding: chunked\r\n", chunked(body, 100)}, Case{"Content-Encoding: gzip\r\n", gzip(body)},
        Case{"content-encoding:  x-gzip\r\nTRANSFER-ENCODING: Chunked\r\n", chunked(gzip(body), 77)},
        Case{"Content-Encoding: deflate\r\n", deflated(body, false)},
        Case{"Content-Encoding: deflate\r\n", deflated(body, true)}, Case{"Content-Encoding: br\r\n", brotli(body)},
        Case{"Content-Encoding: gzip, br\r\n", brotli(gzip(body))},
        // what archives leave behind when they have undone it themselves
        Case{"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n", body},
        Case{"Content-Encoding: br\r\n", body}}) {
    auto m = read_message(http_response(k.sent, k.headers), 1 << 20);
    ASSERT_TRUE(m) << m.error().message;
    EXPECT_EQ(m->body, body) << k.headers;
    EXPECT_EQ(m->note, "") << k.headers;
  }
}

TEST(Http, ReadsHeadersAsTheyAreSent) {
  auto m = read_message("HTTP/1.0 200\nContent-Type: TEXT/HTML;\n  charset=\"EUC-KR\"\nX\n\nbody", 100);
  ASSERT_TRUE(m);
  EXPECT_EQ(m->status, 200);
  EXPECT_EQ(m->media_type, "text/html");
  EXPECT_EQ(m->charset, "euc-kr");
  EXPECT_EQ(m->body, "body");
  EXPECT_FALSE(read_message("GET / HTTP/1.1\r\n\r\n", 100));
  EXPECT_FALSE(read_message("", 100));
  EXPECT_FALSE(read_message(http_response("x", "Content-Encoding: gzip, gzip, gzip, gzip\r\n"), 100));
  EXPECT_FALSE(read_message(http_response(gzip(std::string(500, 'a')), "Content-Encoding: gzip\r\n"), 100));
  std::string trap(6 << 20, 'a');  // a thousandth of its size, packed
  EXPECT_FALSE(read_message(http_response(gzip(trap), "Content-Encoding: gzip\r\n"), 32 << 20));
  EXPECT_FALSE(read_message(http_response(brotli(trap), "Content-Encoding: br\r\n"), 32 << 20));
  trap.resize(3 << 20);
  EXPECT_TRUE(read_message(http_response(gzip(trap), "Content-Encoding: gzip\r\n"), 32 << 20));
}

TEST(Http, KeepsWhatComesBeforeACut) {
  std::string body = page(1), packed = gzip(body);
  auto m = read_message(http_response(packed.substr(0, packed.size() / 2), "Content-Encoding: gzip\r\n"), 1 << 20);
  ASSERT_TRUE(m);
  EXPECT_TRUE(body.starts_with(m->body));
  EXPECT_FALSE(m->body.empty());
  EXPECT_NE(m->note, "");
  std::string chunks = chunked(body, 50);
  m = read_message(http_response(chunks.substr(0, chunks.size() / 2), "Transfer-Encoding: chunked\r\n"), 1 << 20);
  ASSERT_TRUE(m);
  EXPECT_TRUE(body.starts_with(m->body));
  EXPECT_NE(m->note, "");
}

TEST(Warc, TellsThePageWhenItWasFetched) {
  std::string html = site_page("Envoys meet in Oslo", kText);
  html.insert(html.find("</head>"), "<meta name=\"pubdate\" content=\"2019-03-01\">");
  Collected c = collect(warc_page("https://courier.example/a", html));
  ASSERT_EQ(c.documents.size(), 1U);
  auto report = make_document_report(c.documents[0], FeedMemory(), test_knowledge().intake);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->report.read.value, "2018-11-28T09:00:00Z");
  EXPECT_NE(report->report.published.value, "");  // the only day there is, though it cannot be
  c = collect(warc_page("https://courier.example/a", site_page("Envoys meet in Oslo", kText)));
  report = make_document_report(c.documents[0], FeedMemory(), test_knowledge().intake);
  EXPECT_EQ(report->report.published.value, "");
  EXPECT_EQ(report->report.published.latest, "2018-11-29");
}

TEST(Warc, DecodesByTheHeader) {
  std::string korean = "\xB3\xB2\xBA\xCF \xC8\xB8\xB4\xE3";  // EUC-KR
  std::string block = http_response("<!DOCTYPE html><html><body><p>" + korean + "</p></body></html>",
                                    "Content-Type: text/html; charset=euc-kr\r\n");
  Collected c = collect(warc_record("response", url(1), block));
  ASSERT_EQ(c.documents.size(), 1U);
  auto report = make_document_report(c.documents[0], FeedMemory(), test_knowledge().intake);
  ASSERT_TRUE(report);
  EXPECT_NE(report->report.text.find("\xEB\x82\xA8\xEB\xB6\x81"), std::string::npos) << report->report.text;
}

RC_GTEST_PROP(WarcReader, SurvivesAnyDamage, ()) {
  std::string archive;
  for (int n = 0; n < 4; ++n) archive += gzip(warc_page(url(n), page(n)));
  auto flips = *rc::gen::container<std::vector<std::pair<std::size_t, unsigned char>>>(
      rc::gen::pair(rc::gen::inRange<std::size_t>(0, archive.size()), rc::gen::arbitrary<unsigned char>()));
  for (auto [at, byte] : flips) archive[at] = static_cast<char>(byte);
  archive.resize(*rc::gen::inRange<std::size_t>(0, archive.size() + 1));
  Collected c = collect(archive);
  for (const RawDocument& d : c.documents) RC_ASSERT(d.bytes.size() <= kLargestDocument);
}

}  // namespace
}  // namespace parley
