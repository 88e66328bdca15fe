// Title, authors, publisher and the dates that a report states, each date kept as evidence. See rules.h.
#include <algorithm>

#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

/// Dates of a stamp line: the last such word before each says whether it is publication or modification.
void read_stamp(Report& report, const Block& block, bool near_top, const IntakeRules::Data& rules) {
  std::string_view line = slice(report.text, block.span);
  std::size_t from = 0;
  while (auto d = find_written_date(line, from, rules)) {
    std::string before = lower_ascii(line.substr(from, d->begin - from));
    std::size_t published = last_of(rules.published_words, before);
    std::size_t modified = last_of(rules.modified_words, before);
    bool is_modified = modified != std::string::npos && (published == std::string::npos || modified > published);
    bool stated = is_modified || published != std::string::npos;
    double weight = stated ? rules.weight.stated : near_top ? rules.weight.bare : rules.weight.below;
    DateSignal s = date_signal(is_modified ? "modified" : "published", stated ? "stated line" : "page stamp",
                               std::string(line.substr(d->begin, d->end - d->begin)), d->value, weight);
    if (d->has_time && !d->has_zone)
      s.note = d->zone.empty() ? "no zone stated; taken as the outlet's own time"
                               : "zone " + d->zone + ": its offset hangs on the season; taken as the outlet's own time";
    s.span = {block.span.begin + static_cast<std::uint32_t>(d->begin),
              block.span.begin + static_cast<std::uint32_t>(d->end)};
    (is_modified ? report.modified : report.published).signals.push_back(std::move(s));
    from = d->end;
  }
}

void read_dateline_block(Report& report, const Block& block, const IntakeRules::Data& rules) {
  std::string_view line = slice(report.text, block.span);
  auto dateline = find_dateline(line, rules);
  if (!dateline) return;
  if (report.publisher.empty()) report.publisher = dateline->agency;
  if (!dateline->date) return;
  const WrittenDate& d = *dateline->date;
  bool year = !d.value.starts_with("XXXX");
  DateSignal s = date_signal("published", "dateline", std::string(line.substr(d.begin, d.end - d.begin)), d.value,
                             year ? rules.weight.dateline : rules.weight.undated_year);
  s.span = {block.span.begin + static_cast<std::uint32_t>(d.begin),
            block.span.begin + static_cast<std::uint32_t>(d.end)};
  report.published.signals.push_back(std::move(s));
}

void read_byline_block(Report& report, const Block& block, bool known, const IntakeRules::Data& rules) {
  Byline byline = read_byline(slice(report.text, block.span), rules);
  if (report.publisher.empty()) report.publisher = byline.outlet;
  if (known) return;
  for (std::string& a : byline.authors)
    if (std::find(report.authors.begin(), report.authors.end(), a) == report.authors.end())
      report.authors.push_back(std::move(a));
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
  e.confidence = best->weight;
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

DateSignal date_signal(std::string about, std::string source, std::string when, const std::string& value,
                       double weight) {
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

std::size_t last_of(const std::vector<std::string>& words, std::string_view text) {
  std::size_t last = std::string_view::npos;
  for (const std::string& w : words) {
    std::size_t p = text.rfind(w);
    if (p == std::string_view::npos) continue;
    bool whole = (p == 0 || !is_ascii_alpha(text[p - 1])) &&
                 (p + w.size() >= text.size() || !is_ascii_alpha(text[p + w.size()]));
    if (whole && (last == std::string_view::npos || p > last)) last = p;
  }
  return last;
}

const char* given_source(const Given& given) { return given.from_feed ? "feed" : "field"; }

void read_fetch_time(const Given& given, Report& report) {
  if (!parse_date(given.fetched)) return;
  DateSignal s = date_signal("read", "fetched", given.fetched, given.fetched, 1);
  report.read.value = s.value;
  report.read.earliest = s.earliest;
  report.read.latest = s.latest;
  report.read.basis = "fetched: " + given.fetched;
  report.read.confidence = 1;
  report.read.signals.push_back(std::move(s));
}

void bound_by_fetch_time(Report& report) {
  auto fetched = parse_date(report.read.value);
  DateEstimate& e = report.published;
  if (!fetched || !e.value.empty() || !e.latest.empty()) return;
  e.latest = fetched->plus_days(1).iso();
  e.basis = "not after it was fetched";
}

void read_metadata(Report& report, const Given& given, const IntakeRules::Data& rules) {
  report.title = given.title;
  report.publisher = given.publisher;
  report.authors = given.authors;
  report.url = given.url;
  if (!given.published.empty())
    report.published.signals.push_back(date_signal("published", given.published_by_user ? "given" : given_source(given),
                                                   given.published, given.published,
                                                   given.published_by_user ? rules.weight.given : rules.weight.field));
  if (!given.modified.empty())
    report.modified.signals.push_back(
        date_signal("modified", given_source(given), given.modified, given.modified, rules.weight.field));
  bool body_seen = false;
  for (const Block& b : report.blocks) {
    if (b.role == BlockRole::headline && report.title.empty()) report.title = squeeze(slice(report.text, b.span));
    if (b.role == BlockRole::byline) read_byline_block(report, b, !given.authors.empty(), rules);
    if (b.role == BlockRole::stamp) read_stamp(report, b, !body_seen, rules);
    if (b.role == BlockRole::dateline) read_dateline_block(report, b, rules);
    body_seen = body_seen || b.role == BlockRole::body;
  }
  read_fetch_time(given, report);
  settle(report.published);
  settle(report.modified);
  bound_by_fetch_time(report);
}

}  // namespace parley
