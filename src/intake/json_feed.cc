// JSON Feed 1.0 and 1.1 (jsonfeed.org). See feed.h.
#include <algorithm>

#include "base/text.h"
#include "base/value.h"
#include "intake/feed_parts.h"
#include "intake/html_entities.h"

namespace parley {
namespace {

/// Names of `authors` (1.1) or `author` (1.0).
void add_people(const Value& of, const IntakeRules& rules, std::vector<std::string>& authors) {
  for (const Value& a : of.at("authors").list) add_feed_authors(a.str("name"), rules, authors);
  if (authors.empty()) add_feed_authors(of.at("author").str("name"), rules, authors);
}

}  // namespace

Result<Feed> read_json_feed(std::string_view bytes, const IntakeRules& rules) {
  auto parsed = parse_json(bytes);
  if (!parsed) return fail(ErrorCode::bad_input, "is a JSON feed, but " + parsed.error().message);
  Feed feed;
  feed.title = feed_line(parsed->str("title"), rules);
  std::string base = parsed->str("home_page_url", parsed->str("feed_url"));
  for (const Value& item : parsed->at("items").list) {
    if (!item.is_table()) continue;
    if (feed.entries.size() >= kMostEntries) {
      feed.cut = true;
      break;
    }
    FeedEntry e;
    std::string id = item.str("id");
    e.url = whole_url(item.str("url", id.find("://") == std::string::npos ? "" : id), base);
    e.title = feed_line(item.str("title"), rules);
    e.published = feed_date(item.str("date_published"), rules.data());
    e.modified = feed_date(item.str("date_modified"), rules.data());
    add_people(item, rules, e.authors);
    if (e.authors.empty()) add_people(*parsed, rules, e.authors);
    e.publisher = feed.title;
    e.language = lower_ascii(front_of(item.str("language", parsed->str("language")), 2));
    std::string html = item.str("content_html");
    std::string text = html.empty() ? item.str("content_text") : text_of_markup(html, rules);
    e.text = whole_text(std::move(text), true, rules.data());
    if (!e.url.empty() || !e.text.empty()) feed.entries.push_back(std::move(e));
  }
  if (feed.entries.empty()) return fail(ErrorCode::bad_input, "is a feed without entries");
  return feed;
}

}  // namespace parley
