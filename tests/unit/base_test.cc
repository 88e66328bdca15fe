// Text, JSON, TOML and phrase tables.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/phrase_table.h"
#include "base/text.h"
#include "base/value.h"

namespace parley {
namespace {

TEST(Text, ReplacesWhatIsNotUtf8) {
  std::size_t bad = 0;
  EXPECT_EQ(repair_utf8("a\xFF"
                        "b\xC0\x80",
                        &bad),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(bad, 3U);
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_TRUE(is_utf8("\xF0\x9F\x98\x80 \xED\x95\x9C"));
}

RC_GTEST_PROP(Text, RepairedTextIsUtf8, (const std::string& bytes)) {
  std::string text = repair_utf8(bytes);
  RC_ASSERT(is_utf8(text));
  RC_ASSERT(!is_utf8(bytes) || text == bytes);
}

RC_GTEST_PROP(Text, CodePointsAndBytesAgree, (const std::string& bytes)) {
  std::string text = repair_utf8(bytes + "\xE2\x80\x9C" + bytes);
  CodePointIndex index(text);
  std::uint32_t n = 0;
  for (std::size_t p = 0; p < text.size();) {
    RC_ASSERT(index.at(static_cast<std::uint32_t>(p)) == n);
    RC_ASSERT(index.byte_of(n) == p);
    next_code_point(text, p);
    ++n;
  }
  RC_ASSERT(index.at(static_cast<std::uint32_t>(text.size())) == count_code_points(text));
}

TEST(Text, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("\xED\x95\x9C"), 2U);  // a Hangul syllable
}

RC_GTEST_PROP(Json, WrittenTextReadsBack, (const std::string& bytes)) {
  std::string text = repair_utf8(bytes);
  std::string out;
  JsonWriter(out).text(text);
  auto value = parse_json(out);
  RC_ASSERT(value.has_value());
  RC_ASSERT(value->text == text);
}

TEST(Json, RefusesWhatIsBrokenOrTooDeep) {
  EXPECT_FALSE(parse_json("{\"a\": "));
  EXPECT_FALSE(parse_json(std::string(100000, '[')));
  EXPECT_NE(parse_json("[1,]").error().message.find("byte"), std::string::npos);
}

TEST(Toml, NamesFileAndLine) {
  auto broken = parse_toml("a = 1\nb = = 2\n", "x.toml");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().where, "x.toml:2");
  auto value = parse_toml("z = 1\na = [\"x\"]\nd = 2018-11-28\n", "x.toml");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->table[0].first, "z");  // the file's order
  EXPECT_EQ(value->str("d"), "2018-11-28");
  EXPECT_EQ(value->texts("a"), std::vector<std::string>{"x"});
}

TEST(PhraseTable, FindsTheLongest) {
  PhraseTable table;
  table.add({"united", "nations"}, 1);
  table.add({"united", "nations", "security", "council"}, 2);
  std::vector<std::string> words{"united", "nations", "security", "guard"};
  auto at = [&](std::uint32_t i) { return i < words.size() ? std::string_view(words[i]) : std::string_view(); };
  EXPECT_EQ(table.longest(at).length, 2U);
  words[3] = "council";
  EXPECT_EQ(table.longest(at).payload, 2U);
}

TEST(Hash, IsSha256) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace parley
