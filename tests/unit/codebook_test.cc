// Every entry of the codebook that has an example: the example must make it fire, with the actors it names.
#include <gtest/gtest.h>

#include "reading/events.h"
#include "support/knowledge.h"

namespace parley {
namespace {

std::string codes(const std::vector<ActorRef>& actors) {
  std::string out;
  for (const ActorRef& a : actors) out += (out.empty() ? "" : ",") + a.code;
  return out;
}

TEST(Codebook, EveryEventTriggerFiresOnItsExample) {
  for (const EventTrigger& t : test_knowledge().events->triggers) {
    ASSERT_FALSE(t.example.empty()) << t.file << ":" << t.line << ": no example";
    if (!t.needs.empty()) continue;
    auto a = read_text(t.example);
    bool fired = false;
    std::string got;
    for (const Event& e : a->findings.events) {
      fired = fired || e.type == t.type;
      got += std::string(name_of(e.type)) + " " + codes(e.source) + ">" + codes(e.target) + " [" + e.by_rule + "]; ";
    }
    EXPECT_TRUE(fired) << t.file << ":" << t.line << ": " << t.example << "\n  found: " << got;
  }
}

TEST(Codebook, EveryNameResolvesToItsCode) {
  for (const auto& [name, code] : std::vector<std::pair<std::string, std::string>>{
           {"North Korea", "PRK"}, {"United Nations", "IGO:UN"}, {"Hamas", "NSA:hamas"}, {"Yonhap", "MED:yonhap"}}) {
    EXPECT_EQ(test_knowledge().lexicon.code_of_name(name), code);
    auto a = read_text(name + " said on Monday that the talks would go on.");
    ASSERT_FALSE(a->document.mentions.empty()) << name;
    EXPECT_EQ(a->document.mentions[0].code, code) << name;
  }
}

}  // namespace
}  // namespace parley
