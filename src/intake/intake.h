// Intake: from the bytes of a file to a Report.
//
//   bytes → decode (encoding) → records (one a file, or one a JSON line) → blocks and their roles → title, byline,
//   dates
//
// Neighbours: decode.h (encodings), json_lines.h (records), blocks.h (roles of the paragraphs), metadata.h (title,
// byline, stated dates). Knowledge about what a stamp, a byline or a page leftover looks like is in
// codebook/intake.toml.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/value.h"
#include "record/report.h"

namespace parley {

/// What the caller, or the record around the text, says about a report.
struct Given {
  std::string text_name;  // where it comes from, for messages: "a.txt", "b.jsonl:17"
  std::string url;
  std::string title;
  std::string publisher;
  std::vector<std::string> authors;
  std::string published;  // ISO date or time; evidence of source "given" or "field"
  std::string modified;
  std::string language;
  bool published_by_user = false;  // --date, which outweighs everything in the text
  bool from_feed = false;          // the dates come from a feed's entry: evidence, not part of the report's identity
  std::string fetched;             // when the page was fetched, ISO time in UTC; empty if not known
};

/// What the codebook knows of reports that repeat others ([url], [reversal]).
struct CopyRules {
  struct Opposites {
    std::vector<std::string> one, other;
    bool within_a_sentence = false;  // words that mean much else: only where a few words were changed
  };
  std::vector<std::string> tracking;  // parameters of addresses that name no page
  std::vector<std::string> denials;
  std::vector<Opposites> opposites;
};

/// Rules of intake, from codebook/intake.toml.
class IntakeRules {
 public:
  static Result<IntakeRules> load(const Value& intake_toml, const std::string& file);
  /// Takes the judge of pages from a model file (models/intake.bin). Error bad_input if it is none of this version.
  Status load_page_model(const std::string& path);
  IntakeRules();
  ~IntakeRules();
  IntakeRules(IntakeRules&&) noexcept;
  IntakeRules& operator=(IntakeRules&&) noexcept;
  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }
  [[nodiscard]] const CopyRules& copies() const;

 private:
  std::unique_ptr<Data> data_;
};

/// Text in UTF-8 of bytes in any encoding: BOM, then UTF-8, then detection (uchardet), converted by ICU. A BOM is
/// dropped; what cannot be converted becomes U+FFFD. `note` says what was done, empty for clean UTF-8. Error bad_input
/// for binary bytes (NUL bytes that no UTF-16 or UTF-32 explains).
Result<std::string> decode_text(std::string_view bytes, std::string* note);

/// Paragraphs of a text, without white space at their ends. A line break ends one, unless the text is hard-wrapped and
/// the paragraph long enough to go on.
std::vector<Span> find_paragraphs(std::string_view text);

/// A report from plain text: blocks with roles, title, byline, stated dates. Never fails: any text is a report.
Report make_report(std::string text, const Given& given, const IntakeRules& rules);

/// The report's id: a hash of its text (sha256), its URL and the publication date that came with it.
std::string report_id(const Report& report, const Given& given);

/// One record of a JSON-lines file: `text` (required), url, title, publisher|source, authors|author, published|date,
/// modified, language.
struct TextRecord {
  std::string text;
  Given given;
};

/// Reads one line of a JSON-lines file. Error bad_input names the field that is missing or of the wrong type.
Result<TextRecord> parse_json_record(std::string_view line, const std::string& where);

/// True if the bytes look like JSON lines: the first line that is not blank is a JSON object.
bool looks_like_json_lines(std::string_view bytes);

}  // namespace parley
