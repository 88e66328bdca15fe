// What an act is about, beside who did what to whom: PLOVER's contexts, told by the words of its sentence.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/phrase_table.h"
#include "base/result.h"
#include "reading/reading.h"

namespace parley {

/// One context of codebook/contexts.toml.
struct ContextEntry {
  std::string name;              // as in PLOVER's manual: "military", "human_rights"
  std::vector<EventType> types;  // acts of these types have it whatever the words
  std::string example;           // a sentence with an act that has it
};

struct ContextRules {
  std::vector<ContextEntry> entries;  // in the order of the file
  PhraseTable phrases;                // lemmas; payload: index of the entry

  /// Errors: bad_codebook with file and line.
  static Result<std::shared_ptr<const ContextRules>> load(const std::string& codebook_dir);
};

/// Fills `contexts` of each event, in the order of the codebook: those whose words stand in the sentence of its
/// trigger, and those of its type. The manual leaves open whether contexts are of a sentence or of a document; a
/// sentence says more about its act.
void find_contexts(const Context& context, std::vector<Event>& events);

}  // namespace parley
