// Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom, JSON Feed, and news sitemaps. What they say of each entry.
//
// An entry with its full text is a report. Any other is evidence about the page that it links to (title, day of
// publication, authors), for whoever reads that page in the same run (FeedMemory). Neighbours: xml_scanner.h (tags),
// json_feed.cc, document_reader.h (who calls this), url.h (which addresses are the same).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "intake/intake.h"

namespace parley {

struct FeedEntry {
  std::string url;
  std::string title;
  std::string published, modified;  // ISO; empty if not said
  std::vector<std::string> authors;
  std::string publisher, language;
  std::string text;  // the full text, a line a paragraph; empty if the feed holds only a part of it
};

struct Feed {
  std::string title;
  std::vector<FeedEntry> entries;
  std::size_t links = 0;  // of a sitemap index: sitemaps that it names, which are files of their own
  std::string damage;     // why the rest was not read, in words; empty if all was
};

/// True if the bytes begin as a feed or sitemap does.
bool looks_like_feed(std::string_view head);

/// Reads a feed in UTF-8. Error bad_input if it is none, or holds no entry.
Result<Feed> read_feed(std::string_view bytes, const IntakeRules& rules);

/// The text of a piece of HTML, a line a paragraph; for text without markup its lines.
std::string text_of_markup(std::string_view html, const IntakeRules& rules);

/// What the feeds of a run say of pages, by address.
class FeedMemory {
 public:
  void learn(FeedEntry entry, const IntakeRules& rules);
  /// What is known of a page; null if nothing is.
  [[nodiscard]] const FeedEntry* find(const std::string& url, const IntakeRules& rules) const;
  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  std::unordered_map<std::string, FeedEntry> entries_;
};

/// Fills what is not given yet from a feed's entry; its dates become evidence of source "feed".
void take_entry(const FeedEntry& entry, Given& given);

}  // namespace parley
