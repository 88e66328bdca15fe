// Foreign text through all stages: every quote must be the text at its span.
#include <cstdlib>

#include "base/text.h"
#include "reading/reading.h"

using namespace parley;

namespace {
const Knowledge* knowledge = nullptr;
}

/// The codebook is loaded before the clock of the first input starts.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static const Knowledge kKnowledge = std::move(
      *load_knowledge(std::string(PARLEY_SOURCE_DIR) + "/codebook", std::string(PARLEY_SOURCE_DIR) + "/models"));
  knowledge = &kKnowledge;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Given given;
  given.published = "2018-11-28";
  auto a = read_report(make_report(repair_utf8({reinterpret_cast<const char*>(data), size}), given, knowledge->intake),
                       *knowledge);
  CodePointIndex index(a->report.text);
  for_each_kind(a->findings, [&](const auto& list) {
    for (const auto& f : list) {
      std::uint32_t begin = index.byte_of(f.start);
      if (a->report.text.substr(begin, index.byte_of(f.end) - begin) != f.quote) std::abort();
    }
  });
  return 0;
}
