// See reversal.h.
#include "ledger/reversal.h"

#include <algorithm>
#include <span>

#include "ledger/copies.h"

namespace parley {
namespace {

using Words = std::span<const std::uint32_t>;

constexpr std::size_t kLead = 120;      // words from the front of a text in which its news stands
constexpr std::size_t kSmall = 8;       // words of a change within a sentence
constexpr std::size_t kRewritten = 60;  // words of a lead that was written anew
constexpr double kSameHeadline = .4;    // words of the shorter headline that stand in the other

bool holds(Words words, std::uint32_t w) { return std::find(words.begin(), words.end(), w) != words.end(); }

bool holds_any(Words words, const std::vector<std::uint32_t>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](std::uint32_t w) { return holds(words, w); });
}

std::vector<std::uint32_t> without(Words words, Words others) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t w : words)
    if (!holds(others, w)) out.push_back(w);
  return out;
}

std::vector<std::uint32_t> hashes(const std::vector<std::string>& words) {
  std::vector<std::uint32_t> out;
  for (const std::string& w : words)
    for (std::uint32_t h : words_of_line(w)) out.push_back(h);
  return out;
}

}  // namespace

/// Words that were taken out, and those that stand in their place.
struct ReversalWords::Change {
  Words before, after;
};

ReversalWords::ReversalWords(const CopyRules& rules) : denials_(hashes(rules.denials)) {
  for (const CopyRules::Opposites& o : rules.opposites)
    pairs_.push_back({{hashes(o.one), hashes(o.other)}, o.within_a_sentence});
}

bool ReversalWords::reversed(const NewsWords& earlier, const NewsWords& later, const Alignment& a) const {
  if (title_turns(earlier, later)) return true;
  std::size_t from_earlier = 0, from_later = 0;
  for (std::size_t k = 0; k <= a.runs.size(); ++k) {
    bool last = k == a.runs.size();
    std::size_t to_earlier = last ? earlier.body.size() : a.runs[k].earlier;
    std::size_t to_later = last ? later.body.size() : a.runs[k].later;
    if (from_later > kLead) return false;
    if (to_earlier >= from_earlier && (!last || k > 0)) {  // else the text goes on elsewhere
      Change c{Words(earlier.body).subspan(from_earlier, to_earlier - from_earlier),
               Words(later.body).subspan(from_later, to_later - from_later)};
      bool small = std::max(c.before.size(), c.after.size()) <= kSmall;
      c.before = c.before.first(std::min(c.before.size(), kRewritten));
      c.after = c.after.first(std::min(c.after.size(), kRewritten));
      if (turns(c, small)) return true;
    }
    if (last) break;
    from_earlier = a.runs[k].earlier + a.runs[k].length;
    from_later = a.runs[k].later + a.runs[k].length;
  }
  return false;
}

/// A small change turns the news by a denial more or less; any by words of one side only before, of the other after.
bool ReversalWords::turns(const Change& c, bool is_small) const {
  if (is_small && holds_any(c.before, denials_) != holds_any(c.after, denials_)) return true;
  for (const Pair& p : pairs_) {
    if (p.small_only && !is_small) continue;
    bool before[2], after[2];
    for (int side : {0, 1}) {
      before[side] = holds_any(c.before, p.sides[side]);
      after[side] = holds_any(c.after, p.sides[side]);
    }
    if ((before[0] && !before[1] && after[1] && !after[0]) || (before[1] && !before[0] && after[0] && !after[1]))
      return true;
  }
  return false;
}

/// Headlines that share words, but say the opposite.
bool ReversalWords::title_turns(const NewsWords& earlier, const NewsWords& later) const {
  std::vector<std::uint32_t> before = without(earlier.title, later.title), after = without(later.title, earlier.title);
  std::size_t shorter = std::min(earlier.title.size(), later.title.size());
  std::size_t shared = later.title.size() - after.size();
  if (shorter == 0 || static_cast<double>(shared) < kSameHeadline * static_cast<double>(shorter)) return false;
  return turns({before, after}, true);
}

}  // namespace parley
