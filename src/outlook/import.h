// Takes events of other houses, or of the ledger, into a history.
//
// Whatever is not taken is counted by its reason, with the places of the first few: nothing is dropped silently. Types
// become PLOVER's, names the codes of the codebook's actors where it knows them: a state's own organs the state's code,
// its other people CIV:XXX, and who is not known keeps the name.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/event_formats.h"
#include "outlook/history.h"
#include "reading/reading.h"

namespace parley {

struct ImportCount {
  std::size_t rows = 0, added = 0, known_already = 0;
  struct Skipped {
    std::size_t rows = 0;
    std::vector<std::string> places;  // "file:line", the first three
  };
  std::map<std::string, Skipped> skipped;  // by reason

  void skip(const std::string& reason, const std::string& place);
};

/// Finds actors' codes; remembers what it found.
class ActorCodes {
 public:
  ActorCodes(const Lexicon& lexicon, const EventFormats& formats) : lexicon_(lexicon), formats_(formats) {}
  /// Code of an actor by its name, state (name or code) and sectors; the name itself if nothing is known.
  const std::string& code(const std::string& name, const std::string& state, const std::string& sectors);

 private:
  [[nodiscard]] std::string find(const std::string& name, const std::string& state, const std::string& sectors) const;
  const Lexicon& lexicon_;
  const EventFormats& formats_;
  std::unordered_map<std::string, std::string> known_;
};

/// Reads one file of events block by block, cut anywhere; `path` names it in messages. Commit is left to the caller.
class RowImport {
 public:
  RowImport(std::string path, const EventFormat& format, const EventFormats& formats, ActorCodes& codes,
            HistoryWriter& writer);
  RowImport(RowImport&&) noexcept;
  RowImport& operator=(RowImport&&) = delete;
  RowImport(const RowImport&) = delete;
  RowImport& operator=(const RowImport&) = delete;
  ~RowImport();

  /// Error bad_input: the header lacks a column.
  Status take(std::string_view block);
  /// The same for a last line without an end; then what was counted.
  Result<ImportCount> finish();

 private:
  struct Reader;
  std::unique_ptr<Reader> reader_;
};

/// Reads a file whose contents are at hand.
Result<ImportCount> import_rows(std::string_view bytes, const std::string& path, const EventFormat& format,
                                const EventFormats& formats, ActorCodes& codes, HistoryWriter& writer);

/// Takes in the ledger's events that happened or go on, on the day that they state if they state one to within a week,
/// else on the day of their report.
Result<ImportCount> import_record(const Record& record, HistoryWriter& writer);

/// One paragraph for people: how many rows, how many were taken, why others were not.
std::string import_text(const ImportCount& count);

}  // namespace parley
