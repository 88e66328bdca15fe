// See html_metadata.h. Title and site; the rest is put together here.
#include "intake/html_metadata.h"

#include <algorithm>

#include "base/text.h"
#include "intake/html_entities.h"

namespace parley {
namespace {

constexpr std::size_t kLongestTitle = 400;  // bytes

std::string json_value(const JsonFacts& json, std::string_view key) {
  for (std::uint32_t article : json_articles(json))
    if (std::string_view v = json.value(article, key); !v.empty()) return squeeze(decode_entities(v));
  return {};
}

/// The outlet: its name in og:site_name, else the publisher of the article's JSON-LD.
std::string site_of(const PageContext& c) {
  if (std::string site = meta_value(c.page, {"og:site_name"}); !site.empty()) return site;
  for (std::uint32_t o = 1; o < c.json.objects.size(); ++o)
    if (c.json.objects[o].key == "publisher")
      if (std::string_view name = c.json.value(o, "name"); !name.empty()) return squeeze(decode_entities(name));
  return meta_value(c.page, c.rules.page.site);
}

/// Cuts " | The Courier", " - The Courier" off a title: at the last such mark, if what follows is the outlet's name, or
/// short beside what stands before.
std::string without_site(std::string title, const std::string& site) {
  std::string low_site = lower_ascii(site);
  for (std::string_view mark : {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xB7 "}) {
    std::size_t p = title.rfind(mark);
    if (p == std::string::npos || p < 10) continue;
    std::string tail = lower_ascii(title.substr(p + mark.size()));
    bool named =
        !low_site.empty() && (tail.find(low_site) != std::string::npos || low_site.find(tail) != std::string::npos);
    bool bar = mark == " | " || mark == " \xC2\xBB " || mark == " :: ";
    if (named || (bar && tail.size() * 2 < p)) return title.substr(0, p);
  }
  return title;
}

/// The heading of the page where <title> or og:title repeat it; else og:title, <title> or the heading.
std::string title_of(const PageContext& c, const Report& report, const std::string& site) {
  std::string told = meta_value(c.page, c.rules.page.title);
  if (told.empty()) told = json_value(c.json, "headline");
  std::string head = squeeze(decode_entities(front_of(c.page.title, kLongestTitle * 4)));
  std::string heading;
  for (const Block& b : report.blocks)
    if (b.role == BlockRole::headline && heading.empty()) heading = squeeze(slice(report.text, b.span));
  bool repeated =
      heading.size() >= 8 && (told.find(heading) != std::string::npos || head.find(heading) != std::string::npos);
  if (repeated) return heading;
  if (!told.empty()) return without_site(told, site);
  if (!heading.empty() && heading.size() >= 8) return heading;
  return without_site(head, site);
}

}  // namespace

std::string meta_value(const HtmlPage& page, const std::vector<std::string>& names) {
  for (const std::string& wanted : names)
    for (auto [name, content] : page.meta)
      if (equal_ignoring_case(name, wanted))
        if (std::string value = squeeze(decode_entities(content)); !value.empty()) return value;
  return {};
}

std::vector<std::uint32_t> json_articles(const JsonFacts& json) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t o = 1; o < json.objects.size(); ++o) {
    const std::string& type = json.objects[o].type;
    bool article = type.find("article") != std::string::npos || type.find("posting") != std::string::npos ||
                   type.find("report") != std::string::npos;
    if (article) out.push_back(o);
  }
  return out;
}

void read_page_metadata(const PageContext& c, const Given& given, Report& report) {
  std::string site = site_of(c);
  report.title = given.title.empty() ? title_of(c, report, site) : given.title;
  report.publisher = given.publisher.empty() ? site : given.publisher;
  report.authors = given.authors;
  if (report.authors.empty()) report.authors = page_authors(c, report);
  report.url = !given.url.empty() ? given.url : std::string(c.page.canonical);
  read_page_dates(c, given, report);
}

}  // namespace parley
