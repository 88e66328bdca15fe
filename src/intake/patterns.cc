// See patterns.h. A line is cut into words (letters and digits) and single other bytes; each is looked up as a first
// word.
#include "intake/patterns.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

bool is_word(char c) { return is_ascii_alpha(c) || is_ascii_digit(c); }

/// Length of the word at `p`, or 1 for any other byte.
std::size_t unit_at(std::string_view s, std::size_t p) {
  std::size_t n = 0;
  while (p + n < s.size() && is_word(s[p + n])) ++n;
  return n == 0 ? 1 : n;
}

/// Where `piece` ends if it stands in `line` at `p` as whole words; npos if it does not.
std::size_t end_of_piece(std::string_view piece, std::string_view line, std::size_t p) {
  if (p > 0 && !piece.empty() && is_word(piece[0]) && is_word(line[p - 1])) return std::string_view::npos;
  for (char c : piece) {
    if (c == '#') {
      std::size_t start = p;
      while (p < line.size() && is_ascii_digit(line[p])) ++p;
      if (p == start) return std::string_view::npos;
    } else if (p >= line.size() || line[p++] != c) {
      return std::string_view::npos;
    }
  }
  bool cut = p > 0 && p < line.size() && is_word(line[p - 1]) && is_word(line[p]);
  return cut ? std::string_view::npos : p;
}

/// First place at or after `from` where the piece stands, as the position behind it.
std::size_t find_piece(std::string_view piece, std::string_view line, std::size_t from) {
  for (std::size_t p = from; p <= line.size(); ++p) {
    if (piece[0] != '#') p = line.find(piece[0], p);
    if (p == std::string_view::npos) return p;
    if (std::size_t end = end_of_piece(piece, line, p); end != std::string_view::npos) return end;
  }
  return std::string_view::npos;
}

/// True if nothing but closing brackets, quotation marks and spaces follows.
bool closes(std::string_view line, std::size_t p) {
  return line.find_first_not_of(" )]\"'", p) == std::string_view::npos;
}

/// The last piece of a pattern that ends in "$": somewhere after `from`, with nothing behind it.
bool ends_with_piece(std::string_view piece, std::string_view line, std::size_t from) {
  for (std::size_t end = from; (end = find_piece(piece, line, end)) != std::string_view::npos;)
    if (closes(line, end)) return true;
  return false;
}

}  // namespace

Status PatternTable::add(std::string_view pattern, std::uint32_t payload) {
  auto bad = [&](const std::string& why) {
    return fail(ErrorCode::bad_codebook, "pattern '" + std::string(pattern) + "' " + why);
  };
  Entry entry;
  std::string_view rest = pattern;
  if (rest.starts_with('^')) {
    entry.at_start = true;
    rest.remove_prefix(1);
  }
  if (rest.ends_with('$')) {
    entry.at_end = true;
    rest.remove_suffix(1);
  }
  entry.payload = payload;
  if (rest.empty()) return bad("is empty");
  if (rest[0] == '*') return bad("begins with '*'");
  if (rest != lower_ascii(rest)) return bad("holds capitals: write it in lower case");
  for (std::string_view piece : split(rest, '*'))
    if (!piece.empty()) entry.pieces.emplace_back(piece);
  if (rest.ends_with('*')) entry.at_end = false;
  const std::string word = entry.pieces[0].substr(0, unit_at(entry.pieces[0], 0));
  known_.set(front_of_word(word));
  if (!entry.at_start) inside_.set(front_of_word(word));
  by_first_word_[word].push_back(std::move(entry));
  return {};
}

std::size_t PatternTable::front_of_word(std::string_view word) {
  std::size_t front = 0;
  for (char c : word.substr(0, 3)) front = front * 31 + static_cast<unsigned char>(c);
  return front % Fronts().size();
}

bool PatternTable::fits(const Entry& entry, std::string_view line, std::size_t from) {
  std::size_t end = end_of_piece(entry.pieces[0], line, from);
  for (std::size_t k = 1; k < entry.pieces.size() && end != std::string_view::npos; ++k) {
    if (entry.at_end && k + 1 == entry.pieces.size()) return ends_with_piece(entry.pieces[k], line, end);
    end = find_piece(entry.pieces[k], line, end);
  }
  return end != std::string_view::npos && (!entry.at_end || closes(line, end));
}

std::vector<std::uint32_t> PatternTable::matches(std::string_view lower) const {
  std::vector<std::uint32_t> found;
  for (std::size_t p = 0; p < lower.size(); p += unit_at(lower, p)) {
    if (is_ascii_space(lower[p])) continue;
    for (std::string_view key : {lower.substr(p, unit_at(lower, p)), std::string_view("#")}) {
      if (key == "#" && !is_ascii_digit(lower[p])) continue;
      if (!(p == 0 ? known_ : inside_).test(front_of_word(key))) continue;
      auto it = by_first_word_.find(key);
      if (it == by_first_word_.end()) continue;
      for (const Entry& entry : it->second)
        if ((p == 0 || !entry.at_start) && fits(entry, lower, p)) found.push_back(entry.payload);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace parley
