// Foreign text through the time stage on any day of the calendar: expressions lie in the text, in order, and their
// bounds are not empty.
#include <cstdlib>

#include "base/text.h"
#include "language/tokens.h"
#include "time/facets.h"
#include "time/plain_sentences.h"
#include "time/time.h"

using namespace parley;

namespace {
const Lexicon* lexicon = nullptr;
const TimeRules* rules = nullptr;
}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static const std::string kCodebook = std::string(PARLEY_SOURCE_DIR) + "/codebook";
  static const Lexicon kLexicon = std::move(*Lexicon::load(kCodebook));
  static const TimeRules kRules = std::move(*TimeRules::load(kCodebook));
  lexicon = &kLexicon;
  rules = &kRules;
  return 0;
}

/// The first three bytes choose the report's day, the rest is its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  std::int32_t span = kLastDate.days - kFirstDate.days;
  Date day{kFirstDate.days + static_cast<std::int32_t>((data[0] | data[1] << 8 | data[2] << 16) % span)};
  Report report;
  report.text = repair_utf8({reinterpret_cast<const char*>(data + 3), size - 3});
  if (day.days % 5 != 0) {
    report.published.earliest = day.iso();
    report.published.latest = day.plus_days(1).iso();
  }
  Document d;
  d.text = report.text;
  tokenize(d.text, {0, static_cast<std::uint32_t>(report.text.size())}, lexicon->data(), d.tokens);
  split_at_stops(0, BlockRole::body, 0, d);
  std::uint32_t end = 0;
  for (const Timex& t : find_times(report, d, *rules)) {
    if (t.span.begin < end || t.span.end <= t.span.begin || t.span.end > report.text.size()) std::abort();
    if (t.range && !(t.range->earliest < t.range->latest)) std::abort();
    (void)edtf(t);
    (void)time_bounds(t);
    end = t.span.end;
  }
  return 0;
}
