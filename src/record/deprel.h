// Relations of a dependency tree: Universal Dependencies v2 with the subtypes that English treebanks use.
//
// Names as on universaldependencies.org/u/dep ("nsubj:pass"); an underscore stands for the colon in C++.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parley {

enum class Deprel : std::uint8_t {
  root,
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  dep,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  vocative,
  xcomp,
};

constexpr std::size_t kDeprels = 51;

/// "nsubj:pass" for Deprel::nsubj_pass.
std::string_view name_of(Deprel relation);
/// The relation of a name; of "nsubj:xyz" with an unknown subtype, nsubj; nothing if the main part is unknown.
std::optional<Deprel> deprel_of(std::string_view name);

}  // namespace parley
