// See selection.h.
#include "page/selection.h"

namespace parley {

std::vector<std::string_view> states_of(const Event& e) { return {name_of(e.status), name_of(e.type)}; }
std::vector<std::string_view> states_of(const Meeting& m) { return {name_of(m.status)}; }
std::vector<std::string_view> states_of(const Claim& c) { return {name_of(c.stance), name_of(c.source_class)}; }
std::vector<std::string_view> states_of(const Forecast& f) { return {name_of(f.state)}; }
std::vector<std::string_view> states_of(const Demand& d) { return {name_of(d.form)}; }
std::vector<std::string_view> states_of(const Explanation&) { return {}; }
std::vector<std::string_view> states_of(const Commitment& c) { return {name_of(c.state)}; }

bool holds_words(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) { return to_ascii_lower(a) == to_ascii_lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

}  // namespace parley
