// Forecasts with what became of them, from wherever they come: a ledger (record_forecasts.h) or a plain file.
//
// A file is CSV, TSV or JSON lines, known by how it begins; codebook/forecast_files.toml says which column is which.
// Rows that are no forecast are counted by their reason with the places of the first few, and the rest is read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "outlook/score.h"
#include "record/enums.h"

namespace parley {

/// One forecast. `state` is what became of the thing that `probability` speaks of: yes means that it came to pass.
struct ResolvedForecast {
  std::string id;        // of the ledger, or "file:line"
  std::string question;  // what is asked, as a key: forecasts of one question can be compared and pooled
  std::string forecaster, outlet, source_class;  // empty where nobody says
  std::string day;                               // ISO, on which it was stated; empty where unknown
  std::string story;                             // reports that copy each other share one; empty: its own
  std::optional<double> probability;             // nothing where only a day is forecast
  ForecastState state = ForecastState::open;
  double status_quo = 0;
  std::optional<DateForecast> date;
};

/// The names of columns and outcomes, from the codebook.
class ForecastFileNames {
 public:
  /// Reads forecast_files.toml of the codebook's folder. Errors: not_found, bad_codebook.
  static Result<ForecastFileNames> load(const std::string& codebook);

  using Columns = std::map<std::string, std::vector<std::string>>;  // field → names, lower case
  [[nodiscard]] const Columns& columns() const { return columns_; }
  [[nodiscard]] std::optional<ForecastState> outcome(std::string_view word) const;
  /// Puts the user's own names ("probability=p,outcome=won") in front. Error bad_usage: no such field.
  Status map(std::string_view mapping);

 private:
  Columns columns_;
  std::map<std::string, ForecastState> outcomes_;
};

struct ForecastFile {
  std::vector<ResolvedForecast> forecasts;  // in the order of the file
  std::size_t rows = 0;
  struct Skipped {
    std::size_t rows = 0;
    std::vector<std::string> places;  // "file:line", the first three
  };
  std::map<std::string, Skipped> skipped;  // by reason
};

/// Reads one file; `path` names it in messages. Error bad_input: a table without the columns that are needed.
Result<ForecastFile> read_forecast_file(std::string_view bytes, const std::string& path,
                                        const ForecastFileNames& names);

/// Of forecasts of one question in one story that say the same, the first is kept: copies of one report are one voice.
/// How many were left out.
std::size_t merge_stories(std::vector<ResolvedForecast>& forecasts);

}  // namespace parley
