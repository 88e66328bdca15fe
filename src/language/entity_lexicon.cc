// See entity_lexicon.h.
#include "language/entity_lexicon.h"

#include <cstring>

namespace parley {
namespace {

bool power_of_two(std::size_t n) { return n != 0 && (n & (n - 1)) == 0; }

constexpr std::size_t kMostProbes = 64;  // a damaged table without empty slots must not hang the reader

}  // namespace

std::uint64_t word_hash(std::string_view word) {
  std::uint64_t h = 0x9E3779B97F4A7C15ULL ^ (word.size() * 0xBF58476D1CE4E5B9ULL);
  std::size_t i = 0;
  for (; i + 8 <= word.size(); i += 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, word.data() + i, 8);
    h = (h ^ part) * 0xD6E8FEB86659FD93ULL;
    h ^= h >> 32;
  }
  std::uint64_t rest = 0;
  if (i < word.size()) std::memcpy(&rest, word.data() + i, word.size() - i);
  h = (h ^ rest) * 0xD6E8FEB86659FD93ULL;
  h ^= h >> 29;
  h *= 0x94D049BB133111EBULL;
  return h ^ (h >> 32);
}

bool EntityLexicon::open(const LexiconSections& s) {
  tables_ = s;
  return power_of_two(s.word_keys.size()) && s.word_groups.size() == s.word_keys.size() &&
         s.word_kinds.size() == s.word_keys.size() && power_of_two(s.name_keys.size()) &&
         s.name_kinds.size() == s.name_keys.size();
}

bool EntityLexicon::open(const ModelFile& file) {
  return open({file.array<std::uint16_t>("word.keys"), file.array<std::uint16_t>("word.groups"),
               file.array<std::uint8_t>("word.kinds"), file.array<std::uint32_t>("name.keys"),
               file.array<std::uint16_t>("name.kinds")});
}

WordInfo EntityLexicon::word(std::uint64_t hash) const {
  std::size_t mask = tables_.word_keys.size() - 1;
  std::uint16_t key = word_key(hash);
  for (std::size_t probe = 0; probe < kMostProbes; ++probe) {
    std::size_t slot = (hash + probe) & mask;
    if (tables_.word_keys[slot] == key) return {tables_.word_groups[slot], tables_.word_kinds[slot]};
    if (tables_.word_keys[slot] == 0) break;
  }
  return {};
}

std::uint16_t EntityLexicon::name(std::uint64_t hash) const {
  std::size_t mask = tables_.name_keys.size() - 1;
  std::uint32_t key = name_key(hash);
  for (std::size_t probe = 0; probe < kMostProbes; ++probe) {
    std::size_t slot = (hash + probe) & mask;
    if (tables_.name_keys[slot] == key) return tables_.name_kinds[slot];
    if (tables_.name_keys[slot] == 0) break;
  }
  return 0;
}

}  // namespace parley
