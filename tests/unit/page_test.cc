// The page's server without a wire: who may ask, what the addresses answer, paging, ETags, and that views say what the
// verbs say. The wire itself: serve_test.cc; the page in a browser: tests/browser.
#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "base/value.h"
#include "page/site.h"
#include "support/knowledge.h"
#include "support/older_ledger.h"
#include "support/program.h"

namespace parley {
namespace {

constexpr int kPort = 8018;

PageRequest get(const std::string& path, std::map<std::string, std::string> params = {}) {
  PageRequest r;
  r.path = path;
  r.params = std::move(params);
  r.host = "127.0.0.1:8018";
  return r;
}

GateRules rules() { return {kPort, {}, ""}; }

TEST(Gate, TurnsAwayOtherHosts) {
  for (const char* ours : {"127.0.0.1:8018", "localhost:8018", "LOCALHOST:8018", "[::1]:8018"}) {
    PageRequest r = get("/");
    r.host = ours;
    EXPECT_FALSE(turn_away(r, rules())) << ours;
  }
  for (const char* foreign :
       {"evil.example", "evil.example:8018", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8018", ""}) {
    PageRequest r = get("/");
    r.host = foreign;
    const auto reply = turn_away(r, rules());
    ASSERT_TRUE(reply) << foreign;
    EXPECT_EQ(reply->status, 403);
  }
  PageRequest named = get("/");
  named.host = "Parley.Example.org";
  EXPECT_FALSE(turn_away(named, {kPort, {"parley.example.org"}, ""}));
}

TEST(Gate, TurnsAwayOtherSitesAndVerbs) {
  PageRequest r = get("/");
  r.origin = "http://127.0.0.1:8018";
  EXPECT_FALSE(turn_away(r, rules()));
  for (const char* foreign : {"http://evil.example", "null", "https://127.0.0.1:8019"}) {
    r.origin = foreign;
    ASSERT_TRUE(turn_away(r, rules())) << foreign;
    EXPECT_EQ(turn_away(r, rules())->status, 403);
  }
  PageRequest post = get("/");
  post.method = "POST";
  ASSERT_TRUE(turn_away(post, rules()));
  EXPECT_EQ(turn_away(post, rules())->status, 405);
}

TEST(Gate, AsksForTheToken) {
  const GateRules with{kPort, {}, "open sesame"};
  EXPECT_EQ(turn_away(get("/"), with)->status, 401);
  EXPECT_EQ(turn_away(get("/", {{"token", "open sesamf"}}), with)->status, 401);
  const auto first = turn_away(get("/brief", {{"token", "open sesame"}}), with);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, 303);
  PageRequest r = get("/");
  r.cookie = "a=b; parley_token=open sesame";
  EXPECT_FALSE(turn_away(r, with));
  r.cookie = "parley_token=";
  r.authorization = "Bearer open sesame";
  EXPECT_FALSE(turn_away(r, with));
  r.authorization = "Bearer ";
  EXPECT_EQ(turn_away(r, with)->status, 401);
}

TEST(PageQueries, CursorsAreOursAlone) {
  for (const std::string id : {"eve-0123456789abcdef", "", "\xff\n"}) {
    const std::string cursor = cursor_of(id);
    EXPECT_EQ(cursor.find(id.empty() ? "-" : id), std::string::npos);
    EXPECT_EQ(read_cursor(cursor), id);
    std::string other = cursor;
    other.back() = other.back() == '0' ? '1' : '0';
    EXPECT_FALSE(read_cursor(other)) << other;
  }
  for (const char* broken : {"", "abc", "zzzz", "0000zz", "00001"}) EXPECT_FALSE(read_cursor(broken)) << broken;
}

TEST(PageQueries, FullTextQueriesHoldWordsOnly) {
  EXPECT_EQ(search_query("summit talks"), "\"summit\" \"talks\"");
  EXPECT_EQ(search_query("\"second summit\" nucl*"), "\"second summit\" \"nucl\"*");
  EXPECT_EQ(search_query("a OR id:x NEAR(b)"), "\"a\" \"OR\" \"id:x\" \"NEAR(b)\"");
  EXPECT_EQ(search_query("\"unclosed"), "\"unclosed\"");
  EXPECT_EQ(search_query(" \" \"  "), "");
}

TEST(PageQueries, WrongValuesSayWhich) {
  const Lexicon& lexicon = test_knowledge().lexicon;
  for (const auto& [name, value] : {std::pair("on", "yesterday"),
                                    {"since", "2018-13-01"},
                                    {"limit", "0"},
                                    {"limit", "9999"},
                                    {"limit", "5x"},
                                    {"after", "zz"}}) {
    const auto q = PageQuery::read({{name, value}}, lexicon);
    ASSERT_FALSE(q) << name;
    EXPECT_NE(q.error().message.find(value), std::string::npos) << q.error().message;
  }
  EXPECT_EQ(PageQuery::read({{"about", "North Korea, USA"}}, lexicon)->selection.about,
            (std::vector<std::string>{"PRK", "USA"}));
}

/// The sample corpus in a ledger, once for all tests of the suite.
class PageSite : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(run("read " + std::string(PARLEY_SOURCE_DIR) + "/examples/us-dprk" + ledger()).code, 0);
    site_ = std::make_unique<Site>(SiteOptions{file("l.db"), std::string(PARLEY_SOURCE_DIR) + "/codebook", rules()},
                                   test_knowledge());
  }
  Value json(const std::string& path, std::map<std::string, std::string> params = {}, int status = 200) {
    const PageReply reply = site_->answer(get(path, std::move(params)));
    EXPECT_EQ(reply.status, status) << path << *reply.body;
    auto parsed = parse_json(*reply.body);
    EXPECT_TRUE(parsed) << path;
    return parsed ? *parsed : Value();
  }
  std::string body(const std::string& path, std::map<std::string, std::string> params = {}) {
    return *site_->answer(get(path, std::move(params))).body;
  }

  std::unique_ptr<Site> site_;
};

TEST_F(PageSite, ListsAreThoseOfShow) {
  for (const char* kind : {"events", "meetings", "claims", "forecasts", "demands", "explanations", "commitments",
                           "contradictions", "reports"}) {
    const std::string shown = run("show " + std::string(kind) + " --format jsonl" + ledger()).out;
    const auto lines = split(shown, '\n');
    const std::string all = body("/" + std::string(kind) + ".json", {{"limit", "500"}});
    std::size_t seen = 0;
    for (std::string_view line : lines) {
      if (line.empty()) continue;
      ++seen;
      EXPECT_NE(all.find(line), std::string::npos) << kind << ": " << line;
    }
    EXPECT_GT(seen, 0U) << kind;
    EXPECT_EQ(static_cast<std::size_t>(parse_json(all)->whole("total")), seen) << kind;
    EXPECT_EQ(body("/" + std::string(kind) + ".csv"), run("show " + std::string(kind) + " --format csv" + ledger()).out)
        << kind;
  }
}

TEST_F(PageSite, SearchesAnOlderLedgerAlike) {
  const std::string found = body("/search.json", {{"q", "summit november"}});
  EXPECT_GT(parse_json(found)->whole("total"), 0);
  ASSERT_TRUE(make_older(**Database::open(file("l.db"), Database::Access::read_write, 1000)));
  Site older(SiteOptions{file("l.db"), std::string(PARLEY_SOURCE_DIR) + "/codebook", rules()}, test_knowledge());
  EXPECT_EQ(*older.answer(get("/search.json", {{"q", "summit november"}})).body, found);
}

TEST_F(PageSite, FiltersAreThoseOfShow) {
  const std::string shown =
      run("show claims --about USA --status named --by pompeo --on 2018-11-30 --format jsonl" + ledger()).out;
  const Value got =
      json("/claims.json", {{"about", "USA"}, {"status", "named"}, {"by", "pompeo"}, {"on", "2018-11-30"}});
  std::size_t lines = 0;
  for (std::string_view line : split(shown, '\n')) lines += !line.empty();
  EXPECT_GT(lines, 0U);
  EXPECT_EQ(static_cast<std::size_t>(got.whole("total")), lines);
  EXPECT_EQ(static_cast<std::size_t>(json("/forecasts.json", {{"status", "open"}}).whole("total")) +
                static_cast<std::size_t>(json("/forecasts.json", {{"status", "yes"}}).whole("total")) +
                static_cast<std::size_t>(json("/forecasts.json", {{"status", "no"}}).whole("total")) +
                static_cast<std::size_t>(json("/forecasts.json", {{"status", "void"}}).whole("total")) +
                static_cast<std::size_t>(json("/forecasts.json", {{"status", "condition-not-met"}}).whole("total")),
            static_cast<std::size_t>(json("/forecasts.json").whole("total")));
}

TEST_F(PageSite, BriefAndScoresAreThoseOfTheirVerbs) {
  EXPECT_EQ(body("/brief.json", {{"about", "PRK,USA"}, {"on", "2018-11-30"}}),
            run("brief --about PRK,USA --on 2018-11-30 --format json" + ledger()).out);
  const std::string scores = body("/scores.json");
  const std::string scored = run("score --limit 0 --format jsonl" + ledger()).out;
  EXPECT_NE(scored.find("forecaster"), std::string::npos);
  for (std::string_view line : split(scored, '\n')) EXPECT_NE(scores.find(line), std::string::npos) << line;
  EXPECT_TRUE(body("/meetings.ics").starts_with("BEGIN:VCALENDAR\r\n"));
}

TEST_F(PageSite, PagesMeetWithoutGapOrOverlap) {
  std::set<std::string> seen;
  std::string after;
  std::size_t pages = 0, total = 0;
  do {
    std::map<std::string, std::string> params{{"limit", "37"}, {"order", "new"}};
    if (!after.empty()) params["after"] = after;
    const Value page = json("/events.json", params);
    total = static_cast<std::size_t>(page.whole("total"));
    for (const Value& item : page.at("items").list) EXPECT_TRUE(seen.insert(item.str("id")).second);
    after = page.str("next");
    ASSERT_LT(++pages, 50U);
  } while (!after.empty());
  EXPECT_EQ(seen.size(), total);
  EXPECT_EQ(pages, (total + 36) / 37);
  json("/events.json", {{"after", cursor_of("eve-gone")}}, 400);
}

TEST_F(PageSite, EtagsChangeWithTheLedger) {
  const PageReply first = site_->answer(get("/brief.json"));
  const auto etag_of = [](const PageReply& r) {
    for (const auto& [name, value] : r.headers)
      if (name == "ETag") return value;
    return std::string();
  };
  PageRequest again = get("/brief.json");
  again.if_none_match = "\"other\", W/" + etag_of(first);
  EXPECT_EQ(site_->answer(again).status, 304);
  EXPECT_NE(etag_of(site_->answer(get("/brief.json", {{"on", "2018-11-30"}}))), etag_of(first));
  const std::int64_t before = json("/status.json").whole("reports");
  ASSERT_EQ(
      run("read --date 2019-12-20 " +
          write("new.txt", "Iran and France will hold talks in Geneva on January 9, officials said.\n") + ledger())
          .code,
      0);
  EXPECT_EQ(site_->answer(again).status, 200);
  EXPECT_EQ(json("/status.json").whole("reports"), before + 1);
}

TEST_F(PageSite, ReportsAnchorTheirFindings) {
  std::size_t findings = 0;
  const Value reports = json("/reports.json");
  for (const Value& r : reports.at("items").list) {
    const Value report = json("/report/" + r.str("id") + ".json");
    EXPECT_EQ(report.at("loose").list.size(), 0U) << r.str("id");
    findings += report.at("findings").list.size();
    for (const Value& f : report.at("findings").list) EXPECT_EQ(f.str("report"), r.str("id"));
  }
  EXPECT_GT(findings, 900U);
  json("/report/rep-none.json", {}, 404);
  const std::string id = json("/forecasts.json").at("items").list.at(0).str("id");
  EXPECT_EQ(json("/finding/" + id + ".json").at("finding").str("id"), id);
}

TEST_F(PageSite, CountsOfPicturesAddUp) {
  const Value timeline = json("/timeline.json", {{"about", "PRK,USA"}});
  std::int64_t events = 0;
  for (const Value& bin : timeline.at("bins").list)
    for (const Value& n : bin.at("counts").list) events += n.integer;
  EXPECT_EQ(events, timeline.whole("events"));
  EXPECT_GT(events, 10);
  const Value search = json("/search.json", {{"q", "summit"}, {"limit", "500"}});
  std::int64_t kinds = 0;
  for (const Value& k : search.at("facets").at("kind").list) kinds += k.whole("count");
  EXPECT_EQ(kinds, search.whole("total"));
  for (const Value& item : search.at("items").list)
    EXPECT_NE(lower_ascii(item.str("snippet")).find(std::string(1, kHitBegin) + "summit"), std::string::npos);
  json("/search.json", {{"q", "\" "}}, 400);
  json("/pair.json", {{"about", "PRK"}}, 400);
}

/// While the record is being read: the rest is what the whole record says, or it is not said.
TEST_F(PageSite, WhatNeedsOnlyTheReportsDoesNotWait) {
  const std::string report = json("/reports.json").at("items").list.at(3).str("id");
  const auto ask = [](Site& site, PageRequest request, bool early) {
    request.takes_early = early;
    return site.answer(request);
  };
  const auto fresh = [&] {
    return std::make_unique<Site>(SiteOptions{file("l.db"), std::string(PARLEY_SOURCE_DIR) + "/codebook", rules()},
                                  test_knowledge());
  };
  for (const char* late : {"/brief.json", "/events.json", "/timeline.json"}) {
    const auto site = fresh();
    PageReply reply = ask(*site, get(late), true);
    EXPECT_EQ(reply.status, 202) << late;
    const auto told = parse_json(*reply.body);
    ASSERT_TRUE(told && told->table.size() == 1) << *reply.body;
    EXPECT_LE(told->at("reading").whole("done"), told->at("reading").whole("all"));
    const PageReply waited = ask(*site, get(late), false);
    EXPECT_EQ(waited.status, 200);
    reply = ask(*site, get(late), true);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(*reply.body, *waited.body);
  }
  for (const auto& [path, params] : std::vector<std::pair<std::string, std::map<std::string, std::string>>>{
           {"/reports.json", {{"order", "new"}, {"limit", "7"}}},
           {"/report/" + report + ".json", {}},
           {"/status.json", {}},
           {"/search.json", {{"q", "summit"}, {"limit", "500"}}}}) {
    const auto site = fresh();
    const PageReply reply = ask(*site, get(path, params), true);
    ASSERT_EQ(reply.status, 200) << path;
    const Value whole = json(path, params);
    const Value early = *parse_json(*reply.body);
    if (early.at("reading").table.empty()) continue;  // it was all there by then
    for (const auto& [name, value] : whole.table) {
      if (name == "findings" || name == "actors") {
        EXPECT_TRUE(early.at(name).list.empty() && early.at(name).table.empty()) << path << ' ' << name;
      } else if (name == "items") {
        ASSERT_EQ(early.at(name).list.size(), value.list.size());
        for (std::size_t k = 0; k < value.list.size(); ++k)
          EXPECT_EQ(early.at(name).list[k].str("id"), value.list[k].str("id")) << path;
      } else {
        EXPECT_EQ(early.at(name).text, value.text) << path << ' ' << name;
        EXPECT_EQ(early.at(name).integer, value.integer) << path << ' ' << name;
      }
    }
  }
}

/// As known on a day: the same bytes, made from what is there or read from the file.
TEST_F(PageSite, AnEarlierDayIsTheSameReadOrMade) {
  body("/brief.json");
  for (const char* day : {"2018-05-25", "2018-11-08", "2019-03-01", "1990-01-01"}) {
    Site apart(SiteOptions{file("l.db"), std::string(PARLEY_SOURCE_DIR) + "/codebook", rules()}, test_knowledge());
    for (const char* path : {"/brief.json", "/meetings.json", "/forecasts.json", "/explanations.json", "/reports.json",
                             "/contradictions.json", "/scores.json", "/events.csv"})
      EXPECT_EQ(body(path, {{"on", day}, {"limit", "500"}}),
                *apart.answer(get(path, {{"on", day}, {"limit", "500"}})).body)
          << path << ' ' << day;
  }
}

TEST_F(PageSite, SaysWhatItDoesNotHave) {
  EXPECT_EQ(site_->answer(get("/nothing.json")).status, 404);
  EXPECT_EQ(site_->answer(get("/brief.ics")).status, 404);
  json("/pair.json", {{"about", "N\xffR,CHL"}}, 400);
  json("/actors/\xff.json", {}, 400);
  EXPECT_EQ(json("/brief.json", {{"about", "Atlantis"}}, 400).at("error").whole("status"), 400);
  Site none(SiteOptions{file("none.db"), std::string(PARLEY_SOURCE_DIR) + "/codebook", rules()}, test_knowledge());
  const auto status = parse_json(*none.answer(get("/status.json")).body);
  EXPECT_TRUE(status->flag("empty"));
  EXPECT_EQ(none.answer(get("/brief.json")).status, 404);
}

TEST_F(PageSite, AForecastStandsBesideOthersAndParley) {
  std::size_t answered = 0;
  const Value forecasts = json("/forecasts.json", {{"limit", "500"}});
  for (const Value& f : forecasts.at("items").list) {
    if (f.str("scoreable") != "true" || f.at("window").str("to").empty()) continue;
    const Value one = json("/forecast/" + f.str("id") + ".json");
    bool own = false;
    for (const Value& s : one.at("statements").list) own = own || s.str("id") == f.str("id");
    EXPECT_TRUE(own) << f.str("id");
    if (one.at("parley").has("answer")) {
      ++answered;
      double last = 0;
      for (const Value& point : one.at("parley").at("curve").list) {
        EXPECT_GE(point.number("chance"), last);
        last = point.number("chance");
      }
    } else {
      EXPECT_FALSE(one.at("parley").str("none").empty());
    }
  }
  EXPECT_GT(answered, 0U);
}

}  // namespace
}  // namespace parley
