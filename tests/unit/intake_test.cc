// From bytes to reports: encodings, roles of paragraphs, stated dates.
#include "intake/intake.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "support/knowledge.h"

namespace parley {
namespace {

Report report_of(const std::string& text, const std::string& published = {}) {
  Given given;
  given.text_name = "test";
  given.published = published;
  return make_report(text, given, test_knowledge().intake);
}

std::string text_with(const Report& r, BlockRole role) {
  std::string out;
  for (const Block& b : r.blocks)
    if (b.role == role) out += (out.empty() ? "" : "|") + std::string(slice(r.text, b.span));
  return out;
}

constexpr const char* kPage =
    "Envoys to meet in Oslo\n\n"
    "Posted on : 2018-11-28 16:48 KST Modified on : 2018-11-29 09:00 KST\n"
    "An envoy walks to a car in Oslo\n"
    "An <b></b>envoy walks to a car in Oslo\n\n"
    "The envoys of Norway and Chile will meet in Oslo on Friday, the foreign ministry said on Wednesday.\n\n"
    "\"We expect progress,\" said a diplomat who did not want to be named because the talks are secret.\n\n"
    "By Ada Berg, Oslo correspondent\n\n"
    "Please direct comments or questions to the desk\n\nMost viewed articles\n";

TEST(Intake, GivesEachParagraphItsRole) {
  Report r = report_of(kPage);
  EXPECT_EQ(r.title, "Envoys to meet in Oslo");
  EXPECT_EQ(r.authors, std::vector<std::string>{"Ada Berg"});
  EXPECT_EQ(r.published.value, "2018-11-28T16:48+09:00");
  EXPECT_EQ(r.modified.value, "2018-11-29T09:00+09:00");
  EXPECT_EQ(text_with(r, BlockRole::caption), "An envoy walks to a car in Oslo");
  EXPECT_EQ(text_with(r, BlockRole::duplicate), "An <b></b>envoy walks to a car in Oslo");
  EXPECT_EQ(text_with(r, BlockRole::boilerplate),
            "Please direct comments or questions to the desk|Most viewed articles");
  EXPECT_EQ(r.language, "en");
}

TEST(Intake, ALineBreakEndsAParagraphUnlessTheTextIsWrapped) {
  EXPECT_EQ(find_paragraphs("Talks in Oslo\nThey will meet.\n\n They left. ").size(), 3U);
  std::string wrapped =
      "The envoys of both states met in Oslo on Monday\nand spoke about the price of fish, which has\nrisen this "
      "year.\n";
  EXPECT_EQ(find_paragraphs(wrapped), (std::vector<Span>{{0, static_cast<std::uint32_t>(wrapped.size()) - 1}}));
}

TEST(Intake, EveryLineRuleCatchesItsExample) {
  std::string file = std::string(PARLEY_SOURCE_DIR) + "/codebook/intake.toml";
  Value root = *parse_toml(*read_file(file), file);
  ASSERT_GT(root.at("line").list.size(), 10U);
  auto role_of = [](const std::string& line) {
    Report r = report_of(
        "Envoys to meet in Oslo\n\nThe envoys of Norway and Chile will meet in Oslo on Friday, the foreign ministry "
        "said.\n\n" +
        line + "\n");
    return r.blocks.back().role;
  };
  for (const Value& rule : root.at("line").list) {
    std::string where = "intake.toml:" + std::to_string(rule.line) + ": ";
    EXPECT_EQ(std::string(name_of(role_of(rule.str("example")))), rule.str("role")) << where << rule.str("example");
    if (rule.has("not")) {
      EXPECT_NE(std::string(name_of(role_of(rule.str("not")))), rule.str("role")) << where << rule.str("not");
    }
  }
}

TEST(Intake, BylinesGivePeopleAndOutlets) {
  auto authors = [](const std::string& line) {
    Report r =
        report_of("Envoys to meet\n\n" + line +
                  "\n\nThe envoys of Norway and Chile will meet in Oslo on Friday, the foreign ministry said.\n");
    return join(r.authors, "|") + (r.publisher.empty() ? "" : " @" + r.publisher);
  };
  EXPECT_EQ(authors("By Ada Berg and Tom Lund, Oslo correspondents"), "Ada Berg|Tom Lund");
  EXPECT_EQ(authors("By Jo Arnesen"), "Jo Arnesen");
  EXPECT_EQ(authors("By Ada Berg, White House correspondent"), "Ada Berg");
  EXPECT_EQ(authors("Reporting by Ada Berg in Oslo; editing by Tom Lund"), "Ada Berg");
  EXPECT_EQ(authors("By Ada Berg, Harbor Press"), "Ada Berg @Harbor Press");
  EXPECT_EQ(authors("ADA BERG Staff Writer"), "ADA BERG");
}

TEST(Intake, ReadsStampsInManyForms) {
  auto published = [](const std::string& line) {
    return report_of("Envoys to meet\n" + line +
                     "\n\nThe envoys of Norway and Chile will meet in Oslo on Friday, the foreign ministry said.\n")
        .published.value;
  };
  EXPECT_EQ(published("November 7, 2018"), "2018-11-07");
  EXPECT_EQ(published("Wednesday, 7 November 2018"), "2018-11-07");
  EXPECT_EQ(published("28.11.2018"), "2018-11-28");
  EXPECT_EQ(published("Published: 11/28/2018"), "2018-11-28");
  EXPECT_EQ(published("Published: 11/07/2018"), "");  // either order of day and month is possible
  EXPECT_EQ(published("Posted on Nov. 7, 2018 at 4:48 p.m. EST"), "2018-11-07T16:48-05:00");
  EXPECT_EQ(published("2018-11-07T04:48:10Z"), "2018-11-07T04:48:10+00:00");
  EXPECT_EQ(published("Updated: Nov. 9, 2018 Published: Nov. 7, 2018"), "2018-11-07");
  EXPECT_EQ(published("The Northern Courier, May 24, 2018"), "2018-05-24");
  EXPECT_EQ(published("Norway and Chile met on November 7, 2018 in Oslo to talk about fish."), "");
}

TEST(Intake, ADatelineIsNoPartOfTheSentence) {
  for (const char* dateline :
       {"OSLO, Nov. 7 (Fjord News) --", "OSLO (Fjord News) -", "NEW YORK, Norway (FN)_", "OSLO \xE2\x80\x94"}) {
    Report r = report_of(std::string(dateline) + " The envoys of Norway and Chile met on Wednesday, officials said.\n");
    EXPECT_EQ(text_with(r, BlockRole::dateline), dateline);
    EXPECT_EQ(text_with(r, BlockRole::body), "The envoys of Norway and Chile met on Wednesday, officials said.");
  }
  Report r = report_of("NATO -- the alliance of the West -- met envoys of Norway on Wednesday, officials said.\n");
  EXPECT_EQ(text_with(r, BlockRole::dateline), "");
}

TEST(Intake, ReadsADateline) {
  Report r =
      report_of("OSLO, Nov. 7 (Fjord News) -- The envoys of Norway and Chile met on Wednesday, officials said.\n");
  EXPECT_EQ(r.publisher, "Fjord News");
  ASSERT_EQ(r.published.signals.size(), 1U);
  EXPECT_EQ(r.published.signals[0].value, "XXXX-11-07");
}

TEST(Intake, KeepsAContradictedDateAsDoubtful) {
  Report r = report_of(
      "Envoys to meet\n2019-06-11 18:57\n\nThe envoys of Norway and Chile will meet in Oslo, the ministry said.\n",
      "2018-11-28");
  EXPECT_EQ(r.published.value, "2018-11-28");
  ASSERT_EQ(r.published.signals.size(), 2U);
  EXPECT_FALSE(r.published.signals[0].doubtful);
  EXPECT_TRUE(r.published.signals[1].doubtful);
}

TEST(Decode, ConvertsOtherEncodings) {
  std::string note;
  auto latin = decode_text(
      "Le pr\xE9sident Fran\xE7ois a d\xE9"
      "clar\xE9 qu'il n'\xE9tait pas press\xE9 d'\xEAtre \xE9lu.",
      &note);
  ASSERT_TRUE(latin);
  EXPECT_TRUE(is_utf8(*latin));
  EXPECT_NE(latin->find("pr\xC3\xA9sident"), std::string::npos) << *latin;
  EXPECT_FALSE(note.empty());
  auto utf16 = decode_text(std::string("\xFF\xFE"
                                       "a\0b\0",
                                       6),
                           &note);
  ASSERT_TRUE(utf16);
  EXPECT_EQ(*utf16, "ab");
  EXPECT_EQ(*decode_text("\xEF\xBB\xBF"
                         "abc",
                         nullptr),
            "abc");
}

TEST(Decode, RefusesBinary) {
  auto r = decode_text(std::string("ELF\0\1\2", 6), nullptr);
  ASSERT_FALSE(r);
  EXPECT_NE(r.error().message.find("binary"), std::string::npos);
}

TEST(JsonLines, NamesWhatIsMissing) {
  auto missing = parse_json_record("{\"url\": \"http://x\"}", "b.jsonl:17");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().text(), "b.jsonl:17: field 'text' is missing");
  auto record = parse_json_record(
      R"({"text": "x", "published": 1543363200, "authors": ["A", "B"], "source": "Fjord News"})", "b.jsonl:1");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->given.published, "2018-11-28");
  EXPECT_EQ(record->given.authors.size(), 2U);
  EXPECT_EQ(record->given.publisher, "Fjord News");
}

RC_GTEST_PROP(Intake, BlocksCoverEveryWordInOrder, (const std::string& bytes)) {
  std::string note;
  auto text = decode_text(bytes, &note);
  if (!text) return;
  Report r = report_of(*text);
  std::uint32_t end = 0;
  for (const Block& b : r.blocks) {
    RC_ASSERT(b.span.begin >= end);
    RC_ASSERT(trim(std::string_view(r.text).substr(end, b.span.begin - end)).empty());
    end = b.span.end;
  }
  RC_ASSERT(end <= r.text.size());
  RC_ASSERT(trim(std::string_view(r.text).substr(end)).empty());
}

}  // namespace
}  // namespace parley
