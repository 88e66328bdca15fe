// What a page says of itself: title, site, authors, dates; each date as evidence with its source. Inside the stage
// only. Parts: html_json.h (JSON-LD), html_dates.cc (evidence for the dates), html_authors.cc (people).
#pragma once

#include <string>
#include <vector>

#include "intake/html.h"
#include "intake/html_features.h"
#include "intake/html_json.h"
#include "intake/html_page.h"
#include "intake/rules.h"

namespace parley {

/// What the readers of metadata share. `blocks` are the report's, with their roles.
struct PageContext {
  const HtmlPage& page;
  const PageView& view;
  const std::vector<Block>& blocks;
  const JsonFacts& json;
  std::string url;
  const IntakeRules::Data& rules;
  std::string_view bytes;  // of the page
};

/// First content of the <meta> names in the order of the list, references decoded; empty if there is none.
std::string meta_value(const HtmlPage& page, const std::vector<std::string>& names);

/// Objects of JSON-LD that are articles, the first of the page first.
std::vector<std::uint32_t> json_articles(const JsonFacts& json);

/// Fills title, publisher, authors, url, language and the dates of the report.
void read_page_metadata(const PageContext& context, const Given& given, Report& report);

/// Evidence for the dates, and what it adds up to.
void read_page_dates(const PageContext& context, const Given& given, Report& report);

/// Authors from JSON-LD, meta, marks and bylines; the first of these sources that names people.
std::vector<std::string> page_authors(const PageContext& context, const Report& report);

/// What kind of page it is; `why` says it in words for one that is no article. `article` is its text.
PageKind kind_of_page(const PageContext& context, const Report& report, std::string_view article, std::string& why);

}  // namespace parley
