// What the parts of the claim reader share: the report's words, the rules, and small questions about words.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reading/claim_rules.h"
#include "reading/places.h"

namespace parley {

inline constexpr std::uint32_t kSentenceWindow = 300;  // words on either side that count as the sentence

/// A cue in the text: the words that attribute.
struct Cue {
  const CueRule* rule = nullptr;
  TokenRange tokens;       // the verb with its auxiliaries and particles, or the noun
  std::uint32_t head = 0;  // its main word
  std::int32_t verb = -1;  // verb group, if it is one
  std::uint32_t sentence = 0;
};

/// A claim's places in tokens. Content has its pieces in text order; a quotation may cross sentences.
struct ClaimSpans {
  TokenRange source;
  std::int32_t source_phrase = -1;
  std::vector<TokenRange> content;
};

struct ClaimScene {
  const Context& context;
  const Document& document;
  const ClaimRules::Data& rules;
  Places places;
  std::vector<std::int32_t> timex;  // for each token the time expression that covers it, preposition included, or -1
  std::vector<std::vector<const CueRule*>> cues;  // by verb group: rules whose words it matches, longest first
  std::vector<std::uint32_t> cue_last;            // by verb group: where the words of the longest match end
  std::vector<HedgeMatch> hedges;
  std::uint32_t first_medium = 0;  // token of the first media mention; the number of tokens if there is none

  [[nodiscard]] const Token& at(std::uint32_t token) const { return document.tokens[token]; }
  /// The sentence of a token; of a monstrous one only the words around it, so that time stays linear.
  [[nodiscard]] TokenRange sentence_of(std::uint32_t token) const;
  [[nodiscard]] const VerbGroup* verb_at(std::uint32_t token) const {
    const std::int32_t v = places.verb[token];
    return v < 0 ? nullptr : &document.verbs[static_cast<std::size_t>(v)];
  }
  [[nodiscard]] bool is(std::uint32_t token, std::string_view word) const { return at(token).lower == word; }
  [[nodiscard]] bool is_comma(std::uint32_t token) const { return is(token, ","); }
  [[nodiscard]] bool is_dash(std::uint32_t token) const;
  [[nodiscard]] bool is_quote_mark(std::uint32_t token) const;
  [[nodiscard]] bool is_end_mark(std::uint32_t token) const {
    return is(token, ".") || is(token, "!") || is(token, "?");
  }
  /// First finite verb group of the sentence whose words start at or after `token` and before `limit`; -1 if none.
  [[nodiscard]] std::int32_t finite_verb_in(TokenRange range) const;
  /// The verb group begins, possibly after adverbs, at `token`; -1 if it does not.
  [[nodiscard]] std::int32_t verb_from(std::uint32_t token, std::uint32_t limit) const;
  /// Range without commas, dashes, colons, end marks and unpaired quotation marks at its ends.
  [[nodiscard]] TokenRange trimmed(TokenRange range) const;
  /// Is there a verb cue of speech in the group?
  [[nodiscard]] bool is_cue(std::int32_t verb) const {
    return verb >= 0 && !cues[static_cast<std::size_t>(verb)].empty();
  }
};

/// Reads the report once: places, time expressions, cues of its verb groups.
ClaimScene set_scene(const Context& context, const ClaimRules::Data& rules);

}  // namespace parley
