// See deprel.h.
#include "record/deprel.h"

#include <array>

namespace parley {
namespace {

constexpr std::array<std::string_view, kDeprels> kNames = {
    "root",       "acl",        "acl:relcl", "advcl",       "advcl:relcl",   "advmod",   "amod",        "appos",
    "aux",        "aux:pass",   "case",      "cc",          "cc:preconj",    "ccomp",    "compound",    "compound:prt",
    "conj",       "cop",        "csubj",     "csubj:outer", "csubj:pass",    "dep",      "det",         "det:predet",
    "discourse",  "dislocated", "expl",      "fixed",       "flat",          "goeswith", "iobj",        "list",
    "mark",       "nmod",       "nmod:desc", "nmod:poss",   "nmod:unmarked", "nsubj",    "nsubj:outer", "nsubj:pass",
    "nummod",     "obj",        "obl",       "obl:agent",   "obl:unmarked",  "orphan",   "parataxis",   "punct",
    "reparandum", "vocative",   "xcomp"};

}  // namespace

std::string_view name_of(Deprel relation) { return kNames[static_cast<std::size_t>(relation) % kDeprels]; }

std::optional<Deprel> deprel_of(std::string_view name) {
  for (std::size_t k = 0; k < kDeprels; ++k)
    if (kNames[k] == name) return static_cast<Deprel>(k);
  if (auto colon = name.find(':'); colon != std::string_view::npos) return deprel_of(name.substr(0, colon));
  return std::nullopt;
}

}  // namespace parley
