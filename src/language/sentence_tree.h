// The dependency tree of one sentence, with the way down that Token::head does not give.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "record/document.h"

namespace parley {

/// Is the relation one of these?
bool is_one_of(Deprel relation, std::initializer_list<Deprel> relations);

class SentenceTree {
 public:
  SentenceTree(const Document& document, TokenRange tokens);

  /// The tokens that hang on token i directly, in order.
  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t i) const;
  /// The first of them with one of the relations; -1 if there is none.
  [[nodiscard]] std::int32_t child(std::uint32_t i, std::initializer_list<Deprel> relations) const;
  /// Does token i hang on `ancestor`, directly or not, or is it the same?
  [[nodiscard]] bool below(std::uint32_t i, std::uint32_t ancestor) const;

 private:
  const Document& document_;
  std::uint32_t first_;
  std::vector<std::uint32_t> begins_;  // by token: where its children begin in children_
  std::vector<std::uint32_t> children_;
};

}  // namespace parley
