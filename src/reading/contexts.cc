// See contexts.h.
#include "reading/contexts.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"

namespace parley {
namespace {

using Found = std::set<std::uint32_t>;  // indices of entries

/// The contexts whose words stand in a sentence. A word counts as it is written or as its lemma.
Found contexts_in(const Document& d, const ContextRules& rules, TokenRange sentence) {
  Found out;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
    for (bool lemmas : {false, true})
      rules.phrases.for_each(
          [&](std::uint32_t k) -> std::string_view {
            if (i + k >= sentence.last) return {};
            return lemmas ? d.tokens[i + k].lemma : d.tokens[i + k].lower;
          },
          [&](PhraseTable::Match m) { out.insert(m.payload); });
  return out;
}

}  // namespace

Result<std::shared_ptr<const ContextRules>> ContextRules::load(const std::string& codebook_dir) {
  auto rules = std::make_shared<ContextRules>();
  const std::string file = codebook_dir + "/contexts.toml";
  const Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const Value& item : root.at("context").list) {
    const std::string where = file + ":" + std::to_string(item.line);
    ContextEntry entry{item.str("name"), {}, item.str("example")};
    if (entry.name.empty()) return fail(ErrorCode::bad_codebook, "a context needs a name", where);
    for (const std::string& name : item.texts("types")) {
      auto type = parse_name<EventType>(name);
      if (!type) return fail(ErrorCode::bad_codebook, "'" + name + "' is no PLOVER type", where);
      entry.types.push_back(*type);
    }
    for (const std::string& phrase : item.texts("words")) {
      std::vector<std::string> words;
      for (std::string_view w : split(phrase, ' '))
        if (!w.empty()) words.emplace_back(w);
      if (!words.empty()) rules->phrases.add(words, static_cast<std::uint32_t>(rules->entries.size()));
    }
    rules->entries.push_back(std::move(entry));
  }
  return std::shared_ptr<const ContextRules>(rules);
}

void find_contexts(const Context& context, std::vector<Event>& events) {
  const Document& d = context.document;
  const ContextRules& rules = *context.knowledge.contexts;
  std::map<std::uint32_t, Found> by_sentence;
  for (Event& e : events) {
    auto at = std::partition_point(d.tokens.begin(), d.tokens.end(),
                                   [&](const Token& t) { return t.span.end <= e.spans[0].span.begin; });
    if (at == d.tokens.end()) continue;
    std::uint32_t sentence = d.sentence_at(static_cast<std::uint32_t>(at - d.tokens.begin()));
    auto [found, fresh] = by_sentence.try_emplace(sentence);
    if (fresh) found->second = contexts_in(d, rules, d.sentences[sentence].tokens);
    e.contexts.clear();
    for (std::uint32_t k = 0; k < rules.entries.size(); ++k) {
      const ContextEntry& entry = rules.entries[k];
      bool by_type = std::find(entry.types.begin(), entry.types.end(), e.type) != entry.types.end();
      if (by_type || found->second.contains(k)) e.contexts.push_back(entry.name);
    }
  }
}

}  // namespace parley
