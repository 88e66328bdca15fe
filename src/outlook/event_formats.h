// Files of events as the codebook describes them (codebook/history.toml): which column holds what, and what it means.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"

namespace parley {

enum class EventField : std::uint8_t {
  id,
  day,
  type,
  cameo,
  source,
  target,
  weight,
  source_state,
  source_sector,
  target_state,
  target_sector,
};
inline constexpr std::array<std::string_view, 11> kEventFields = {
    "id",     "day",          "type",          "cameo",        "source",       "target",
    "weight", "source_state", "source_sector", "target_state", "target_sector"};

struct EventFormat {
  std::string name;
  char separator = '\t';
  bool header = true;
  std::vector<std::size_t> widths;                      // numbers of columns, without a header
  std::array<std::string, kEventFields.size()> column;  // a name or a number from 1; empty: not there
};

/// Where each field stands in a row; kNoColumn where it does not.
inline constexpr std::size_t kNoColumn = ~std::size_t{0};
using EventColumns = std::array<std::size_t, kEventFields.size()>;

class EventFormats {
 public:
  /// Reads history.toml of the codebook's folder. Errors: not_found, bad_codebook.
  static Result<EventFormats> load(const std::string& codebook);

  /// The format of that name, or nothing.
  [[nodiscard]] const EventFormat* find(std::string_view name) const;
  /// The format that fits a file's first line, or nothing.
  [[nodiscard]] const EventFormat* recognise(std::string_view first_line) const;
  /// PLOVER type of a CAMEO code by its longest known beginning; empty if there is none.
  [[nodiscard]] std::string type_of_cameo(std::string_view code) const;
  /// Do members of one of these sectors (separated by commas or semicolons) act for their state?
  [[nodiscard]] bool acts_for_state(std::string_view sectors) const;

 private:
  std::vector<EventFormat> formats_;
  std::unordered_map<std::string, std::string> cameo_;
  std::unordered_set<std::string> state_sectors_;
};

/// Cuts a row into fields; with separator ',' fields may be quoted as in RFC 4180.
std::vector<std::string> cut_row(std::string_view line, char separator);

/// Cuts rows into fields where they lie. The fields live until the next row.
class RowCutter {
 public:
  /// Fields beyond the first `most` are not looked at.
  RowCutter(char separator, std::size_t most) : separator_(separator), most_(most) {}
  const std::vector<std::string_view>& cut(std::string_view line);

 private:
  char separator_;
  std::size_t most_;
  std::vector<std::string_view> cells_;
  std::vector<std::string> quoted_;
};

/// Places of the fields. Error bad_input if the header lacks day, source, target, or both of type and cameo.
Result<EventColumns> place_columns(const EventFormat& format, std::string_view first_line);

/// Changes a format by "field=column,field=column". Error bad_usage: no such field.
Status map_columns(EventFormat& format, std::string_view mapping);

}  // namespace parley
