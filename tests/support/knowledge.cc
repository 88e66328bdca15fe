// See knowledge.h.
#include "support/knowledge.h"

#include <cstdio>
#include <cstdlib>

namespace parley {

const Knowledge& test_knowledge() {
  static const Knowledge kKnowledge = [] {
    auto k = load_knowledge(std::string(PARLEY_SOURCE_DIR) + "/codebook", std::string(PARLEY_SOURCE_DIR) + "/models");
    if (!k) {
      std::fprintf(stderr, "%s\n", k.error().text().c_str());
      std::abort();
    }
    return std::move(*k);
  }();
  return kKnowledge;
}

std::unique_ptr<Analysis> read_text(const std::string& text, const std::string& date) {
  Given given;
  given.text_name = "test";
  given.published = date;
  given.published_by_user = !date.empty();
  return read_report(make_report(text, given, test_knowledge().intake), test_knowledge());
}

}  // namespace parley
