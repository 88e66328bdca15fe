// Language: from a Report's text to a Document of sentences, tokens and mentions of actors.
//
//   syntax.h (words, sentences, names, tags, trees: learned) → clauses.h (who does what, by rules over trees)
//   → mentions.h (actors, people, roles, anonymous sources)
//
// What this stage knows about English or the world comes from models/, codebook/english.toml and codebook/actors/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "record/document.h"
#include "record/report.h"

namespace parley {

/// An office that a person held.
struct Office {
  std::string role;                // "president"
  std::string of;                  // code: "USA"
  std::optional<DateRange> dates;  // where the codebook gives them
};

struct Models;

/// The compiled words and names of the codebook.
class Lexicon {
 public:
  /// Loads english.toml and actors/*.toml from the codebook's directory. Error bad_codebook names file and line.
  static Result<Lexicon> load(const std::string& codebook_dir);
  Lexicon();
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

  /// What a code is called: "PRK" → "North Korea", "CIV:NOR" → "people of Norway", "UNK" → "unnamed"
  /// (codebook/actors/code_names.toml); the code itself if it is not known.
  [[nodiscard]] std::string name_of_code(std::string_view code) const;
  /// Code of a name, a demonym or a code itself, without regard to case; empty if it is not known.
  [[nodiscard]] std::string code_of_name(std::string_view name) const;

  /// The offices of a person of the codebook, in the order of the file. Empty if the name is not known.
  [[nodiscard]] const std::vector<Office>& offices(std::string_view person) const;

 private:
  std::unique_ptr<Data> data_;
};

/// Tokens, sentences, tags, lemmas, trees, clauses and mentions of the report's blocks that carry news (headline, deck,
/// dateline, caption, body). Time is linear in the text.
Document analyse(const Report& report, const Lexicon& lexicon, const Models& models);

}  // namespace parley
