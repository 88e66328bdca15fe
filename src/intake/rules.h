// The compiled rules of codebook/intake.toml. Inside the stage only.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "intake/html_model.h"
#include "intake/intake.h"
#include "intake/patterns.h"

namespace parley {

/// One [[line]] of the codebook: what a line that matches one of its patterns is.
struct LineRule {
  BlockRole role = BlockRole::boilerplate;
  std::string reason;
  std::size_t longest = 220;  // bytes; a longer line is text, whatever it holds
  bool sentence = false;      // may be a whole sentence of many words
  bool edge = false;          // only above the first or below the last paragraph
  bool ends_article = false;  // what follows and is short belongs to the page
};

struct DateWeights {
  double given = 1, field = .9, stated = .85, dateline = .8, bare = .6, undated_year = .5, below = .4;
};

/// [page.meta], [page.date_weight], [page.locale], and what [byline] knows of pages.
struct PageWords {
  std::vector<std::string> published, vague, modified, author, title, site, description;  // names of <meta>, lower case
  std::vector<std::string> script, last_script;             // parts of keys in scripts whose value is a day
  std::unordered_map<std::string, double> date_weight;      // by kind of evidence
  std::unordered_map<std::string, std::string> date_group;  // kinds that err together
  double sure_one = .88, sure_two = .96, sure_three = .985, sure_changed = .88, sure_contradicted = .6;
  std::vector<std::string> month_first, day_first_hosts;
  std::size_t shortest = 140, list = 400, short_article = 1500, longest = 400000;  // bytes of body
  std::vector<std::string> error_titles, paywall, home_paths;
  std::vector<std::string> author_starts, author_line_starts, author_links;
  std::unordered_set<std::string> no_names;
};

/// Which of 03/04/2019 is the day.
enum class DayOrder : std::uint8_t { unknown, day_first, month_first };

/// [feed] of the codebook.
struct FeedWords {
  std::size_t shortest_content = 400, shortest_description = 1000;  // bytes of a full text
  std::vector<std::string> cut_ends;                                // of texts that go on elsewhere
  std::vector<std::string> foreign_prefixes;                        // of elements that speak of pictures and films
};

struct IntakeRules::Data {
  std::vector<LineRule> lines;
  PatternTable patterns;  // payload: index into `lines`
  std::vector<std::string> published_words, modified_words;
  std::unordered_set<std::string> stamp_words;  // every word that may stand in a date line beside the date
  DateWeights weight;
  std::size_t dateline_longest = 120;
  std::unordered_map<std::string, std::string> zones;  // "KST" → "+09:00"; empty where the offset hangs on the season
  std::unordered_map<std::string, int> months;
  std::unordered_set<std::string> date_links;  // "de" in "7 de noviembre de 2018"
  std::vector<std::string> byline_starts, byline_ends, byline_roles, byline_helpers;
  std::unordered_set<std::string> byline_titles, byline_particles, outlet_words;
  std::size_t byline_longest = 110;
  std::unordered_set<std::string> stop_words;
  double least_share = .12;
  HintTable hints;
  std::shared_ptr<const PageModel> page_model;  // none if models/ has no intake.bin: then the container decides
  double page_threshold = 0;
  PageWords page;
  FeedWords feed;
  CopyRules copies;
};

/// A date written in a line: its words, ISO value (with time and zone where stated), and where it stands in the line.
struct WrittenDate {
  std::size_t begin = 0, end = 0;
  std::string value;
  std::string zone;  // as written; without an offset in `value` where the codebook has none
  bool has_zone = false;
  bool has_time = false;
};

/// First absolute date in `line` at or after `from`: 2018-11-28 16:48 KST, 28.11.2018, November 7, 2018, Nov. 7, 2018,
/// 7 November 2018, 11 June 2024 6:57 p.m., 12/31/2018 (where only one order of day and month is possible), months of
/// other languages. With an order of day and month, also 03/04/2019 and 28.11.18. Nothing if there is none.
std::optional<WrittenDate> find_written_date(std::string_view line, std::size_t from, const IntakeRules::Data& rules,
                                             DayOrder order = DayOrder::unknown);

/// A month and day without a year at `p`: "Nov. 7" gives "XXXX-11-07" and where it ends. Nothing if there is none.
std::optional<WrittenDate> day_without_year(std::string_view line, std::size_t p, const IntakeRules::Data& rules);

/// The parts of "SEOUL, Nov. 7 (Agency) --" in front of a text. `end` is behind the dash.
struct Dateline {
  std::size_t end = 0;
  std::string agency;
  std::optional<WrittenDate> date;  // "XXXX-11-07" where no year is given
};
std::optional<Dateline> find_dateline(std::string_view text, const IntakeRules::Data& rules);

/// Who a byline names: authors without titles, places and those who only helped; the outlet, if it names one.
struct Byline {
  std::vector<std::string> authors;
  std::string outlet;
};
Byline read_byline(std::string_view line, const IntakeRules::Data& rules);

/// True for a short line that begins or ends as a byline does.
bool is_byline(std::string_view line, const IntakeRules::Data& rules);

/// True for a line that is dates and words about dates, with at most an outlet's name beside them.
bool is_stamp(std::string_view line, const IntakeRules::Data& rules);

/// True if the line ends as a sentence does: with a full stop, question or exclamation mark or colon, quoted or not.
bool ends_sentence(std::string_view line);

/// A date signal with the bounds of its value.
DateSignal date_signal(std::string about, std::string source, std::string when, const std::string& value,
                       double weight);

/// Where the last of the words stands in `text` as a whole word; npos if none does.
std::size_t last_of(const std::vector<std::string>& words, std::string_view text);

/// Splits the text into blocks and gives them roles by their form.
std::vector<Block> find_blocks(std::string_view text, const IntakeRules::Data& rules);

/// The first of the codebook's rules of lines that claims a line; null if none does. `at_edge`: it stands above the
/// first paragraph or below the last, where more rules count.
const LineRule* rule_of_line(std::string_view line, bool at_edge, const IntakeRules::Data& rules);

/// Gives each block its role and the reason for it.
void find_roles(std::string_view text, const IntakeRules::Data& rules, std::vector<Block>& blocks);

/// A dateline in front of the first block of the body becomes a block of its own.
void split_dateline(std::string_view text, const IntakeRules::Data& rules, std::vector<Block>& blocks);

/// Language of a text (language_gate.h); "und" if it cannot be told.
std::string language_of(std::string_view text, const IntakeRules::Data& rules);

/// The source of dates that came with a report: "field", or "feed".
const char* given_source(const Given& given);

/// When the page was fetched, as evidence: DateEstimate `read` of the report.
void read_fetch_time(const Given& given, Report& report);

/// A report without a day of publication was published when it was fetched at the latest.
void bound_by_fetch_time(Report& report);

/// Fills title, authors, publisher and the date signals of the report from its blocks and from what was given.
void read_metadata(Report& report, const Given& given, const IntakeRules::Data& rules);

}  // namespace parley
