// See news_items.h.
#include "reading/news_items.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace parley {
namespace {

constexpr std::size_t kMemory = 20;  // items that a sentence may take up again

using Sides = std::set<std::string_view>;

/// What a sentence names: pronouns too, so that "they" goes on with the item.
Sides named_in(const Document& d, const Sentence& s) {
  Sides out;
  for (const Mention& m : d.mentions_in(s.tokens)) {
    if (acts_for_a_side(m) || (m.kind == MentionKind::pronoun && m.code != "UNK")) out.insert(m.code);
    for (const auto& member : m.members) out.insert(member.first);
  }
  return out;
}

bool meet(const Sides& a, const Sides& b) {
  return std::any_of(a.begin(), a.end(), [&](std::string_view x) { return b.contains(x); });
}

}  // namespace

bool acts_for_a_side(const Mention& m) {
  return m.kind != MentionKind::place && m.kind != MentionKind::pronoun && m.code != "UNK" &&
         !m.code.starts_with("CIV") && !m.code.starts_with("MED");
}

std::vector<std::uint32_t> news_items(const Document& d) {
  std::vector<std::uint32_t> out(d.sentences.size(), 0);
  std::vector<Sides> items(1);
  std::size_t current = 0;
  Sides next = d.sentences.empty() ? Sides() : named_in(d, d.sentences[0]);
  for (std::size_t s = 0; s < d.sentences.size(); ++s) {
    Sides here = std::move(next);
    next = s + 1 < d.sentences.size() ? named_in(d, d.sentences[s + 1]) : Sides();
    bool apart = !here.empty() && !items[current].empty() && !meet(here, items[current]) && !meet(next, items[current]);
    if (apart) {
      std::size_t oldest = items.size() > kMemory ? items.size() - kMemory : 0;
      std::size_t k = items.size();
      while (k > oldest && !meet(here, items[k - 1])) --k;
      current = k > oldest ? k - 1 : items.size();
      if (current == items.size()) items.emplace_back();
    }
    items[current].insert(here.begin(), here.end());
    out[s] = static_cast<std::uint32_t>(current);
  }
  return out;
}

}  // namespace parley
