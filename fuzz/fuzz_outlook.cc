// Foreign bytes as a history, as its names, and as files of events: an error or events, never a crash.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "base/file.h"
#include "language/language.h"
#include "outlook/history_index.h"
#include "outlook/import.h"

using namespace parley;

namespace {

const std::string& codebook() {
  static const std::string kPath = std::string(PARLEY_SOURCE_DIR) + "/codebook";
  return kPath;
}

/// The bytes as a sound header's rows or names: what a checksum would hide from the fuzzer is reached by import.
void as_history(const std::string& path, std::string_view bytes) {
  std::size_t half = bytes.size() / 2;
  if (!write_file(path, bytes.substr(0, half)) || !write_file(path + ".names", bytes.substr(half))) return;
  if (auto history = History::open(path)) HistoryIndex index(*history);
}

void as_events(const std::string& path, std::string_view bytes) {
  static const EventFormats kFormats = *EventFormats::load(codebook());
  static const Lexicon kLexicon = *Lexicon::load(codebook());
  std::remove(path.c_str());
  std::remove((path + ".names").c_str());
  auto writer = HistoryWriter::open(path);
  if (!writer) return;
  ActorCodes codes(kLexicon, kFormats);
  std::string_view first = bytes.substr(0, bytes.find('\n'));
  const EventFormat* format = kFormats.recognise(first);
  if (format == nullptr) format = kFormats.find("csv");
  if (!import_rows(bytes, "fuzz", *format, kFormats, codes, *writer) || !writer->commit()) return;
  auto history = History::open(path);
  if (!history || history->events().size() != writer->rows()) __builtin_trap();
  HistoryIndex index(*history);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string kPath = "/tmp/parley-fuzz-history-" + std::to_string(::getpid());
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  as_history(kPath, bytes);
  as_events(kPath, bytes);
  return 0;
}
