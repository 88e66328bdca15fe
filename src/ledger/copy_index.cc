// See copy_index.h.
#include "ledger/copy_index.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/value.h"
#include "intake/url.h"

namespace parley {
namespace {

constexpr std::size_t kMostSides = 4096;
constexpr std::size_t kLeastShared = 8;  // shingles of two reports that are laid side by side
constexpr double kLeastShare = .04;      // and of the smaller one's
constexpr const char* kReversed = "reversed";

/// Blocks as the ledger keeps them: [start, end, role] in code points.
std::vector<Block> blocks_of(std::string_view json, std::string_view text) {
  std::vector<Block> out;
  auto value = parse_json(json);
  if (!value) return out;
  CodePointIndex index(text);
  for (const Value& b : value->list) {
    if (b.list.size() != 3) continue;
    auto role = parse_name<BlockRole>(b.list[2].text);
    if (!role) continue;
    Block block;
    block.span = {index.byte_of(static_cast<std::uint32_t>(b.list[0].integer)),
                  index.byte_of(static_cast<std::uint32_t>(b.list[1].integer))};
    block.role = *role;
    out.push_back(std::move(block));
  }
  return out;
}

std::vector<std::uint64_t> set_of(std::string_view blob) {
  std::vector<std::uint64_t> set(blob.size() / sizeof(std::uint64_t));
  std::copy_n(blob.data(), set.size() * sizeof(std::uint64_t), reinterpret_cast<char*>(set.data()));
  return set;
}

/// "?, ?, ?": places for `n` values of a statement, each written as `one`.
std::string marks(std::size_t n, std::string_view one) {
  std::string out;
  for (std::size_t k = 0; k < n; ++k) out.append(k == 0 ? "" : ", ").append(one);
  return out;
}

/// What orders reports in time: the minute in UTC if time and zone are known, else the day's end; undated ones last.
std::string moment_of(const std::string& published, const std::string& reported) {
  if (reported.empty()) return "9999";
  auto number = [&](std::size_t p) { return (published[p] - '0') * 10 + published[p + 1] - '0'; };
  auto day = parse_date(published);
  std::size_t zone = published.find_last_of("+-Z");
  bool timed = day && published.size() >= 17 && published[10] == 'T' && zone != std::string::npos && zone >= 16;
  for (std::size_t p : {11, 12, 14, 15}) timed = timed && is_ascii_digit(published[p]);
  if (!timed) return reported + "T99";
  int minutes = number(11) * 60 + number(14);
  if (published[zone] != 'Z' && zone + 6 <= published.size() && is_ascii_digit(published[zone + 1]) &&
      is_ascii_digit(published[zone + 2]) && is_ascii_digit(published[zone + 4]) && is_ascii_digit(published[zone + 5]))
    minutes -= (published[zone] == '-' ? -1 : 1) * (number(zone + 1) * 60 + number(zone + 4));
  Date utc = *day;
  while (minutes < 0) minutes += 24 * 60, utc = utc.plus_days(-1);
  while (minutes >= 24 * 60) minutes -= 24 * 60, utc = utc.plus_days(1);
  char time[16];
  std::snprintf(time, sizeof time, "T%02d:%02d", minutes / 60, minutes % 60);
  return utc.iso() + time;
}

}  // namespace

/// What is compared of a report.
struct CopyIndex::Side {
  std::string id, moment, address;
  std::vector<std::uint64_t> set;  // hashed shingles, sorted
  NewsWords words;                 // of the text, once they are asked for
  bool has_words = false;

  [[nodiscard]] std::pair<std::string_view, std::string_view> order() const { return {moment, id}; }
};

/// What a report is to an earlier one. `rank`: 0 repeats it, 1 turns its news round, 2 quotes it; 3 nothing.
struct CopyIndex::Found {
  int rank = 3;
  std::string of, moment;  // the earlier report
  CopyRelation relation;

  /// Which of two is kept: the nearer kind, then the earlier report.
  [[nodiscard]] bool is_before(const Found& o) const {
    return std::tie(rank, moment, of) < std::tie(o.rank, o.moment, o.of);
  }
};

Result<CopyIndex::SharedSide> CopyIndex::side(const std::string& report) {
  if (sides_.size() >= kMostSides) sides_.clear();
  auto it = sides_.find(report);
  if (it != sides_.end()) return it->second;
  Statement* s = TRY(db_.cached("SELECT reported, fingerprint, url, published_value FROM report WHERE id = ?"));
  s->text(report);
  auto side = std::make_shared<Side>();
  side->id = report;
  if (TRY(s->step())) {
    side->set = set_of(s->blob_at(1));
    side->address = page_address(s->text_at(2), rules_.tracking);
    side->moment = moment_of(std::string(s->text_at(3)), std::string(s->text_at(0)));
  }
  s->reset();
  sides_[report] = side;
  return side;
}

Status CopyIndex::read_words(Side& side) {
  if (side.has_words) return {};
  Statement* s = TRY(db_.cached("SELECT text, blocks, title FROM report WHERE id = ?"));
  s->text(side.id);
  if (TRY(s->step())) {
    std::string_view text = s->text_at(0);
    side.words.body = news_words(text, blocks_of(s->text_at(1), text));
    side.words.title = words_of_line(s->text_at(2));
  }
  s->reset();
  side.has_words = true;
  return {};
}

/// All reports that meet this one under a key, which are written if they are not yet there.
Result<std::vector<std::string>> CopyIndex::candidates(const Side& own) {
  std::vector<std::int64_t> keys = copy_keys(own.set);
  if (!own.address.empty()) keys.push_back(static_cast<std::int64_t>(fnv1a("address " + own.address)));
  std::set<std::string> found;
  if (keys.empty()) return std::vector<std::string>();
  Statement* look =
      TRY(db_.cached("SELECT report FROM band WHERE report <> ?1 AND hash IN (" + marks(keys.size(), "?") + ")"));
  look->text(own.id);
  for (std::int64_t key : keys) look->integer(key);
  while (TRY(look->step())) found.emplace(look->text_at(0));
  look->reset();
  Statement* insert =
      TRY(db_.cached("INSERT OR IGNORE INTO band (report, hash) VALUES " + marks(keys.size(), "(?1, ?)")));
  insert->text(own.id);
  for (std::int64_t key : keys) insert->integer(key);
  TRY_VOID(insert->run());
  return std::vector<std::string>(found.begin(), found.end());
}

Result<CopyIndex::Found> CopyIndex::compare(Side& earlier, Side& later) {
  Found f;
  f.of = earlier.id;
  f.moment = earlier.moment;
  bool same_page = !earlier.address.empty() && earlier.address == later.address;
  std::size_t shared = count_shared(earlier.set, later.set);
  std::size_t smaller = std::min(earlier.set.size(), later.set.size());
  bool near = shared >= kLeastShared && static_cast<double>(shared) >= kLeastShare * static_cast<double>(smaller);
  bool equal = shared > 0 && shared == earlier.set.size() && shared == later.set.size();
  if (!near && !equal && !same_page) return f;
  TRY_VOID(read_words(earlier));
  TRY_VOID(read_words(later));
  Alignment a = align(earlier.words.body, later.words.body);
  auto relation = copy_relation(a, same_page);
  if (!relation) return f;
  f.relation = *relation;
  f.rank = relation->relation == "quotes-from" ? 2 : reversal_.reversed(earlier.words, later.words, a) ? 1 : 0;
  if (f.rank == 1) f.relation.relation = kReversed;
  return f;
}

Result<CopyIndex::Found> CopyIndex::known(const std::string& report) {
  Statement* s = TRY(db_.cached("SELECT of, relation, overlap FROM copy WHERE report = ?"));
  s->text(report);
  Found f;
  if (TRY(s->step())) {
    f.of = std::string(s->text_at(0));
    f.relation = {f.of, std::string(s->text_at(1)), s->real_at(2)};
    f.rank = f.relation.relation == kReversed ? 1 : f.relation.relation == "quotes-from" ? 2 : 0;
  }
  s->reset();
  if (f.rank < 3) f.moment = TRY(side(f.of))->moment;
  return f;
}

Status CopyIndex::write(const std::string& report, const Found& f) {
  Statement* old = TRY(db_.cached("DELETE FROM copy WHERE report = ?"));
  old->text(report);
  TRY_VOID(old->run());
  if (f.rank >= 3) return {};
  Statement* insert = TRY(db_.cached("INSERT INTO copy VALUES (?, ?, ?, ?)"));
  insert->text(report).text(f.of).text(f.relation.relation).real(f.relation.overlap);
  return insert->run();
}

Status CopyIndex::derive(const std::string& report) {
  SharedSide own = TRY(side(report));
  std::vector<SharedSide> others;
  for (const std::string& id : TRY(candidates(*own))) others.push_back(TRY(side(id)));
  std::sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a->order() < b->order(); });
  Found best;
  for (const auto& other : others) {
    if (other->order() < own->order()) {
      if (best.rank == 0) continue;  // the earliest is found: none that follows comes before it
      Found f = TRY(compare(*other, *own));
      if (f.is_before(best)) best = std::move(f);
      continue;
    }
    Found has = TRY(known(other->id));
    if (has.rank == 0 && std::pair(std::string_view(has.moment), std::string_view(has.of)) < own->order()) continue;
    Found f = TRY(compare(*own, *other));
    if (f.is_before(has)) TRY_VOID(write(other->id, f));
  }
  return write(report, best);
}

}  // namespace parley
