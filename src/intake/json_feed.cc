// JSON Feed 1.0 and 1.1 (jsonfeed.org). See feed.h.
#include <algorithm>

#include "base/json_reader.h"
#include "base/text.h"
#include "intake/feed_parts.h"
#include "intake/html_entities.h"

namespace parley {
namespace {

/// Names of `authors` (1.1) or `author` (1.0).
void add_people(const Value& of, const IntakeRules& rules, std::vector<std::string>& authors) {
  for (const Value& a : of.at("authors").list) add_feed_authors(a.str("name"), rules, authors);
  if (authors.empty()) add_feed_authors(of.at("author").str("name"), rules, authors);
}

/// An entry as the item says it; what only the feed says is filled in later.
FeedEntry entry_of(const Value& item, const IntakeRules& rules) {
  FeedEntry e;
  std::string id = item.str("id");
  e.url = item.str("url", id.find("://") == std::string::npos ? "" : id);
  e.title = feed_line(item.str("title"), rules);
  e.published = feed_date(item.str("date_published"), rules.data());
  e.modified = feed_date(item.str("date_modified"), rules.data());
  add_people(item, rules, e.authors);
  e.language = item.str("language");
  std::string html = item.str("content_html");
  std::string text = html.empty() ? item.str("content_text") : text_of_markup(html, rules);
  e.text = whole_text(std::move(text), true, rules.data());
  return e;
}

}  // namespace

Result<Feed> read_json_feed(std::string_view bytes, const IntakeRules& rules) {
  constexpr std::size_t kMostValues = 5000;  // of an item, and of what stands beside the items
  Feed feed;
  std::size_t seen = 0;
  auto parsed = parse_json_list(bytes, "items", kMostValues, [&](const Value& item) {
    if (++seen > kMostEntries) return false;
    if (item.is_table() && !item.table.empty()) feed.entries.push_back(entry_of(item, rules));
    return true;
  });
  if (!parsed && feed.entries.empty())
    return fail(ErrorCode::bad_input, "is a JSON feed, but " + parsed.error().message);
  const Value none;
  const Value& about = parsed ? *parsed : none;
  if (seen > kMostEntries) feed.damage = too_many_entries();
  if (!parsed) feed.damage = parsed.error().message;
  feed.title = feed_line(about.str("title"), rules);
  std::string base = about.str("home_page_url", about.str("feed_url"));
  std::vector<std::string> people;
  add_people(about, rules, people);
  for (FeedEntry& e : feed.entries) {
    e.url = whole_url(e.url, base);
    if (e.authors.empty()) e.authors = people;
    e.publisher = feed.title;
    e.language = lower_ascii(front_of(e.language.empty() ? about.str("language") : e.language, 2));
  }
  std::erase_if(feed.entries, [](const FeedEntry& e) { return e.url.empty() && e.text.empty(); });
  if (feed.entries.empty()) return fail(ErrorCode::bad_input, "is a feed without entries");
  return feed;
}

}  // namespace parley
