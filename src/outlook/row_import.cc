// Files of events, row by row; see import.h. What a row says is looked up as it stands in the file, so that each actor,
// type and day is worked out once and not with every row.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "outlook/import.h"

namespace parley {
namespace {

std::optional<Date> day_of(std::string_view text) {
  text = trim(text);
  bool digits = text.size() == 8 && std::all_of(text.begin(), text.end(), is_ascii_digit);
  if (!digits) return parse_date(text);
  return parse_date(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                    std::string(text.substr(6, 2)));
}

template <class T>
std::optional<T> number_of(std::string_view text) {
  text = trim(text);
  T value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

constexpr std::string_view kTwoFields = "\n";  // parts fields within a key; no field holds one

}  // namespace

struct RowImport::Reader {
  Reader(std::string path, const EventFormat& format, const EventFormats& formats, ActorCodes& codes,
         HistoryWriter& writer)
      : path_(std::move(path)), format_(format), formats_(formats), codes_(codes), writer_(writer) {
    file_ = path_.substr(path_.rfind('/') == std::string::npos ? 0 : path_.rfind('/') + 1);
    std::replace(file_.begin(), file_.end(), '\t', ' ');
  }

  Status read(std::string_view line) {
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || (is_ascii_space(line.front()) && trim(line).empty())) return {};
    if (!started_) {
      TRY_VOID(start(line));
      if (format_.header) return {};
    }
    ++count_.rows;
    if (std::string problem = take(cutter_.cut(line)); !problem.empty())
      count_.skip(problem, path_ + ":" + std::to_string(line_));
    return {};
  }

  std::string rest_;  // of a line whose end has not come yet
  ImportCount count_;

 private:
  /// A side as it stands in the file, with its code and, once it was needed, its number in the history.
  struct Side {
    bool named = false;
    std::string code;
    std::uint32_t number = NameNumbers::kNone;
  };
  /// The type of a row's CAMEO code or own name; empty where it has no counterpart.
  struct Type {
    std::string name;
    std::string problem;
  };
  using Cells = std::vector<std::string_view>;

  Status start(std::string_view line) {
    auto places = place_columns(format_, line);
    if (!places) return fail(places.error().code, places.error().message, path_ + ":" + std::to_string(line_));
    places_ = *places;
    for (std::size_t p : places_)
      if (p != kNoColumn) width_ = std::max(width_, p + 1);
    cutter_ = RowCutter(format_.separator, width_);
    started_ = true;
    return {};
  }

  [[nodiscard]] std::string_view raw(const Cells& cells, EventField f) const {
    const std::size_t place = places_[static_cast<std::size_t>(f)];
    return place < cells.size() ? cells[place] : std::string_view();
  }

  std::optional<Date> day(std::string_view text) {
    if (text != day_text_ || day_text_.empty()) day_ = day_of(text), day_text_ = text;
    return day_;
  }

  const Type& type(const Cells& cells) {
    const std::string_view name = raw(cells, EventField::type), cameo = raw(cells, EventField::cameo);
    key_.assign(name).append(kTwoFields).append(cameo);
    std::uint32_t at = type_keys_.find(key_);
    if (at != NameNumbers::kNone) return types_[at];
    type_keys_.add(key_);
    std::string own = squeeze(name);
    for (char& c : own)
      if (is_ascii_lower(c)) c = static_cast<char>(c - 32);
    Type t{own.empty() ? formats_.type_of_cameo(squeeze(cameo)) : own, {}};
    if (t.name.empty()) t.problem = "no PLOVER type for CAMEO " + squeeze(cameo).substr(0, 2);
    return types_.emplace_back(std::move(t));
  }

  /// Columns of a side, and what they held last.
  struct SideKey {
    EventField name, state, sectors;
    std::string text{};
    std::uint64_t hash = 0;
  };

  void expect(SideKey& key, const Cells& cells) {
    key.text.assign(raw(cells, key.name)).append(kTwoFields).append(raw(cells, key.state)).append(kTwoFields);
    key.text.append(raw(cells, key.sectors));
    key.hash = side_keys_.expect(key.text);
  }

  std::uint32_t side(const SideKey& key, const Cells& cells) {
    const std::uint32_t at = side_keys_.find(key.text, key.hash);
    if (at != NameNumbers::kNone) return at;
    const std::string plain = squeeze(raw(cells, key.name)), of = squeeze(raw(cells, key.state));
    Side s;
    s.named = !plain.empty() || !of.empty();
    if (s.named) s.code = codes_.code(plain, of, squeeze(raw(cells, key.sectors)));
    sides_.push_back(std::move(s));
    return side_keys_.add(key.text);
  }

  Result<std::uint32_t> number(Side& s) {
    if (s.number == NameNumbers::kNone) s.number = TRY(writer_.actor(s.code));
    return s.number;
  }

  /// Adds a row's event; else the reason why not.
  std::string take(const Cells& cells) {
    if (cells.size() < width_) return "fewer columns than the file's form needs";
    expect(source_, cells), expect(target_, cells);  // both are waited for at once
    const auto on = day(raw(cells, EventField::day));
    if (!on) return "no day";
    const Type& type_here = type(cells);
    if (!type_here.problem.empty()) return type_here.problem;
    const std::uint32_t source = side(source_, cells);
    if (!sides_[source].named) return "no source";
    const std::uint32_t target = side(target_, cells);
    if (!sides_[target].named) return "no target";
    const std::string_view weight_text = trim(raw(cells, EventField::weight));
    const std::optional<float> weight = weight_text.empty() ? 1.0F : number_of<float>(weight_text);
    if (!weight || !(*weight >= 0 && *weight <= 1)) return "a weight that is no number from 0 to 1";
    const auto id = number_of<std::uint64_t>(raw(cells, EventField::id));
    auto added = add(*on, type_here.name, source, target, *weight, id);
    if (!added) return added.error().message;
    ++(*added == HistoryWriter::Added::yes ? count_.added : count_.known_already);
    return {};
  }

  Result<HistoryWriter::Added> add(Date on, const std::string& type_name, std::uint32_t source, std::uint32_t target,
                                   float weight, std::optional<std::uint64_t> id) {
    HistoryEvent row;
    row.origin = TRY(writer_.origin(id ? std::string_view(format_.name) : std::string_view(file_)));
    row.source = TRY(number(sides_[source]));
    row.target = TRY(number(sides_[target]));
    row.type = TRY(writer_.type(type_name));
    row.day = on.days;
    row.weight = weight;
    row.id = id.value_or(line_);
    return writer_.add(row);
  }

  std::string path_, file_;
  const EventFormat& format_;
  const EventFormats& formats_;
  ActorCodes& codes_;
  HistoryWriter& writer_;
  EventColumns places_{};
  std::size_t width_ = 0, line_ = 0;
  bool started_ = false;
  RowCutter cutter_{'\t', 0};
  std::string key_, day_text_;
  std::optional<Date> day_;
  NameNumbers type_keys_, side_keys_;
  SideKey source_{EventField::source, EventField::source_state, EventField::source_sector};
  SideKey target_{EventField::target, EventField::target_state, EventField::target_sector};
  std::vector<Type> types_;
  std::vector<Side> sides_;
};

RowImport::RowImport(std::string path, const EventFormat& format, const EventFormats& formats, ActorCodes& codes,
                     HistoryWriter& writer)
    : reader_(std::make_unique<Reader>(std::move(path), format, formats, codes, writer)) {}
RowImport::RowImport(RowImport&&) noexcept = default;
RowImport::~RowImport() = default;

Status RowImport::take(std::string_view block) {
  std::string& rest = reader_->rest_;
  for (std::size_t end = block.find('\n'); end != std::string_view::npos; end = block.find('\n')) {
    if (rest.empty()) {
      TRY_VOID(reader_->read(block.substr(0, end)));
    } else {
      rest += block.substr(0, end);
      TRY_VOID(reader_->read(rest));
      rest.clear();
    }
    block.remove_prefix(end + 1);
  }
  rest += block;
  return {};
}

Result<ImportCount> RowImport::finish() {
  if (!reader_->rest_.empty()) TRY_VOID(reader_->read(reader_->rest_));
  reader_->rest_.clear();
  return std::move(reader_->count_);
}

}  // namespace parley
