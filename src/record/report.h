// A report as intake hands it on: its text, what is known about it, and the role of each of its blocks.
//
// Nothing is deleted from the text: boilerplate and doubled captions keep their place and get a role that later stages
// pass over. Dates are evidence (DateSignal): each is kept with its source and weight, also when another contradicts
// it.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "record/enums.h"

namespace parley {

/// One piece of evidence for a date of a report.
struct DateSignal {
  std::string about;     // "published", "modified" or "read"
  std::string source;    // "given", "field", "posted line", "page stamp", "dateline", "text: next year", …
  std::string when;      // words as written
  std::string value;     // ISO/EDTF, with time and zone where stated: "2018-11-28T16:48+09:00"
  std::string earliest;  // half-open bounds as ISO dates; empty where open
  std::string latest;
  double weight = 0;      // 0..1
  bool doubtful = false;  // contradicted by stronger evidence; kept all the same
  std::string note;       // why it is doubtful, or how it was read
  Span span;              // where in the text; empty for what came from outside

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("about", s.about), v("source", s.source), v("when", s.when), v("value", s.value), v("earliest", s.earliest);
    v("latest", s.latest), v("weight", s.weight), v("doubtful", s.doubtful), v("note", s.note);
  }
};

/// What the signals add up to. `value` is empty when only bounds are known.
struct DateEstimate {
  std::string value;
  std::string earliest;  // half-open bounds as ISO dates; empty where open
  std::string latest;
  std::string basis;      // the signals that decided, in words
  double confidence = 0;  // 0..1: measured share of such dates that are the right day; "high" is .95 and more
  std::vector<DateSignal> signals;

  /// The day, if the estimate is that exact.
  [[nodiscard]] std::optional<Date> day() const { return parse_date(value); }
  /// Bounds as days; open ends are the calendar's first and last day. Nothing if neither end is known.
  [[nodiscard]] std::optional<DateRange> range() const;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("value", s.value), v("earliest", s.earliest), v("latest", s.latest), v("basis", s.basis);
    v("confidence", s.confidence), v("signals", s.signals);
  }
};

struct Block {
  Span span;
  BlockRole role = BlockRole::body;
  std::string reason;  // why it is not body
  Span raw;            // the bytes of the page that it came from, in UTF-8; empty for plain text
};

/// Roles of the blocks that make the article.
inline constexpr std::array kArticleRoles = {BlockRole::body, BlockRole::deck, BlockRole::dateline};
constexpr bool is_of_article(BlockRole role) {
  return std::find(kArticleRoles.begin(), kArticleRoles.end(), role) != kArticleRoles.end();
}

struct CopyRelation {
  std::string report;    // id of the earlier report that this one repeats
  std::string relation;  // copy, cut, extended, updated, quotes-from; reversed
  double overlap = 0;    // share of a report's words that stand in the other; the larger of the two shares

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("report", s.report), v("relation", s.relation), v("overlap", s.overlap);
  }
};

struct Report {
  std::string id;  // content_id("rep", text, url, given date)
  std::string title;
  std::string publisher;
  std::vector<std::string> authors;
  std::string language;
  std::string url;
  DateEstimate published;
  DateEstimate modified;
  DateEstimate read;
  std::vector<CopyRelation> copies_of;  // filled by the ledger, which knows the other reports
  std::vector<CopyRelation> reverses;   // the report whose words it takes over, but whose news it turns round
  std::string sha256;                   // of the text
  std::string text;                     // UTF-8; not part of the report's JSON line
  std::string origin;                   // file or record it came from, for messages; not part of the record
  std::vector<Block> blocks;            // in text order, covering all that is not white space
  std::vector<std::string> warnings;    // what was repaired or doubtful on the way in

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("id", s.id), v("title", s.title), v("publisher", s.publisher), v("authors", s.authors), v("language", s.language);
    v("url", s.url), v("published", s.published), v("modified", s.modified), v("read", s.read);
    v("copies_of", s.copies_of), v("reverses", s.reverses), v("sha256", s.sha256), v("warnings", s.warnings);
  }
};

}  // namespace parley
