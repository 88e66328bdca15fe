// The compiled form of codebook/claims.toml: cues with what may follow them, classes of sources, signs of stance.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/phrase_table.h"
#include "reading/claims.h"
#include "reading/hedges.h"
#include "reading/word_lists.h"

namespace parley {

/// One entry of the codebook: words of one meaning and one grammar.
struct CueRule {
  enum class Kind : std::uint8_t { verb, noun, adjective, impersonal, preposition };
  Kind kind = Kind::verb;
  std::string name;  // its first word: part of by_rule
  Stance stance = Stance::says;
  bool clause = false, addressee = false, object = false, infinitive = false, gerund = false;
  std::vector<std::string> prepositions;  // what else may follow: "for", "of", "as"
  std::vector<std::string> needs;         // one of these must stand in the content ("to")
  bool refine = false;                    // the content decides the stance
  bool belief = false;                    // tells a state of mind, not a speech
  bool warning = false;
  bool insisting = false;       // demands only with a demand's content, else says
  bool weak = false;            // counts only where the object is itself a statement or an act
  bool without_source = false;  // counts with no source too
  bool document = false;        // the word itself is the source ("reports that …")
  bool copula = false;          // "the view is that …"
  bool quoted_only = false;     // says something only with a quotation ("continued")
  bool two_objects = false;     // "called the vote a farce"
  std::vector<std::string> examples;
  std::string where;  // file:line
};

struct ClaimRules::Data {
  std::vector<CueRule> rules;
  PhraseTable verbs, nouns;  // first word a lemma, the others as written
  PhraseTable adjectives;
  PhraseTable impersonals;  // participles
  WordList prepositions;
  WordList skipped, ends_after_comma;
  std::vector<std::string> openers_dropped, openers_kept, silent_modals, hypothetical, otherwise;
  std::vector<std::string> light_verbs, possessives, relatives, self, stative, genitives;
  std::vector<std::string> quoting_verbs, quoting_marks, excess;

  std::vector<std::string> document_nouns, media_nouns, group_nouns, media_when_news, never;
  WordList anonymity, reasons;

  std::vector<std::pair<Stance, WordList>> signs;  // in the order in which they are tried
  std::map<std::string, Stance> expressed;         // nouns after "express"
  std::vector<std::string> judgement;
  std::vector<std::string> headline_sources;
  WordList conditions, not_cues;
  WordList permissions;  // after "could": "only"
  HedgeTable hedges;
  std::vector<std::string> schedule_verbs;

  [[nodiscard]] const WordList* signs_of(Stance stance) const {
    for (const auto& [s, list] : signs)
      if (s == stance) return &list;
    return nullptr;
  }
};

}  // namespace parley
