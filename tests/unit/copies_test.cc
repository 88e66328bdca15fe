// Reports that repeat others: what each variant of syndication is called, what is no copy, and that forty papers are
// one source.
#include "ledger/copies.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "ledger/ledger.h"
#include "ledger/reversal.h"
#include "ledger/sqlite.h"
#include "ledger/stories.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

/// Sentences of which no two share three words in a row.
std::string sentence(int n) {
  static const char* kWords[] = {"harbour", "quota",  "window", "garden", "bridge", "market",
                                 "letter",  "anchor", "ferry",  "winter", "ticket", "novel",
                                 "cousin",  "planet", "signal", "basket", "doctor", "meadow"};
  std::string out;
  for (int k = 0; k < 14; ++k) {
    auto at = static_cast<std::size_t>(n * 31 + k * k * 7 + k * n) % 18;
    out += (k == 0 ? "The " : " ") + std::string(kWords[at]) + (k % 3 == 1 ? std::to_string(n * 14 + k) : "");
  }
  return out + ".";
}

std::string text_of(int from, int to) {
  std::string out;
  for (int k = from; k < to; ++k) out += (out.empty() ? "" : k % 3 == 0 ? "\n\n" : " ") + sentence(k);
  return out;
}

class CopiesInALedger : public ::testing::Test {
 protected:
  void SetUp() override { start_anew(); }
  /// An empty ledger.
  void start_anew() {
    folder_ = std::make_unique<TestFolder>();
    ledger_ = std::make_unique<Ledger>(std::move(*Ledger::open(folder_->file("a.db"), Ledger::Mode::read_write)));
  }

  /// Keeps a report; its id.
  std::string add(const std::string& text, const std::string& day, const std::string& title = "Envoys meet in Oslo",
                  const std::string& url = {}) {
    Given given;
    given.title = title;
    given.published = day;
    given.url = url.empty() ? "https://paper" + std::to_string(++papers_) + ".example/a" : url;
    given.language = "en";
    Reading reading{make_report(text, given, test_knowledge().intake), {}};
    EXPECT_TRUE(ledger_->add({&reading}, "2026-01-01T00:00:00Z"));
    return reading.report.id;
  }
  Record record() {
    EXPECT_TRUE(ledger_->derive(test_knowledge().intake.copies()));
    return std::move(*ledger_->record());
  }
  /// "relation of N" for the report of that id, by the number with which reports were added; "" if it repeats none.
  static std::string relation(const Record& record, const std::string& id, const std::vector<std::string>& ids) {
    for (const Report& r : record.reports) {
      if (r.id != id) continue;
      const auto& list = r.copies_of.empty() ? r.reverses : r.copies_of;
      if (list.empty()) return {};
      EXPECT_EQ(r.copies_of.size() + r.reverses.size(), 1U);
      auto at = std::find(ids.begin(), ids.end(), list[0].report) - ids.begin();
      return list[0].relation + " of " + std::to_string(at);
    }
    return "no such report";
  }

  std::unique_ptr<TestFolder> folder_;
  std::unique_ptr<Ledger> ledger_;
  int papers_ = 0;
};

TEST_F(CopiesInALedger, AreNamedByWhatWasDone) {
  std::string edited = text_of(0, 20);
  for (std::size_t p = 40; p < edited.size(); p += 85) edited.replace(edited.find(' ', p), 1, " other ");
  std::vector<std::string> ids{
      add(text_of(0, 20), "2018-11-28"),                                 // 0: the first
      add(text_of(0, 20), "2018-11-29", "Another headline altogether"),  // 1: copy
      add(text_of(0, 8), "2018-11-29"),                                  // 2: cut to 40 %
      add(edited, "2018-11-29"),                                         // 3: edited
      add(text_of(0, 20) + "\n\n" + text_of(100, 107), "2018-11-29"),    // 4: a third more
      add(text_of(0, 10) + "\n\n" + text_of(200, 210), "2018-11-30"),    // 5: half rewritten
      add(text_of(300, 318) + "\n\n" + text_of(4, 6), "2018-11-30"),     // 6: quotes two sentences
      add(text_of(400, 420), "2018-11-30"),                              // 7: its own
  };
  Record r = record();
  EXPECT_EQ(relation(r, ids[0], ids), "");
  EXPECT_EQ(relation(r, ids[1], ids), "copy of 0");
  EXPECT_EQ(relation(r, ids[2], ids), "cut of 0");
  EXPECT_EQ(relation(r, ids[3], ids), "copy of 0");
  EXPECT_EQ(relation(r, ids[4], ids), "extended of 0");
  EXPECT_EQ(relation(r, ids[5], ids), "updated of 0");
  EXPECT_EQ(relation(r, ids[7], ids), "");
  Stories stories(r);
  EXPECT_EQ(stories.of(ids[5]), ids[0]);
  EXPECT_EQ(stories.of(ids[6]), ids[6]);
  EXPECT_EQ(stories.size(), 3U);
  EXPECT_EQ(*ledger_->count_copies(ids), 5U);
}

TEST(CopyRelations, OneThatQuotesIsNoCopy) {
  std::vector<std::uint32_t> quoted = words_of_line(text_of(0, 20)),
                             quoting = words_of_line(text_of(300, 318) + " " + text_of(4, 6));
  auto r = copy_relation(align(quoted, quoting), false);
  ASSERT_TRUE(r);
  EXPECT_EQ(r->relation, "quotes-from");
  Report report;
  report.copies_of = {*r};
  EXPECT_FALSE(repeats_another(report));
}

TEST_F(CopiesInALedger, AnUpdateThatTurnsTheNewsRoundIsNone) {
  std::string rest = "\n\n" + text_of(0, 15);
  struct Case {
    const char *title, *lead, *later_title, *later_lead;
    bool turned;
  };
  for (const Case& c : {
           Case{"Talks on in Oslo", "The talks in Oslo are on, officials said.", "Talks off in Oslo",
                "The talks in Oslo are off, officials said.", true},
           Case{"Chile to attend", "Chile will attend the talks.", "Chile to attend",
                "Chile will not attend the talks.", true},
           Case{"Chile and the offer", "Chile has accepted the offer of Norway, it said.", "Chile and the offer",
                "Chile has rejected the offer of Norway, it said.", true},
           Case{"Talks to be held", "High-level talks will be held on Friday in Oslo as both sides confirmed again.",
                "Talks called off",
                "Late on Thursday the meeting of the two sides was canceled at short notice by Chile.", true},
           Case{"Talks in Oslo", "The talks begin at nine, officials said.", "Talks in Oslo",
                "The talks begin at ten, officials said.", false},
           Case{"Chile signs the accord", "Chile signed the accord in Oslo on Friday, the ministry said.",
                "Chile refuses to sign the accord",
                "Chile refused to sign the accord in Oslo on Friday, the ministry said.", true},
           Case{"Talks to go ahead on Monday", "The talks will go ahead on Monday as planned, both ministries said.",
                "Talks called off", "The talks planned for Monday were called off, both ministries said.", true},
           Case{"Sanctions lifted", "Norway lifted the sanctions on Friday, the ministry said.", "Sanctions extended",
                "Norway extended the sanctions on Friday, the ministry said.", true},
           Case{"Envoy confirms meeting", "The envoy confirmed on Friday that she would meet the other side.",
                "Envoy rules out meeting", "The envoy ruled out on Friday that she would meet the other side.", true},
           Case{"Parliament backs deal", "Parliament backed the deal by a wide margin on Friday.",
                "Parliament votes down deal", "Parliament voted down the deal by a wide margin on Friday.", true},
           Case{"Captain freed", "The captain was freed by Chile on Friday, his lawyer said.",
                "Captain remains in custody", "The captain remains in custody in Chile, his lawyer said.", true},
           Case{"Sides close to a deal", "The two sides are close to a deal, the deputy minister said.",
                "Sides far from a deal", "The two sides are far from a deal, the deputy minister said.", true},
           Case{"Norway stays in the pact", "Norway will stay in the pact, the prime minister said.",
                "Norway leaves the pact", "Norway will leave the pact, the prime minister said.", true},
           Case{"Talks possible next week", "Talks are possible next week, an official said.",
                "Talks impossible next week", "Talks are impossible next week, an official said.", true},
           Case{"Border to open", "The border opens on Friday, officials said.", "Border to stay shut",
                "The border stays shut on Friday, officials said.", true},
           Case{"Deal without a date", "The sides left with a deal, an official said.", "Deal without a date",
                "The sides left without a deal, an official said.", true},
           Case{"Talks end with a quota", "The talks ended with a quota of 400,000 tonnes, the ministry said.",
                "Talks end with a quota", "The talks ended with a quota of 410,000 tonnes, the ministry said.", false},
           Case{"Talks set for Monday", "The talks were set for Monday at noon, the ministry said.",
                "Talks set for Tuesday", "The talks were set for Tuesday at noon, the ministry said.", false},
           Case{"Three vessels seized", "Three vessels were seized on Friday, officials said.", "Five vessels seized",
                "Five vessels were seized on Friday, officials said.", false},
           Case{"Minister to visit Oslo", "The minister is to visit Oslo in May, her office said.",
                "Minister to visit Oslo",
                "The minister is to visit Oslo in May, her office said, without giving dates.", false},
           Case{"Talks off in Oslo", "The talks in Oslo are off, officials said.", "Oslo: talks off",
                "The talks in Oslo are off, an envoy said.", false},
       }) {
    std::vector<std::string> ids{add(c.lead + rest, "2018-11-28", c.title),
                                 add(c.later_lead + rest, "2018-11-29", c.later_title)};
    Record r = record();
    std::string got = relation(r, ids[1], ids);
    EXPECT_EQ(got, c.turned ? "reversed of 0" : "copy of 0") << c.later_lead;
    EXPECT_EQ(Stories(r).of(ids[1]), c.turned ? ids[1] : ids[0]);
    start_anew();
  }
}

TEST_F(CopiesInALedger, OfOnePageAreUpdatesOfIt) {
  std::vector<std::string> ids{add(text_of(0, 20), "2018-11-28", "A", "https://courier.example/live"),
                               add(text_of(100, 120) + " " + text_of(0, 4), "2018-11-29", "B",
                                   "http://www.courier.example/live/?utm_source=x#top"),
                               add(text_of(200, 220), "2018-11-30", "C", "https://courier.example/live")};
  Record r = record();
  EXPECT_EQ(relation(r, ids[1], ids), "updated of 0");
  EXPECT_EQ(relation(r, ids[2], ids), "");
}

TEST_F(CopiesInALedger, TheEarlierTimeOfADayComesFirst) {
  std::vector<std::string> ids{add(text_of(0, 8), "2018-11-28T18:00:00+09:00"),
                               add(text_of(0, 20), "2018-11-28T08:00:00Z"), add(text_of(0, 20), "2018-11-28")};
  Record r = record();
  EXPECT_EQ(relation(r, ids[0], ids), "cut of 1");
  EXPECT_EQ(relation(r, ids[1], ids), "");
  EXPECT_EQ(relation(r, ids[2], ids), "copy of 1");
}

TEST_F(CopiesInALedger, FortyPapersAreOneSource) {
  std::string claim = "\n\nThe talks will go on next week, Ada Berg, the foreign minister of Norway, said on Monday.";
  std::vector<std::string> ids;
  for (int paper = 0; paper < 40; ++paper) {
    std::string text =
        text_of(0, 12) + claim + (paper % 4 == 3 ? "\n\n" + text_of(1000 + paper * 10, 1005 + paper * 10) : "");
    Given given;
    given.url = "https://paper" + std::to_string(paper) + ".example/a";
    given.published = "2018-11-28T08:" + std::to_string(10 + paper) + ":00Z";
    auto a = read_report(make_report(text, given, test_knowledge().intake), test_knowledge());
    Reading reading{std::move(a->report), std::move(a->findings)};
    ids.push_back(reading.report.id);
    ASSERT_TRUE(ledger_->add({&reading}, "2026-01-01T00:00:00Z"));
  }
  Record r = record();
  Stories stories(r);
  EXPECT_EQ(stories.size(), 1U);
  std::size_t all = 0, counted = 0;
  for (std::size_t k = 0; k < r.findings.claims.size(); ++k) {
    if (r.findings.claims[k].quote.find("Ada Berg") == std::string::npos) continue;
    ++all;
    counted += !stories.repeated<Claim>()[k];
  }
  EXPECT_EQ(all, 40U);
  EXPECT_EQ(counted, 1U);
}

TEST_F(CopiesInALedger, DoNotDependOnTheOrderOfReading) {
  struct Entry {
    std::string text, day;
  };
  std::vector<Entry> entries;
  for (int story = 0; story < 6; ++story) {
    int base = story * 1000;
    entries.push_back({text_of(base, base + 20), "2018-11-28"});
    entries.push_back({text_of(base, base + 8), "2018-11-27"});
    entries.push_back({text_of(base + 4, base + 20) + " " + text_of(base + 50, base + 58), "2018-11-28"});
    entries.push_back({text_of(base, base + 20), ""});
    entries.push_back({text_of(base + 10, base + 20) + " " + text_of(base + 70, base + 80), "2018-11-29"});
  }
  std::string first;
  for (unsigned round = 0; round < 8; ++round) {
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < entries.size(); ++k)
      order.push_back((k * (round % 2 == 0 ? 7 : 11) + round * 3) % entries.size());
    for (std::size_t n = 0; n < order.size(); ++n) {
      std::size_t k = order[n];
      add(entries[k].text, entries[k].day, "Envoys meet in Oslo", "https://p" + std::to_string(k) + ".example/a");
      if (n % 5 == round % 5) {
        ASSERT_TRUE(ledger_->derive(test_knowledge().intake.copies()));
      }
    }
    std::string all;
    for (const Report& r : record().reports) {
      all += r.id;
      for (const CopyRelation& c : r.copies_of)
        all += ' ' + c.relation + ' ' + c.report + ' ' + std::to_string(c.overlap);
      all += '\n';
    }
    if (first.empty()) first = all;
    EXPECT_EQ(all, first) << round;
    EXPECT_NE(all.find("extended"), std::string::npos);
    start_anew();
  }
}

/// More reports under one key than are compared with: those that come early still get what comes still earlier.
TEST_F(CopiesInALedger, OfAFloodDoNotDependOnTheOrderEither) {
  struct Entry {
    std::string text, day;
  };
  std::vector<Entry> entries;
  for (int k = 0; k < 24; ++k) {
    std::string day = "2018-11-" + std::string(k < 9 ? "0" : "") + std::to_string(k + 1);
    entries.push_back({text_of(0, 20) + " " + sentence(5000 + k), day});                        // a flood, nearly equal
    entries.push_back({text_of(100, 106) + " " + text_of(2000 + 20 * k, 2014 + 20 * k), day});  // that quote one text
  }
  entries.push_back({text_of(100, 120), "2018-11-12"});
  std::string first;
  for (unsigned round = 0; round < 6; ++round) {
    for (std::size_t n = 0; n < entries.size(); ++n) {
      std::size_t k = (n * (round % 2 == 0 ? 5 : 11) + round * 3) % entries.size();
      if (round >= 4) k = round == 4 ? n : entries.size() - 1 - n;
      add(entries[k].text, entries[k].day, "Envoys meet in Oslo", "https://p" + std::to_string(k) + ".example/a");
      if (n % 5 == round % 5) {
        ASSERT_TRUE(ledger_->derive(test_knowledge().intake.copies()));
      }
    }
    std::string all;
    int copies = 0;
    for (const Report& r : record().reports) {
      for (const CopyRelation& c : r.copies_of) {
        all += r.id + ' ' + c.relation + ' ' + c.report + ' ' + std::to_string(c.overlap) + '\n';
        copies += c.relation == "copy" ? 1 : 0;
      }
    }
    if (first.empty()) first = all;
    EXPECT_EQ(all, first) << round;
    EXPECT_EQ(copies, 23) << all;
    start_anew();
  }
}

/// Versions of a page meet by its address alone; one that is no longer among the earliest of the address is met no
/// more.
TEST_F(CopiesInALedger, WhatIsDisplacedIsComparedAnew) {
  const std::string page = "https://paper.example/latest";
  for (bool versions_first : {true, false}) {
    start_anew();
    std::vector<std::string> ids;
    auto add_versions = [&] {
      ids.push_back(add(text_of(0, 20), "2018-11-20", "Envoys meet in Oslo", page));
      ids.push_back(add(text_of(17, 20) + " " + text_of(500, 517), "2018-11-21", "Envoys meet in Oslo", page));
      if (versions_first) {
        EXPECT_EQ(relation(record(), ids[1], ids), "updated of 0");
      }
    };
    if (versions_first) add_versions();
    for (int k = 0; k < 16; ++k)
      add(text_of(3000 + 40 * k, 3020 + 40 * k), "2018-11-02", "Item " + std::to_string(k), page);
    if (!versions_first) add_versions();
    EXPECT_EQ(relation(record(), ids[1], ids), "") << versions_first;
  }
}

TEST_F(CopiesInALedger, OfAnOlderLedgerAreFoundWithTheNextReading) {
  std::vector<std::string> ids = {add(text_of(0, 20), "2018-11-28")};
  record();
  auto db = Database::open(folder_->file("a.db"), Database::Access::read_write, 5000);
  ASSERT_TRUE(db &&
              (*db)->execute("DROP TABLE copy_key; DROP INDEX copy_of; CREATE TABLE band (hash INTEGER, report TEXT, "
                             "PRIMARY KEY (hash, report)) WITHOUT ROWID"));
  ledger_ = std::make_unique<Ledger>(std::move(*Ledger::open(folder_->file("a.db"), Ledger::Mode::read_write)));
  ids.push_back(add(text_of(0, 20), "2018-11-29"));
  EXPECT_EQ(relation(record(), ids[1], ids), "copy of 0");
}

TEST(Fingerprints, ComeBackAlsoFromSixtyFourBits) {
  for (const std::vector<std::uint32_t>& set :
       {std::vector<std::uint32_t>{}, {7}, {7, 9}, {1, 7, 0xfffffffeU}, {1, 2, 3, 4}}) {
    EXPECT_EQ(shingles_in(fingerprint_of(set)), set);
    std::string old;  // another half each, in the order of those
    for (std::size_t k = 0; k < set.size(); ++k) {
      const std::uint32_t high = static_cast<std::uint32_t>(k) + 5, low = set[set.size() - 1 - k] ^ high;
      for (std::uint32_t half : {low, high}) old.append(reinterpret_cast<const char*>(&half), sizeof half);
    }
    EXPECT_EQ(shingles_in(old), set);
  }
}

TEST(Alignment, FindsRunsWhereTheyStand) {
  std::vector<std::uint32_t> a{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, b{20, 6, 7, 8, 9, 10, 21, 1, 2, 3, 4, 5, 22};
  Alignment got = align(a, b);
  ASSERT_EQ(got.runs.size(), 2U);
  EXPECT_EQ(got.runs[0].earlier, 5U);
  EXPECT_EQ(got.runs[0].later, 1U);
  EXPECT_EQ(got.runs[1].length, 5U);
  EXPECT_DOUBLE_EQ(got.share_of_earlier(), 1);
  EXPECT_DOUBLE_EQ(got.share_of_later(), 10.0 / 13);
  EXPECT_EQ(align(a, {}).shared, 0U);
  EXPECT_EQ(align({}, a).share_of_earlier(), 0);
}

RC_GTEST_PROP(AlignmentOf, EveryRunIsEqual, (std::vector<std::uint8_t> x, std::vector<std::uint8_t> y)) {
  std::vector<std::uint32_t> a, b;
  for (std::uint8_t v : x) a.push_back(v % 3);
  for (std::uint8_t v : y) b.push_back(v % 3);
  Alignment got = align(a, b);
  std::uint32_t end = 0;
  for (const AlignedRun& r : got.runs) {
    RC_ASSERT(r.later >= end && r.length >= 3);
    for (std::uint32_t k = 0; k < r.length; ++k) RC_ASSERT(a.at(r.earlier + k) == b.at(r.later + k));
    end = r.later + r.length;
  }
}

TEST(CopyKeys, MeetAtALowOverlap) {
  auto met = [](const std::string& a, const std::string& b) {
    auto x = copy_keys(shingles(words_of_line(a))), y = copy_keys(shingles(words_of_line(b)));
    return std::any_of(x.begin(), x.end(), [&](std::int64_t k) { return std::find(y.begin(), y.end(), k) != y.end(); });
  };
  int found = 0, strangers = 0;
  for (int k = 0; k < 100; ++k) {
    int base = k * 1000;
    found += met(text_of(base, base + 20), text_of(base, base + 10) + " " + text_of(base + 50, base + 60));
    strangers += met(text_of(base, base + 20), text_of(base + 500, base + 520));
  }
  EXPECT_GE(found, 97);
  EXPECT_LE(strangers, 1);
  EXPECT_EQ(words_of_line("Kim\xE2\x80\x99s \xE2\x80\x9C"
                          "Offer\xE2\x80\x9D\xE2\x80\x94no"),
            words_of_line("kim's \"offer\" - NO"));
}

}  // namespace
}  // namespace parley
