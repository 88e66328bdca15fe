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
constexpr std::size_t kAtKey = 16;  // reports of a key, the earliest, that others are compared with

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

/// "?, ?, ?": places for `n` values of a statement, each written as `one`.
std::string marks(std::size_t n, std::string_view one) {
  std::string out;
  for (std::size_t k = 0; k < n; ++k) out.append(k == 0 ? "" : ", ").append(one);
  return out;
}

constexpr std::int64_t kUndated = 1LL << 40;

/// What orders reports in time: the minute in UTC if time and zone are known, else the day's end; undated ones last.
std::int64_t moment_of(const std::string& published, const std::string& reported) {
  constexpr std::int64_t kMinutes = 24 * 60, kPlaces = kMinutes + 1;  // the last place of a day: no time is known
  auto day = parse_date(reported);
  if (!day) return kUndated;
  auto number = [&](std::size_t p) { return (published[p] - '0') * 10 + published[p + 1] - '0'; };
  auto written = parse_date(published);
  std::size_t zone = published.find_last_of("+-Z");
  bool timed = written && published.size() >= 17 && published[10] == 'T' && zone != std::string::npos && zone >= 16;
  for (std::size_t p : {11, 12, 14, 15}) timed = timed && is_ascii_digit(published[p]);
  if (!timed) return day->days * kPlaces + kMinutes;
  std::int64_t minutes = number(11) * 60 + number(14);
  if (published[zone] != 'Z' && zone + 6 <= published.size() && is_ascii_digit(published[zone + 1]) &&
      is_ascii_digit(published[zone + 2]) && is_ascii_digit(published[zone + 4]) && is_ascii_digit(published[zone + 5]))
    minutes -= (published[zone] == '-' ? -1 : 1) * (number(zone + 1) * 60 + number(zone + 4));
  std::int64_t days = written->days;
  while (minutes < 0) minutes += kMinutes, --days;
  while (minutes >= kMinutes) minutes -= kMinutes, ++days;
  return days * kPlaces + minutes;
}

}  // namespace

/// What is compared of a report.
struct CopyIndex::Side {
  std::string id, address;
  std::int64_t moment = kUndated;
  std::vector<std::uint32_t> set;  // hashed shingles, sorted
  NewsWords words;                 // of the text, once they are asked for
  bool has_words = false;

  [[nodiscard]] std::pair<std::int64_t, std::string_view> order() const { return {moment, id}; }
};

/// What a report is to an earlier one. `rank`: 0 repeats it, 1 turns its news round, 2 quotes it; 3 nothing.
struct CopyIndex::Found {
  int rank = 3;
  std::string of;  // the earlier report
  std::int64_t moment = 0;
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
    side->set = shingles_in(s->blob_at(1));
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

/// Whom a report meets: of each key the earliest, and all others that have to be compared with it.
struct CopyIndex::Met {
  std::set<std::string> earlier, later;
  std::set<std::string> displaced;  // that were among the earliest of a key until this report came
  std::vector<std::int64_t> keys;
};

Result<CopyIndex::Met> CopyIndex::meet(const Side& own) {
  Met met;
  met.keys = copy_keys(own.set);
  if (!own.address.empty()) met.keys.push_back(static_cast<std::int64_t>(fnv1a("address " + own.address)));
  if (met.keys.empty()) return met;
  std::string sql;
  for (std::size_t k = 0; k < met.keys.size(); ++k)
    sql += std::string(k == 0 ? "" : " UNION ALL ") +
           "SELECT * FROM (SELECT hash, moment, report FROM copy_key WHERE hash = ? ORDER BY moment, report LIMIT " +
           std::to_string(kAtKey + 1) + ")";  // one more: it may be this report
  Statement* look = TRY(db_.cached(sql));
  for (std::int64_t key : met.keys) look->integer(key);
  struct AtKey {
    std::size_t others = 0;
    bool is_followed = false;  // there are reports behind this one, which is then one of the earliest
    std::string last;          // of a full key
  };
  std::map<std::int64_t, AtKey> at;
  while (TRY(look->step())) {
    std::string id(look->text_at(2));
    if (id == own.id) continue;
    AtKey& key = at[look->integer_at(0)];
    if (++key.others > kAtKey) continue;
    if (key.others == kAtKey) key.last = id;
    if (std::pair(look->integer_at(1), std::string_view(id)) < own.order()) {
      met.earlier.insert(std::move(id));
    } else {
      key.is_followed = true;
    }
  }
  look->reset();
  for (const auto& [hash, key] : at) {
    if (!key.is_followed) continue;
    if (!key.last.empty()) met.displaced.insert(key.last);
    Statement* behind =
        TRY(db_.cached("SELECT report FROM copy_key WHERE hash = ? AND (moment, report) > (?, ?) AND report <> ?"));
    behind->integer(hash).integer(own.moment).text(own.id).text(own.id);
    while (TRY(behind->step())) met.later.emplace(behind->text_at(0));
    behind->reset();
  }
  return met;
}

Status CopyIndex::add_keys(const Side& own, const std::vector<std::int64_t>& keys) {
  if (keys.empty()) return {};
  Statement* insert = TRY(
      db_.cached("INSERT OR IGNORE INTO copy_key (moment, report, hash) VALUES " + marks(keys.size(), "(?1, ?2, ?)")));
  insert->integer(own.moment).text(own.id);
  for (std::int64_t key : keys) insert->integer(key);
  return insert->run();
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

Result<std::vector<CopyIndex::SharedSide>> CopyIndex::sides_of(const std::set<std::string>& reports) {
  std::vector<SharedSide> sides;
  for (const std::string& id : reports) sides.push_back(TRY(side(id)));
  std::sort(sides.begin(), sides.end(), [](const auto& a, const auto& b) { return a->order() < b->order(); });
  return sides;
}

/// What a report is to those before it.
Result<CopyIndex::Found> CopyIndex::find_earliest(Side& own, const Met& met) {
  Found best;
  for (const SharedSide& other : TRY(sides_of(met.earlier))) {
    Found f = TRY(compare(*other, own));
    if (f.is_before(best)) best = std::move(f);
    if (best.rank == 0) break;  // the earliest is found: none that follows comes before it
  }
  return best;
}

/// Those behind a report may be nearer to it than to what was known.
Status CopyIndex::compare_later(Side& own, const Met& met) {
  for (const std::string& id : met.later) {
    Found has = TRY(known(id));
    if (has.rank == 0 && std::pair(has.moment, std::string_view(has.of)) < own.order()) continue;
    Found f = TRY(compare(own, *TRY(side(id))));
    if (f.is_before(has)) TRY_VOID(write(id, f));
  }
  return {};
}

/// All that were joined to a report, which is no longer one of the earliest of some key, are compared again.
Status CopyIndex::compare_anew(const std::string& of) {
  std::vector<std::string> joined;
  Statement* look = TRY(db_.cached("SELECT report FROM copy WHERE of = ? ORDER BY report"));
  look->text(of);
  while (TRY(look->step())) joined.emplace_back(look->text_at(0));
  look->reset();
  for (const std::string& id : joined) {
    SharedSide own = TRY(side(id));
    Met met = TRY(meet(*own));
    TRY_VOID(write(id, TRY(find_earliest(*own, met))));
  }
  return {};
}

Status CopyIndex::derive(const std::string& report) {
  SharedSide own = TRY(side(report));
  Met met = TRY(meet(*own));
  TRY_VOID(add_keys(*own, met.keys));
  TRY_VOID(write(report, TRY(find_earliest(*own, met))));
  TRY_VOID(compare_later(*own, met));
  for (const std::string& id : met.displaced) TRY_VOID(compare_anew(id));
  return {};
}

}  // namespace parley
