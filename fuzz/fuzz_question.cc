// Foreign bytes as a question, and as the names of a history beside it: understood or refused, never a crash.
#include <string>

#include "outlook/question.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string kRoot = PARLEY_SOURCE_DIR;
  static const Knowledge kKnowledge = *load_knowledge(kRoot + "/codebook", kRoot + "/models");
  static const SaidTypes kSaid = *SaidTypes::load(kRoot + "/codebook");
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const Date on = *Date::from_civil(2018, 11, 28);
  const std::vector<std::string> names = {bytes.substr(0, size / 3), "Foreign Affairs (Ghana)", "Customs Office"};
  for (const std::string& text : {bytes, "Will " + bytes + " meet before 1 March 2019?"}) {
    auto q = read_question(text, on, kKnowledge, kSaid, names);
    if (q && (q->actors.empty() || q->type.empty() || q->window.latest <= on)) __builtin_trap();
  }
  return 0;
}
