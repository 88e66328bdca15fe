// The compiled rules of codebook/intake.toml. Inside the stage only.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "intake/intake.h"

namespace parley {

struct IntakeRules::Data {
  std::vector<std::string> published_words, modified_words;
  double given = 1, field = .9, stated = .85, bare = .6, dateline = .7;
  std::unordered_map<std::string, std::string> zones;
  std::unordered_map<std::string, int> months;
  std::vector<std::string> byline_starts, byline_ends, caption_starts, caption_ends, boilerplate, article_ends;
  std::size_t byline_longest = 90, boilerplate_longest = 220;
  std::unordered_set<std::string> stop_words;
  double least_share = .12;
};

/// A date written in a line: its words, ISO value (with time and zone where stated), and where it stands in the line.
struct WrittenDate {
  std::size_t begin = 0, end = 0;
  std::string value;
  bool has_zone = false;
  bool has_time = false;
};

/// First absolute date in `line` at or after `from`: 2018-11-28 16:48 KST, November 7, 2018, Nov. 7, 2018, 7 November
/// 2018, 11 June 2024 18:57. Nothing if there is none.
std::optional<WrittenDate> find_written_date(std::string_view line, std::size_t from, const IntakeRules::Data& rules);

/// Splits the text into blocks and gives them roles by their form. Stamps, bylines and datelines are read by
/// metadata.cc.
std::vector<Block> find_blocks(std::string_view text, const IntakeRules::Data& rules);

/// Fills title, authors, publisher and the date signals of the report from its blocks and from what was given.
void read_metadata(Report& report, const Given& given, const IntakeRules::Data& rules);

}  // namespace parley
