// Intake of HTML: from the bytes of a page to a Report.
//
//   bytes → decode_page (encoding) → one pass over the page (html_page.h) → roles of its blocks (html_model.h)
//         → title, authors, dates (html_metadata.h)
//
// The report's text is all text of the page, block by block; the article is its blocks of roles body, deck and
// dateline, and each block keeps the bytes of the page that it came from. How the article is found and what that was
// measured against: docs/decisions/0016-extraction.md.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "intake/intake.h"

namespace parley {

/// True if the bytes are a page of HTML: a doctype, or tags of HTML near the front.
bool looks_like_html(std::string_view bytes);

/// Text in UTF-8 of a page in any encoding: BOM, else UTF-8 if the bytes are, else `charset` (of the HTTP header; may
/// be empty), else that of the page's <meta>, else detection. `note` says what was done, empty for clean UTF-8. Error
/// bad_input for binary bytes.
Result<std::string> decode_page(std::string page, std::string_view charset, std::string* note);

/// What kind of page it is; all but articles are refused by `parley read`.
enum class PageKind : std::uint8_t { article, no_article, home_page, paywall, error_page };

template <>
struct EnumNames<PageKind> {
  static constexpr std::array<std::string_view, 5> names = {"article", "no article", "home page", "paywall",
                                                            "error page"};
};

struct PageReport {
  Report report;
  PageKind kind = PageKind::article;
  std::string why;  // in words, for a page that is no article
};

/// A report from a page of UTF-8 text. Never fails: any page is a report, if an empty one. Linear in the page.
PageReport make_page_report(std::string_view page, const Given& given, const IntakeRules& rules);

/// After the roles of its blocks have changed: what hangs on the text (sha256, id, kind) is made anew.
void renew_page_report(PageReport& page, const Given& given, const IntakeRules& rules);

/// The article of a report: the text of its blocks of roles body, deck and dateline, a line break between them.
std::string article_text(const Report& report);

}  // namespace parley
