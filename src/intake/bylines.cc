// Bylines: "By Ada Berg and Tom Lund, Oslo correspondents", "Reporting by Ada Berg; editing by Tom Lund", "ADA BERG
// Staff Writer". What stays is people; titles, places and helpers fall away, and an outlet among them is the publisher.
#include <algorithm>

#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

constexpr std::size_t kLongestName = 5;  // words

std::vector<std::string> words_of(std::string_view s) {
  std::vector<std::string> out;
  for (std::string_view w : split(s, ' '))
    if (!trim(w).empty()) out.emplace_back(trim(w));
  return out;
}

/// Length of the words at the start of `part` that say what the people did: "Reporting by ". 0 if there are none.
std::size_t role_length(std::string_view part, const IntakeRules::Data& rules) {
  std::string low = lower_ascii(part);
  std::size_t longest = 0;
  for (const auto* list : {&rules.byline_starts, &rules.byline_roles})
    for (const std::string& start : *list) {
      std::string_view bare = trim(std::string_view(start));
      bool whole = low.starts_with(bare) && low.size() > bare.size() && !is_ascii_alpha(low[bare.size()]);
      if (whole) longest = std::max(longest, bare.size());
    }
  while (longest > 0 && longest < part.size() && (part[longest] == ':' || is_ascii_space(part[longest]))) ++longest;
  return longest;
}

/// Cuts such words off. True for a part whose people only helped.
bool cut_role(std::string_view& part, const IntakeRules::Data& rules) {
  part = trim(part);
  for (const std::string& helper : rules.byline_helpers)
    if (lower_ascii(part).starts_with(helper)) return true;
  while (std::size_t n = role_length(part, rules)) part.remove_prefix(n);
  return false;
}

bool is_name_word(const std::string& w, const IntakeRules::Data& rules) {
  bool capital = is_ascii_upper(w[0]) || static_cast<unsigned char>(w[0]) >= 0x80;
  return capital || rules.byline_particles.contains(lower_ascii(w));
}

/// The name in front of titles and places: "Ada Berg in Oslo" → "Ada Berg". Empty if the part is no name; one behind a
/// comma that goes on with a title describes the name before it.
std::string name_in(std::string_view part, bool first, const IntakeRules::Data& rules, std::string& outlet) {
  std::vector<std::string> name;
  bool is_outlet = false;
  bool described = false;
  for (const std::string& w : words_of(part)) {
    std::string low = lower_ascii(w);
    if (name.empty() && low == "the") continue;
    described = rules.byline_titles.contains(low);
    if (described || !is_name_word(w, rules)) break;
    is_outlet = is_outlet || rules.outlet_words.contains(low);
    name.push_back(w);
  }
  if (name.empty() || name.size() > kLongestName) return {};
  if (described && !first) return {};  // "…, White House correspondent"
  std::string joined = join(name, " ");
  if (!is_outlet) return joined;
  if (outlet.empty()) outlet = joined;
  return {};
}

}  // namespace

bool is_byline(std::string_view s, const IntakeRules::Data& rules) {
  if (s.size() > rules.byline_longest || ends_sentence(s)) return false;
  std::string low = lower_ascii(s);
  for (const std::string& start : rules.byline_starts)
    if (low.starts_with(start) && s.size() > start.size() &&
        (is_ascii_upper(s[start.size()]) || static_cast<unsigned char>(s[start.size()]) >= 0x80))
      return true;
  return std::any_of(rules.byline_ends.begin(), rules.byline_ends.end(), [&](const std::string& end) {
    bool whole = low.size() > end.size() && low.ends_with(end) && low[low.size() - end.size() - 1] == ' ';
    return whole && s.size() < 60 && words_of(s).size() <= kLongestName + 3;
  });
}

Byline read_byline(std::string_view line, const IntakeRules::Data& rules) {
  Byline out;
  std::string flat = squeeze(line);
  std::erase_if(flat, [](char c) { return c == '(' || c == ')' || c == '[' || c == ']'; });
  for (std::string_view part : split(flat, ';')) {
    if (cut_role(part, rules)) continue;
    std::string list(part);
    for (std::string_view link : {" and ", " & ", " | ", " / "})
      for (std::size_t p; (p = list.find(link)) != std::string::npos;) list.replace(p, link.size(), ",");
    bool first = true;
    for (std::string_view piece : split(list, ',')) {
      std::string_view p = piece;
      while (!p.empty() && (p.back() == '.' || p.back() == ' ')) p.remove_suffix(1);
      if (cut_role(p, rules)) continue;
      std::string name = name_in(p, first, rules, out.outlet);
      first = false;
      if (!name.empty() && std::find(out.authors.begin(), out.authors.end(), name) == out.authors.end())
        out.authors.push_back(std::move(name));
    }
  }
  return out;
}

}  // namespace parley
