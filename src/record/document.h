// A report as the language stage sees it: sentences, tokens, mentions of actors, quotations.
//
// Spans are bytes into the report's text; token ranges are half-open. Sentences come from body, headline, deck, caption
// and dateline blocks only: boilerplate and duplicates have none, so that no finding can come from them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "record/deprel.h"
#include "record/enums.h"

namespace parley {

/// Coarse part of speech: Universal POS tags, with the names of the UD guidelines.
enum class Pos : std::uint8_t {
  noun,
  propn,
  verb,
  aux,
  adj,
  adv,
  det,
  pron,
  num,
  adp,
  cconj,
  sconj,
  part,
  intj,
  punct,
  sym,
  x,
};

struct Token {
  Span span;
  std::string lower;  // ASCII lower case, curly quotes made straight
  std::string lemma;  // lower case
  Pos pos = Pos::x;
  bool capital = false;     // starts with a capital letter
  bool space_after = true;  // white space follows
  std::string tag;          // finer: VB VBD VBG VBN VBP VBZ MD NN NNS JJ JJR … (Penn), where known
  std::int32_t head = -1;   // index of the head in Document::tokens, in the same sentence; -1 for the root or no tree
  Deprel deprel = Deprel::dep;  // relation to the head
};

/// Half-open range of tokens.
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  [[nodiscard]] bool empty() const { return first >= last; }
  [[nodiscard]] std::uint32_t size() const { return empty() ? 0 : last - first; }
  [[nodiscard]] bool contains(std::uint32_t token) const { return first <= token && token < last; }
  [[nodiscard]] bool overlaps(TokenRange o) const { return first < o.last && o.first < last; }
  friend constexpr bool operator==(TokenRange, TokenRange) = default;
};

struct Sentence {
  TokenRange tokens;
  Span span;
  std::uint32_t block = 0;  // index into Report::blocks
  BlockRole role = BlockRole::body;
};

enum class MentionKind : std::uint8_t {
  state,         // "North Korea", "Pyongyang", "the North", "the regime"
  person,        // "Kim Yong-chol", later "Kim"
  organisation,  // IGOs, ministries, parties, institutes
  group,         // armed and political groups
  media,
  role,     // "a diplomatic source in Washington", "officials", "the U.S. envoy"
  pronoun,  // "he", "they", linked where possible
  place,    // a city or region named as a place, not as an actor
};

/// A stretch of text that names an actor, linked to who it is.
struct Mention {
  TokenRange tokens;  // the longest useful form: "North Korean Kim Yong-chol, vice chairman of …"
  Span span;
  TokenRange head;  // the name or noun itself: "Kim Yong-chol"
  MentionKind kind = MentionKind::state;
  std::string code;         // as in the record: "PRK", "IGO:UN", "CIV:KOR", "UNK"
  std::string name;         // canonical name: "Kim Yong-chol"; for roles the words
  std::string reason;       // why this code: "gazetteer", "affiliation", "surname of …", …
  bool adjectival = false;  // demonym before a noun: "North Korean officials"
  bool possessive = false;  // followed by 's or '
  bool plural = false;
  bool anonymous = false;                                    // a person or persons without a name
  bool collective = false;                                   // "analysts", "officials"
  bool seat = false;                                         // a capital or seat that stands for a government
  std::vector<std::pair<std::string, std::string>> members;  // "the two Koreas": code and name of each
};

/// A base noun phrase: determiner to head noun, without what follows ("of …", relative clauses).
struct NounPhrase {
  TokenRange tokens;
  std::uint32_t head = 0;  // token
  std::uint32_t sentence = 0;
  std::int32_t mention = -1;  // index into Document::mentions whose head lies in this phrase; the last one if several
  bool possessive = false;    // ends in 's or ': it determines the phrase that follows
};

enum class VerbForm : std::uint8_t { finite, infinitive, gerund, participle };

/// A verb with its auxiliaries, and the clause that it heads.
struct VerbGroup {
  TokenRange tokens;       // "has not been cancelled"
  std::uint32_t head = 0;  // token of the main verb
  std::uint32_t sentence = 0;
  VerbForm form = VerbForm::finite;
  bool passive = false;
  bool negated = false;
  bool past = false;         // simple past, or past auxiliary
  bool perfect = false;      // has/have/had + participle
  bool progressive = false;  // be + -ing
  std::string modal;         // lemma: "will", "would", "may", "must" …; "" if none
  std::string
      introduced_by;  // conjunction or relative word that opens the clause: "if", "that", "which", "because", ""
  TokenRange clause;  // from the clause's first word to its last
  std::int32_t subject = -1;   // index into Document::phrases; for a passive the grammatical subject; of "to meet" in
                               // "agreed to meet" who agreed
  std::int32_t object = -1;    // direct object
  std::int32_t agent = -1;     // "by …" of a passive
  std::int32_t governor = -1;  // index of the verb group whose complement this is ("agreed to meet", "said that …")
};

struct Document {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;    // by first token; they do not overlap, except place inside a longer one is left out
  std::vector<NounPhrase> phrases;  // in order
  std::vector<VerbGroup> verbs;     // in order
  std::vector<Span> quotations;     // with their quotation marks; a quotation that runs over paragraphs has several

  /// The phrases, verb groups or mentions that begin inside the range, by binary search.
  [[nodiscard]] std::span<const NounPhrase> phrases_in(TokenRange range) const { return beginning_in(phrases, range); }
  [[nodiscard]] std::span<const VerbGroup> verbs_in(TokenRange range) const { return beginning_in(verbs, range); }
  [[nodiscard]] std::span<const Mention> mentions_in(TokenRange range) const { return beginning_in(mentions, range); }

  /// Index of the phrase that begins at the token; -1 if none does.
  [[nodiscard]] std::int32_t phrase_at(std::uint32_t token) const {
    auto found = phrases_in({token, token + 1});
    return found.empty() ? -1 : static_cast<std::int32_t>(found.data() - phrases.data());
  }
  /// Index of the sentence that the token lies in. Every token lies in one.
  [[nodiscard]] std::uint32_t sentence_at(std::uint32_t token) const {
    auto it = std::upper_bound(sentences.begin(), sentences.end(), token,
                               [](std::uint32_t t, const Sentence& s) { return t < s.tokens.first; });
    return it == sentences.begin() ? 0 : static_cast<std::uint32_t>(it - sentences.begin()) - 1;
  }

  [[nodiscard]] std::string_view words(TokenRange range) const {
    if (range.empty() || range.last > tokens.size()) return {};
    return slice(text, {tokens[range.first].span.begin, tokens[range.last - 1].span.end});
  }
  [[nodiscard]] Span span_of(TokenRange range) const {
    if (range.empty() || range.last > tokens.size()) return {};
    return {tokens[range.first].span.begin, tokens[range.last - 1].span.end};
  }

 private:
  template <class Unit>
  static std::span<const Unit> beginning_in(const std::vector<Unit>& units, TokenRange range) {
    auto before = [](const Unit& u, std::uint32_t token) { return u.tokens.first < token; };
    auto first = std::lower_bound(units.begin(), units.end(), range.first, before);
    auto last = std::lower_bound(first, units.end(), range.last, before);
    return {first, last};
  }
};

}  // namespace parley
