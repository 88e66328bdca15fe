// Whether a page is an article, and if not, what it is: for the summary of what was refused. See html_metadata.h.
#include "base/text.h"
#include "intake/html_metadata.h"

namespace parley {
namespace {

/// The first of the phrases that stands in `low`; empty if none does.
std::string first_phrase(const std::vector<std::string>& phrases, std::string_view low) {
  for (const std::string& p : phrases)
    if (low.find(p) != std::string_view::npos) return p;
  return {};
}

bool is_home_path(std::string_view url, const std::vector<std::string>& paths) {
  std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  std::size_t path = url.find('/', scheme + 3);
  std::string_view rest = path == std::string_view::npos ? std::string_view() : url.substr(path);
  for (const std::string& p : paths)
    if (rest == p) return true;
  return false;
}

/// Few paragraphs between many links: a list of articles.
bool is_mostly_links(const PageView& view) {
  const ElementSums& all = view.sums[0];
  return all.blocks > 60 && all.link_bytes > all.bytes * .6F && all.paragraphs < 6;
}

}  // namespace

PageKind kind_of_page(const PageContext& c, const Report& report, std::string_view article, std::string& why) {
  const PageWords& w = c.rules.page;
  std::string title = lower_ascii(report.title);
  bool is_short = article.size() < w.short_article;
  if (std::string phrase = first_phrase(w.error_titles, title); is_short && !phrase.empty() && title.size() < 60) {
    why = "an error page: its title says \"" + phrase + "\"";
    return PageKind::error_page;
  }
  std::string low = is_short ? lower_ascii(report.text) : std::string();
  bool closed = false;
  for (const JsonFact& f : c.json.facts)
    closed = closed || (f.key == "isAccessibleForFree" && equal_ignoring_case(f.value, "false"));
  if (std::string phrase = first_phrase(w.paywall, low); is_short && (closed || !phrase.empty()) && !article.empty()) {
    why =
        closed ? "behind a paywall: the page says that it is not free" : "behind a paywall: it says \"" + phrase + "\"";
    return PageKind::paywall;
  }
  if (is_home_path(c.url, w.home_paths) && (is_short || is_mostly_links(c.view))) {
    why = "a home page: its address has no path";
    return PageKind::home_page;
  }
  if (article.size() < w.list && report.published.value.empty() && is_mostly_links(c.view)) {
    why = "a home page or list: most of its text is links";
    return PageKind::home_page;
  }
  if (article.size() < w.shortest) {
    why = "not an article: " + std::to_string(article.size()) + " bytes of text";
    return PageKind::no_article;
  }
  if (article.size() > w.longest) {
    why = "not an article: more than " + std::to_string(w.longest) + " bytes of text, as no report has";
    return PageKind::no_article;
  }
  return PageKind::article;
}

}  // namespace parley
