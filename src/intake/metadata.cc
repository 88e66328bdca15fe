// Title, authors, publisher and the dates that a report states, each date kept as evidence. See rules.h.
#include <algorithm>

#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

class Scanner {
 public:
  Scanner(std::string_view s, std::size_t p) : s_(s), p_(p) {}
  [[nodiscard]] std::size_t position() const { return p_; }
  void skip(std::string_view any) {
    while (p_ < s_.size() && any.find(s_[p_]) != std::string_view::npos) ++p_;
  }
  /// A number of `least` to `most` digits, or -1.
  int number(std::size_t least, std::size_t most) {
    std::size_t start = p_;
    int n = 0;
    while (p_ < s_.size() && is_ascii_digit(s_[p_]) && p_ - start < most) n = 10 * n + (s_[p_++] - '0');
    bool longer = p_ < s_.size() && is_ascii_digit(s_[p_]);
    if (p_ - start < least || longer) {
      p_ = start;
      return -1;
    }
    return n;
  }
  std::string word() {
    std::size_t start = p_;
    while (p_ < s_.size() && is_ascii_alpha(s_[p_])) ++p_;
    return std::string(s_.substr(start, p_ - start));
  }
  bool take(char c) {
    if (p_ >= s_.size() || s_[p_] != c) return false;
    ++p_;
    return true;
  }
  void back_to(std::size_t p) { p_ = p; }

 private:
  std::string_view s_;
  std::size_t p_;
};

int month_of(const std::string& word, const IntakeRules::Data& rules) {
  auto it = rules.months.find(lower_ascii(word));
  return it == rules.months.end() ? 0 : it->second;
}

/// Reads a time of day and zone after a date; moves only if one is there.
void read_time(Scanner& s, WrittenDate& d, const IntakeRules::Data& rules) {
  std::size_t start = s.position();
  s.skip(" ,T|at");
  int hour = s.number(1, 2);
  if (hour < 0 || hour > 23 || !(s.take(':') || s.take('.'))) return s.back_to(start);
  int minute = s.number(2, 2);
  if (minute < 0 || minute > 59) return s.back_to(start);
  int second = -1;
  if (s.take(':')) second = s.number(2, 2);
  std::size_t after = s.position();
  s.skip(" ");
  std::string half = lower_ascii(s.word());
  if ((half == "pm" || half == "p") && hour < 12) hour += 12;
  if (half != "pm" && half != "am" && half != "p" && half != "a") {
    s.back_to(after);
  } else {
    s.skip(".m");
    after = s.position();
  }
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, second >= 0 ? "T%02d:%02d:%02d" : "T%02d:%02d", hour, minute,
                std::clamp(second, 0, 59));
  d.value += buffer;
  d.has_time = true;
  d.end = after;
  s.back_to(after);
  s.skip(" (");
  std::size_t zone_start = s.position();
  std::string zone = s.word();
  if (auto it = rules.zones.find(zone); it != rules.zones.end()) {
    d.value += it->second;
    d.has_zone = true;
    d.end = s.position();
  } else {
    s.back_to(zone_start);
    bool plus = s.take('+');
    if (plus || s.take('-')) {
      int h = s.number(2, 2);
      s.take(':');
      int m = s.number(2, 2);
      if (h >= 0 && m >= 0 && h <= 14 && m < 60) {
        std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", plus ? '+' : '-', h, m);
        d.value += buffer;
        d.has_zone = true;
        d.end = s.position();
      }
    }
  }
}

std::optional<WrittenDate> date_at(std::string_view line, std::size_t p, const IntakeRules::Data& rules) {
  Scanner s(line, p);
  int year = 0;
  int month = 0;
  int day = 0;
  if (is_ascii_digit(line[p])) {
    year = s.number(4, 4);
    if (year > 0) {  // 2018-11-28, 2018.11.28
      if (!(s.take('-') || s.take('.') || s.take('/'))) return std::nullopt;
      month = s.number(1, 2);
      if (!(s.take('-') || s.take('.') || s.take('/'))) return std::nullopt;
      day = s.number(1, 2);
    } else {  // 7 November 2018
      day = s.number(1, 2);
      s.skip(" ");
      month = month_of(s.word(), rules);
      s.skip(" .,");
      year = s.number(4, 4);
    }
  } else {  // November 7, 2018
    month = month_of(s.word(), rules);
    if (month == 0) return std::nullopt;
    s.skip(" .");
    day = s.number(1, 2);
    s.skip(" ,");
    year = s.number(4, 4);
  }
  auto date = Date::from_civil(year, month, day);
  if (!date || year < 1900) return std::nullopt;
  WrittenDate d{p, s.position(), date->iso(), false, false};
  read_time(s, d, rules);
  return d;
}

DateSignal signal(std::string about, std::string source, std::string when, const std::string& value, double weight) {
  DateSignal s;
  s.about = std::move(about);
  s.source = std::move(source);
  s.when = std::move(when);
  s.value = value;
  s.weight = weight;
  if (auto bounds = bounds_of(value)) {
    s.earliest = bounds->earliest.iso();
    s.latest = bounds->latest.iso();
  }
  return s;
}

/// Dates of a stamp line: the words before each say whether it is publication or modification.
void read_stamp(Report& report, const Block& block, bool near_top, const IntakeRules::Data& rules) {
  std::string_view line = slice(report.text, block.span);
  std::size_t from = 0;
  while (auto d = find_written_date(line, from, rules)) {
    std::string before = lower_ascii(line.substr(from, d->begin - from));
    auto holds = [&](const std::vector<std::string>& words) {
      return std::any_of(words.begin(), words.end(),
                         [&](const std::string& w) { return before.find(w) != std::string::npos; });
    };
    bool modified = holds(rules.modified_words);
    bool stated = modified || holds(rules.published_words);
    if (stated || near_top) {
      DateSignal s =
          signal(modified ? "modified" : "published", stated ? "stated line" : "page stamp",
                 std::string(line.substr(d->begin, d->end - d->begin)), d->value, stated ? rules.stated : rules.bare);
      if (d->has_time && !d->has_zone) s.note = "no zone stated; taken as the outlet's own time";
      s.span = {block.span.begin + static_cast<std::uint32_t>(d->begin),
                block.span.begin + static_cast<std::uint32_t>(d->end)};
      (modified ? report.modified : report.published).signals.push_back(std::move(s));
    }
    from = d->end;
  }
}

/// "SEOUL, Nov. 7 (Agency) --" at the start of the first body block: publisher and a day without a year.
void read_dateline(Report& report, const Block& block, const IntakeRules::Data& rules) {
  std::string_view s = slice(report.text, block.span).substr(0, 120);
  std::size_t capitals = 0;
  while (capitals < s.size() &&
         (is_ascii_upper(s[capitals]) || s[capitals] == ' ' || s[capitals] == '.' || s[capitals] == '-'))
    ++capitals;
  if (capitals < 3 || capitals >= s.size() || (s[capitals] != ',' && s[capitals] != '(')) return;
  std::size_t dash = std::min(s.find("--"), std::min(s.find("\xE2\x80\x94"), s.find("\xE2\x80\x93")));
  if (dash == std::string_view::npos) dash = s.find(" - ");
  if (dash == std::string_view::npos) return;
  std::string_view head = s.substr(0, dash);
  std::size_t open = head.find('(');
  std::size_t close = head.find(')');
  if (open != std::string_view::npos && close != std::string_view::npos && close > open + 1 && report.publisher.empty())
    report.publisher = std::string(head.substr(open + 1, close - open - 1));
  for (std::size_t p = capitals; p < head.size(); ++p) {
    if (!is_ascii_alpha(head[p])) continue;
    if (auto full = date_at(head, p, rules)) {
      report.published.signals.push_back(
          signal("published", "dateline", std::string(head.substr(p, full->end - p)), full->value, rules.dateline));
      return;
    }
    Scanner scan(head, p);
    int month = month_of(scan.word(), rules);
    scan.skip(" .");
    int day = scan.number(1, 2);
    if (month > 0 && day > 0 && day <= 31) {
      char value[32];
      std::snprintf(value, sizeof value, "XXXX-%02d-%02d", month, day);
      report.published.signals.push_back(
          signal("published", "dateline", std::string(head.substr(p, scan.position() - p)), value, rules.dateline));
      return;
    }
    while (p + 1 < head.size() && is_ascii_alpha(head[p + 1])) ++p;
  }
}

std::vector<std::string> read_authors(std::string_view line, const IntakeRules::Data& rules) {
  std::string low = lower_ascii(line);
  for (const std::string& start : rules.byline_starts)
    if (low.starts_with(start)) {
      line.remove_prefix(start.size());
      break;
    }
  std::size_t comma = line.find(',');
  if (comma != std::string_view::npos) line = line.substr(0, comma);
  std::vector<std::string> out;
  std::string rest(trim(line));
  for (std::size_t p; (p = rest.find(" and ")) != std::string::npos; rest = rest.substr(p + 5))
    out.emplace_back(trim(std::string_view(rest).substr(0, p)));
  if (!rest.empty()) out.push_back(rest);
  return out;
}

/// The strongest signal decides; those that it contradicts are marked.
void settle(DateEstimate& e) {
  const DateSignal* best = nullptr;
  for (const DateSignal& s : e.signals)
    if (!s.earliest.empty() && (best == nullptr || s.weight > best->weight)) best = &s;
  if (best == nullptr) return;
  e.value = best->value;
  e.earliest = best->earliest;
  e.latest = best->latest;
  e.basis = best->source + (best->when.empty() ? std::string() : ": " + best->when);
  auto decided = bounds_of(best->value);
  for (DateSignal& s : e.signals) {
    auto other = bounds_of(s.value);
    if (!decided || !other || decided->overlaps(*other)) continue;
    s.doubtful = true;
    s.note = "contradicts " + e.basis;
  }
}

}  // namespace

std::optional<WrittenDate> find_written_date(std::string_view line, std::size_t from, const IntakeRules::Data& rules) {
  for (std::size_t p = from; p < line.size(); ++p) {
    bool starts = (is_ascii_digit(line[p]) || is_ascii_alpha(line[p])) &&
                  (p == 0 || (!is_ascii_digit(line[p - 1]) && !is_ascii_alpha(line[p - 1])));
    if (!starts) continue;
    if (auto d = date_at(line, p, rules)) return d;
  }
  return std::nullopt;
}

void read_metadata(Report& report, const Given& given, const IntakeRules::Data& rules) {
  report.title = given.title;
  report.publisher = given.publisher;
  report.authors = given.authors;
  report.url = given.url;
  if (!given.published.empty())
    report.published.signals.push_back(signal("published", given.published_by_user ? "given" : "field", given.published,
                                              given.published, given.published_by_user ? rules.given : rules.field));
  if (!given.modified.empty())
    report.modified.signals.push_back(signal("modified", "field", given.modified, given.modified, rules.field));
  bool body_seen = false;
  for (const Block& b : report.blocks) {
    std::string_view words = slice(report.text, b.span);
    if (b.role == BlockRole::headline && report.title.empty()) report.title = squeeze(words);
    if (b.role == BlockRole::byline)
      for (std::string& a : read_authors(words, rules))
        if (std::find(report.authors.begin(), report.authors.end(), a) == report.authors.end())
          report.authors.push_back(std::move(a));
    if (b.role == BlockRole::stamp) read_stamp(report, b, !body_seen, rules);
    if (b.role == BlockRole::dateline) read_dateline(report, b, rules);
    body_seen = body_seen || b.role == BlockRole::body;
  }
  settle(report.published);
  settle(report.modified);
}

}  // namespace parley
