// Corrections of the evidence of explanations: kept under the analyst's name beside what was read, taken from the page
// alone, refused from everywhere else.
#include <gtest/gtest.h>

#include "base/value.h"
#include "page/site.h"
#include "support/knowledge.h"
#include "support/program.h"

namespace parley {
namespace {

class Corrections : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(run("read " + std::string(PARLEY_SOURCE_DIR) + "/examples/us-dprk" + ledger()).code, 0);
    site_ = make("A. Reader");
    explanation_ = json("/explanations.json").at("items").list.at(0).str("id");
    claim_ = json("/claims.json").at("items").list.at(0).str("id");
  }
  [[nodiscard]] std::unique_ptr<Site> make(const std::string& analyst) const {
    SiteOptions options{file("l.db"), std::string(PARLEY_SOURCE_DIR) + "/codebook", {8018, {}, ""}};
    options.analyst = analyst;
    options.now = [] { return std::string("2019-03-01T12:00:00Z"); };
    return std::make_unique<Site>(options, test_knowledge());
  }
  Value json(const std::string& path) {
    PageRequest r;
    r.path = path, r.host = "127.0.0.1:8018";
    return *parse_json(*site_->answer(r).body);
  }
  [[nodiscard]] static PageRequest post(const std::string& body) {
    PageRequest r;
    r.method = "POST", r.path = "/corrections.json", r.host = "127.0.0.1:8018";
    r.origin = "http://127.0.0.1:8018", r.content_type = "application/json", r.body = body;
    return r;
  }
  [[nodiscard]] std::string correction(const std::string& bearing, const std::string& more = "") const {
    return R"({"explanation":")" + explanation_ + R"(","evidence":")" + claim_ + R"(","bearing":")" + bearing + '"' +
           more + '}';
  }
  [[nodiscard]] std::string shown() const { return run("show corrections --format jsonl" + ledger()).out; }

  std::unique_ptr<Site> site_;
  std::string explanation_, claim_;
};

TEST_F(Corrections, StandBesideWhatWasRead) {
  const std::string before = run("show explanations --format jsonl" + ledger()).out;
  const PageReply kept =
      site_->answer(post(correction("inconsistent", R"(,"note":"he says \"no\"","on":"2018-11-30")")));
  ASSERT_EQ(kept.status, 201) << *kept.body;
  const std::string line = R"({"kind":"correction","explanation":")" + explanation_ + R"(","evidence":")" + claim_ +
                           R"(","bearing":"inconsistent","note":"he says \"no\"","by":"A. Reader","day":"2018-11-30"})";
  EXPECT_EQ(*kept.body, line + "\n");
  EXPECT_EQ(shown(), line + "\n");
  EXPECT_EQ(run("show explanations --format jsonl" + ledger()).out, before) << "what was read stays";
  const Value list = json("/explanations.json");
  ASSERT_EQ(list.at("corrections").list.size(), 1U);
  EXPECT_EQ(list.at("corrections").list[0].str("by"), "A. Reader");
  EXPECT_TRUE(list.at("evidence").has(claim_)) << "corrected evidence is shown";
  EXPECT_EQ(json("/status.json").str("analyst"), "A. Reader");

  ASSERT_EQ(site_->answer(post(correction("withdrawn"))).status, 201);
  EXPECT_EQ(json("/corrections.json").at("items").list.size(), 2U) << "nothing is taken away";
  EXPECT_EQ(run("show corrections --on 2018-11-30 --format jsonl" + ledger()).out, line + "\n");
  ASSERT_EQ(run("export --format csv " + file("exported") + ledger()).code, 0);
  EXPECT_NE(run("show corrections --format csv" + ledger()).out.find(",withdrawn,,A. Reader,"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(file("exported") + "/corrections.csv"));
}

TEST_F(Corrections, AreTakenFromThePageAlone) {
  const std::string good = correction("neutral");
  const auto status = [&](const std::function<void(PageRequest&)>& change) {
    PageRequest r = post(good);
    change(r);
    return site_->answer(r).status;
  };
  EXPECT_EQ(status([](auto& r) { r.origin = ""; }), 403);
  EXPECT_EQ(status([](auto& r) { r.origin = "null"; }), 403);
  EXPECT_EQ(status([](auto& r) { r.origin = "http://evil.example"; }), 403);
  EXPECT_EQ(status([](auto& r) { r.origin = "http://127.0.0.1:8019"; }), 403);
  EXPECT_EQ(status([](auto& r) { r.host = "evil.example"; }), 403);
  EXPECT_EQ(status([](auto& r) { r.fetch_site = "cross-site"; }), 403);
  EXPECT_EQ(status([](auto& r) { r.content_type = "text/plain"; }), 415);
  EXPECT_EQ(status([](auto& r) { r.content_type = ""; }), 415);
  EXPECT_EQ(status([](auto& r) { r.path = "/brief.json"; }), 405);
  EXPECT_EQ(status([](auto& r) { r.method = "PUT"; }), 405);
  site_ = make("");
  EXPECT_EQ(status([](auto&) {}), 405) << "read-only";
  EXPECT_EQ(shown(), "");
  site_ = make("A. Reader");
  EXPECT_EQ(status([](auto& r) { r.content_type = "Application/JSON; charset=utf-8", r.fetch_site = "same-origin"; }),
            201);
}

TEST_F(Corrections, HostileBodiesAreRefused) {
  const std::string deep(4000, '[');
  for (const std::string& body :
       {std::string(), std::string("null"), std::string("[]"), std::string("{"), deep, correction("maybe"),
        correction("neutral", R"(,"by":"Somebody Else")"), correction("neutral", R"(,"note":7)"),
        correction("neutral", R"(,"note":"a\u0000b")"), correction("neutral", R"(,"note":"\u202egnorw")"),
        correction("neutral", ",\"note\":\"\xff\""),
        correction("neutral", R"(,"note":")" + std::string(3000, 'a') + '"'),
        correction("neutral", R"(,"on":"yesterday")"), correction("neutral", R"(,"on":"2018-11-30T00:00")")}) {
    const PageReply reply = site_->answer(post(body));
    EXPECT_EQ(reply.status, 400) << body.substr(0, 100) << *reply.body;
    EXPECT_TRUE(parse_json(*reply.body)) << *reply.body;
  }
  EXPECT_EQ(site_->answer(post(R"({"explanation":"exp-none","evidence":"x","bearing":"neutral"})")).status, 404);
  const std::string swapped =
      R"({"explanation":")" + claim_ + R"(","evidence":")" + explanation_ + R"(","bearing":"neutral"})";
  EXPECT_EQ(site_->answer(post(swapped)).status, 404) << "an explanation is no evidence";
  EXPECT_EQ(shown(), "");
  const std::string markup = R"(,"note":"<script>alert(1)</script>'); DROP TABLE correction; --")";
  EXPECT_EQ(site_->answer(post(correction("neutral", markup))).status, 201) << "words are words";
  EXPECT_EQ(json("/corrections.json").at("items").list.at(0).str("note"),
            "<script>alert(1)</script>'); DROP TABLE correction; --");
}

TEST_F(Corrections, NeedAName) {
  EXPECT_EQ(run("serve --editable --port 0" + ledger()).code, 2);
  EXPECT_EQ(run("serve --analyst A --port 0" + ledger()).code, 2);
}

}  // namespace
}  // namespace parley
