// What the readers of XML and JSON feeds share. Inside the stage only.
#pragma once

#include "intake/feed.h"
#include "intake/rules.h"

namespace parley {

inline constexpr std::size_t kMostEntries = 50000;  // what the protocol of sitemaps allows

/// What Feed::damage says of a feed with more entries.
std::string too_many_entries();

/// A feed's date (RFC 822 or ISO 8601) as ISO text; empty if it is none.
std::string feed_date(std::string_view words, const IntakeRules::Data& rules);

/// What stands in a field of an entry, as one line of text without markup.
std::string feed_line(std::string_view words, const IntakeRules& rules);

/// Names of people in a field: "Ada Berg and Sun Kim", "ada@courier.example (Ada Berg)".
void add_feed_authors(std::string_view words, const IntakeRules& rules, std::vector<std::string>& authors);

/// `text` if it is a whole text and not the start of one ("… Read more"), else nothing.
std::string whole_text(std::string text, bool is_content, const IntakeRules::Data& rules);

/// An address of an entry, made whole with that of its feed.
std::string whole_url(std::string_view url, std::string_view base);

Result<Feed> read_json_feed(std::string_view bytes, const IntakeRules& rules);

}  // namespace parley
