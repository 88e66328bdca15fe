// See site_memory.h.
#include "intake/site_memory.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "intake/url.h"

namespace parley {
namespace {

constexpr std::size_t kShortest = 4, kLongest = 600;  // bytes of a line that is looked at
constexpr std::size_t kMostLines = 2000000;           // about 100 MB

bool is_looked_at(const Block& b) {
  return (b.role == BlockRole::body || b.role == BlockRole::deck) && b.span.size() >= kShortest &&
         b.span.size() <= kLongest;
}

std::uint64_t key_of(const Report& r, const Block& b, std::uint64_t host) { return fnv1a(slice(r.text, b.span), host); }

/// Hash of the host; 0 if the page has none.
std::uint64_t host_hash(const Report& r) {
  if (r.url.find("://") == std::string::npos) return 0;
  return fnv1a(host_of(r.url));
}

/// Which story it is, however often it was fetched: its headline, or its first words.
std::uint64_t story_of(const Report& r) {
  if (!r.title.empty()) return fnv1a(r.title) | 1;
  for (const Block& b : r.blocks)
    if (b.role == BlockRole::body) return fnv1a(slice(r.text, b.span)) | 1;
  return 1;
}

}  // namespace

void SiteMemory::learn(const Report& r) {
  std::uint64_t host = host_hash(r);
  if (host == 0) return;
  if (lines_.size() > kMostLines) forget();
  std::uint64_t story = story_of(r);
  for (const Block& b : r.blocks) {
    if (!is_looked_at(b)) continue;
    auto& stories = lines_[key_of(r, b, host)].stories;
    for (std::uint64_t& s : stories) {
      if (s == story) break;
      if (s == 0) {
        s = story;
        break;
      }
    }
  }
}

/// Lines seen once are forgotten when there are too many: what recurs comes again.
void SiteMemory::forget() {
  std::erase_if(lines_, [](const auto& entry) { return entry.second.stories[1] == 0; });
  if (lines_.size() > kMostLines) std::erase_if(lines_, [](const auto& entry) { return !entry.second.recurs(); });
  if (lines_.size() > kMostLines) lines_.clear();
}

std::size_t SiteMemory::apply(Report& r) const {
  std::uint64_t host = host_hash(r);
  if (host == 0) return 0;
  std::vector<Block*> found;
  std::size_t all = 0, recurring = 0;
  for (Block& b : r.blocks) {
    if (b.role != BlockRole::body && b.role != BlockRole::deck) continue;
    all += b.span.size();
    if (!is_looked_at(b)) continue;
    auto it = lines_.find(key_of(r, b, host));
    if (it == lines_.end() || !it->second.recurs()) continue;
    found.push_back(&b);
    recurring += b.span.size();
  }
  if (recurring * 2 >= all) return 0;
  for (Block* b : found) {
    b->role = BlockRole::boilerplate;
    b->reason = kSiteReason;
  }
  return found.size();
}

}  // namespace parley
