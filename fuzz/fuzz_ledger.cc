// Foreign bytes as a ledger file: an error or an empty record, never a crash.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "base/file.h"
#include "ledger/ledger.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string kPath = "/tmp/parley-fuzz-" + std::to_string(::getpid()) + ".db";
  for (const char* more : {"", "-wal", "-shm", "-journal"}) std::remove((kPath + more).c_str());
  if (!write_file(kPath, {reinterpret_cast<const char*>(data), size})) return 0;
  if (auto ledger = Ledger::open(kPath, Ledger::Mode::read_write, 0)) {
    (void)ledger->record();
    (void)ledger->derive();
  }
  return 0;
}
