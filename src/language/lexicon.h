// The compiled lexicon: word classes and inflections of codebook/english.toml, names of codebook/actors/.
//
// Inside the language stage only; the rest of the program sees the opaque Lexicon of language.h. Words are looked up in
// lower case, names as they are written (case matters: "US" is a state, "us" a pronoun).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/phrase_table.h"
#include "base/value.h"
#include "language/language.h"

namespace parley {

/// Which forms of a verb a word can be, as bits.
enum VerbBits : unsigned { kBase = 1, kThird = 2, kPast = 4, kParticiple = 8, kGerund = 16 };

struct VerbWord {
  std::string lemma;
  unsigned bits = 0;
};

/// One name of the gazetteer: what a matched form stands for.
struct NameEntry {
  std::string name;  // canonical
  std::string code;
  MentionKind kind = MentionKind::state;
  bool adjectival = false;                                   // demonym
  bool contextual = false;                                   // only in a report that also names the actor in full
  bool ambiguous = false;                                    // also a common word or a person's name
  bool metonym = false;                                      // capital or seat
  bool city = false;                                         // a place; stands for the state only by where it lies
  std::vector<std::pair<std::string, std::string>> members;  // of a collective name: code and name of each
};

/// A noun that marks a person, with or without a name.
struct RoleEntry {
  std::string noun;
  std::string kind;  // official, leader, military, diplomat, spokesperson, expert, anonymous, media, civilian, rebel
  bool title = false;
  bool plural = false;
};

using WordSet = std::unordered_set<std::string>;

struct Lexicon::Data {
  // english.toml
  WordSet abbreviations, before_number, only_capital, hyphen_prefixes, units, smileys;
  WordSet relatives, subordinators, wh_words, negations, affiliating, serving, verb_nouns, no_plural, of_object;
  std::vector<std::string> controlling;
  WordSet female_names, female_words, male_words;
  WordSet given_names, name_particles, korean_surnames, not_alone, not_names;
  WordSet government_nouns, state_bodies, back_reference, organisation_words, civil_words;
  std::unordered_map<std::string, VerbWord> verb_forms;
  std::unordered_map<std::string, std::string> noun_lemmas;  // irregular plurals

  // actors/
  PhraseTable names;  // surface forms
  std::vector<NameEntry> entries;
  std::unordered_map<std::string, std::uint32_t> by_name;  // codes and names, lower case, of all but people: the first
  PhraseTable pair_phrases;                                // "the two sides", in lower case
  WordSet government_modifiers;
  PhraseTable roles;  // lower case, singular and plural
  std::vector<RoleEntry> role_entries;
  WordSet state_words;  // words of state names and demonyms, lower case: "Korea-US" is split at its hyphen
  std::unordered_map<std::string, std::vector<Office>> people;  // offices by canonical name
  std::unordered_map<std::string, std::string> code_names;      // "PRK": "North Korea"
  std::unordered_map<std::string, std::string> code_words;      // of nobody in particular: "CIV": "people of"
};

/// Fills the actors' part of the lexicon from codebook/actors/*.toml.
Status load_actors(const std::string& directory, Lexicon::Data& data);

/// A regular plural or third person: "envoys", "tries", "witnesses".
std::string with_s(const std::string& word);

/// The words of a name or phrase, tokenised as text is.
std::vector<std::string> words_of_phrase(std::string_view phrase, const Lexicon::Data& data, bool lower);

}  // namespace parley
