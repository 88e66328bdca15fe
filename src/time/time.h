// Time: expressions of time in a Document, and what they mean on the calendar.
//
//   find_times:  tokens → typed parts → composition → candidates without a date
//   resolve:     candidates + the report's date + the words around → values, bounds, role
//   estimate_publication: all evidence for the report's date → bounds (a stamp that contradicts the text is kept as
//   doubtful)
//
// Rules are in codebook/time.toml, dated occasions (elections, summits) in codebook/calendar.toml.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/value.h"
#include "record/document.h"
#include "record/report.h"
#include "record/timex.h"

namespace parley {

/// The compiled rules of codebook/time.toml and codebook/calendar.toml.
class TimeRules {
 public:
  static Result<TimeRules> load(const std::string& codebook_dir);
  TimeRules();
  ~TimeRules();
  TimeRules(TimeRules&&) noexcept;
  TimeRules& operator=(TimeRules&&) noexcept;
  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  std::unique_ptr<Data> data_;
};

/// Evidence of one officeholder named in the text as being in office ("President X" without "former").
struct OfficeEvidence {
  std::string who;  // as in the text
  DateRange in_office;
  Span span;
};

/// Weighs the report's date signals against what its text says (years and seasons that lie ahead or behind, "next
/// year", dated occasions, officeholders) and rewrites report.published: value and bounds, basis, every signal kept,
/// the contradicted ones marked doubtful.
void estimate_publication(Report& report, const Document& document, const std::vector<OfficeEvidence>& offices,
                          const TimeRules& rules);

/// All time expressions of the document in order of place, resolved against report.published (its day, or the middle of
/// its bounds with lower confidence; expressions that need a date and have none stay without value bounds).
std::vector<Timex> find_times(const Report& report, const Document& document, const TimeRules& rules);

}  // namespace parley
