// See html_words.h.
#include "intake/html_words.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace parley {

const std::array<std::string_view, kHints> kHintNames = {
    "nav",     "footer",   "header",   "aside",   "comment",  "share",   "related", "ad",      "promo",
    "author",  "date",     "modified", "caption", "keywords", "login",   "hidden",  "cookie",  "content",
    "article", "headline", "lead",     "meta",    "widget",   "gallery", "quote",   "summary", "published"};

namespace {

constexpr std::size_t kLongestValue = 400;  // bytes: of a longer value the front
constexpr std::size_t kShortestPrefix = 3;

std::uint32_t hash_of(std::string_view word) {
  HintHash h;
  for (char c : word) h.add(c);
  return h.value;
}

/// Walks a value: `more(hash, length)` after each byte of a word, `done(hash)` at its end.
template <class More, class Done>
void walk(std::string_view value, More&& more, Done&& done) {
  value = value.substr(0, kLongestValue);
  HintHash h;
  std::size_t length = 0;
  char last = 0;
  for (char c : value) {
    bool letter = is_ascii_alpha(c);
    bool fresh = !letter || (is_ascii_upper(c) && is_ascii_lower(last));
    if (fresh && length > 0) {
      done(h.value);
      h = {};
      length = 0;
    }
    last = c;
    if (!letter) continue;
    h.add(to_ascii_lower(c));
    more(h.value, ++length);
  }
  if (length > 0) done(h.value);
}

}  // namespace

const HintTable::Slot* HintTable::find(std::uint32_t hash) const {
  if (slots_.empty()) return nullptr;
  std::size_t mask = slots_.size() - 1;
  for (std::size_t s = hash & mask; slots_[s].used; s = (s + 1) & mask)
    if (slots_[s].hash == hash) return &slots_[s];
  return nullptr;
}

HintTable::Slot& HintTable::place(std::uint32_t hash) {
  if ((used_ + 1) * 4 > slots_.size()) {
    std::vector<Slot> old(std::max<std::size_t>(256, slots_.size() * 2));
    old.swap(slots_);
    used_ = 0;
    for (const Slot& s : old)
      if (s.used) place(s.hash) = s;
  }
  std::size_t mask = slots_.size() - 1;
  std::size_t s = hash & mask;
  while (slots_[s].used && slots_[s].hash != hash) s = (s + 1) & mask;
  if (!slots_[s].used) ++used_;
  slots_[s].used = true;
  slots_[s].hash = hash;
  words_.add(hash);
  return slots_[s];
}

Result<HintTable> HintTable::load(const Value& hints, const std::string& file) {
  HintTable table;
  for (const auto& [name, words] : hints.table) {
    auto it = std::find(kHintNames.begin(), kHintNames.end(), name);
    if (it == kHintNames.end())
      return fail(ErrorCode::bad_codebook, "[page.hints] has no hint '" + name + "'",
                  file + ":" + std::to_string(words.line));
    HintSet hint = HintSet{1} << (it - kHintNames.begin());
    for (const Value& v : words.list) {
      std::string_view word = v.text;
      bool prefix = word.ends_with('*');
      if (prefix) word.remove_suffix(1);
      Slot& slot = table.place(hash_of(word));
      (prefix ? slot.prefix : slot.whole) |= hint;
      if (prefix) table.prefixes_.add(slot.hash);
    }
  }
  return table;
}

void HintTable::set_weight(std::uint32_t hash, float weight) { place(hash).weight = weight; }

void HintTable::look_up(std::string_view value, Found& found) const {
  walk(
      value,
      [&](std::uint32_t hash, std::size_t length) {
        if (length < kShortestPrefix || !prefixes_.may_hold(hash)) return;
        if (const Slot* s = find(hash)) found.hints |= s->prefix;
      },
      [&](std::uint32_t hash) {
        if (!words_.may_hold(hash)) return;
        if (const Slot* s = find(hash)) {
          found.hints |= s->whole;
          found.weight += s->weight;
        }
      });
}

void HintMemo::look_up(std::string_view value, HintTable::Found& found) {
  std::uint64_t front = 0;
  std::uint64_t back = 0;
  // Sums of weights hang on their order: what is found elsewhere comes before.
  if (value.size() < sizeof front || found.weight != 0) return table_.look_up(value, found);
  std::memcpy(&front, value.data(), sizeof front);
  std::memcpy(&back, value.data() + value.size() - sizeof back, sizeof back);
  std::uint64_t hash = (front ^ (back * 31) ^ value.size()) * 0x9E3779B97F4A7C15ULL;
  Slot& slot = slots_[hash >> 56];
  if (slot.value != value) {
    slot = {value, {}};
    table_.look_up(value, slot.found);
  }
  found.hints |= slot.found.hints;
  found.weight = slot.found.weight;
}

void append_word_hashes(std::string_view value, std::vector<std::uint32_t>& hashes) {
  walk(
      value, [](std::uint32_t, std::size_t) {}, [&](std::uint32_t hash) { hashes.push_back(hash); });
}

}  // namespace parley
