// Every entry of the codebook that has an example: the example must make it fire, with the actors it names.
#include <gtest/gtest.h>

#include "reading/codebook_check.h"
#include "support/knowledge.h"

namespace parley {
namespace {

TEST(Codebook, EveryEventTriggerFiresOnItsExampleWithItsSides) {
  for (const EntryCheck& c : check_entries(test_knowledge())) {
    const EventTrigger& t = *c.entry;
    EXPECT_FALSE(t.example.empty()) << t.file << ":" << t.line << ": no example";
    EXPECT_TRUE(c.state != EntryState::silent && c.state != EntryState::sides)
        << t.file << ":" << t.line << ": " << t.example << "\n  found: " << c.found;
  }
}

TEST(Codebook, NoEntryRepeatsAnother) {
  for (const auto& [first, second] : duplicate_entries(*test_knowledge().events))
    ADD_FAILURE() << second->file << ":" << second->line << " repeats " << first->file << ":" << first->line;
}

TEST(Codebook, ExplainsWhatFiredAndWhatAlmostDid) {
  auto a = read_text("Iran withdrew its troops from Iraq.");
  auto traces = explain(*a, test_knowledge());
  ASSERT_FALSE(traces.empty());
  ASSERT_NE(traces[0].event, nullptr);
  EXPECT_EQ(traces[0].entry->type, EventType::retreat);
  EXPECT_EQ(sides_of(*traces[0].event), "IRN>IRQ");
  bool other = false;
  for (const EntryTrace& t : traces)
    other = other || (t.event == nullptr && t.entry->words[0] == "withdraw" && t.reason.find("no object of") == 0);
  EXPECT_TRUE(other);
  for (const char* text : {"", "\n", "Nobody did anything.", "\xff\xfe"})
    for (const EntryTrace& t : explain(*read_text(text), test_knowledge())) EXPECT_EQ(t.event, nullptr) << text;
}

TEST(Codebook, NamesAndCodesAreFoundWhateverTheirCase) {
  const Lexicon& lexicon = test_knowledge().lexicon;
  for (const char* form : {"north korea", "NORTH KOREA", "prk", "PRK"}) EXPECT_EQ(lexicon.code_of_name(form), "PRK");
  EXPECT_EQ(lexicon.code_of_name("igo:un"), "IGO:UN");
  for (const char* form : {"", " ", "north", "PRK PRK", "North Korea's friends"})
    EXPECT_EQ(lexicon.code_of_name(form), "") << form;
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

TEST(CodeNames, OfStatesOrganisationsAndNobodyInParticular) {
  const Lexicon& lexicon = test_knowledge().lexicon;
  EXPECT_EQ(lexicon.name_of_code("PRK"), "North Korea");
  EXPECT_EQ(lexicon.name_of_code("IGO:EU"), "European Union");                // not the first of its bodies
  EXPECT_EQ(lexicon.name_of_code("CIV:USA"), "people of the United States");  // and not one institute there
  EXPECT_EQ(lexicon.name_of_code("CIV:NOR"), "people of Norway");
  EXPECT_EQ(lexicon.name_of_code("NSA:LBY"), "armed groups of Libya");
  EXPECT_EQ(lexicon.name_of_code("NSA:hamas"), "Hamas");
  EXPECT_EQ(lexicon.name_of_code("UNK"), "unnamed");
  EXPECT_EQ(lexicon.name_of_code("NSA:nobody"), "NSA:nobody");
}

}  // namespace
}  // namespace parley
