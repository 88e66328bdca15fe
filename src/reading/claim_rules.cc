// See claim_rules.h.
#include "reading/claim_rules.h"

#include "base/file.h"

namespace parley {
namespace {

void read_takes(const Value& entry, CueRule& rule) {
  for (const std::string& what : entry.texts("takes")) {
    if (what == "clause")
      rule.clause = true;
    else if (what == "addressee")
      rule.addressee = true;
    else if (what == "object")
      rule.object = true;
    else if (what == "infinitive")
      rule.infinitive = true;
    else if (what == "gerund")
      rule.gerund = true;
    else
      rule.prepositions.push_back(what);
  }
}

Result<CueRule> read_rule(const Value& entry, CueRule::Kind kind, const std::string& file) {
  CueRule rule;
  rule.kind = kind;
  rule.where = file + ":" + std::to_string(entry.line);
  const std::vector<std::string> words = entry.texts("words");
  if (words.empty()) return fail(ErrorCode::bad_codebook, "a cue needs words = [\"…\"]", rule.where);
  rule.name = words.front();
  const std::string stance = entry.str("stance");
  const std::optional<Stance> parsed = parse_name<Stance>(stance);
  if (!parsed) return fail(ErrorCode::bad_codebook, "no such stance: '" + stance + "'", rule.where);
  rule.stance = *parsed;
  read_takes(entry, rule);
  for (const std::string& needs : entry.texts("needs")) rule.needs.push_back(needs);
  rule.refine = entry.flag("refine");
  rule.belief = entry.flag("belief");
  rule.warning = entry.flag("warning");
  rule.insisting = entry.flag("insisting");
  rule.weak = entry.flag("weak");
  rule.without_source = entry.flag("without_source");
  rule.document = entry.flag("document");
  rule.copula = entry.flag("copula");
  rule.quoted_only = entry.flag("quoted_only");
  rule.two_objects = entry.flag("two_objects");
  rule.examples = entry.texts("examples");
  return rule;
}

Status read_rules(const Value& root, const std::string& file, ClaimRules::Data& data) {
  static constexpr std::pair<const char*, CueRule::Kind> kKinds[] = {{"verb", CueRule::Kind::verb},
                                                                     {"noun", CueRule::Kind::noun},
                                                                     {"adjective", CueRule::Kind::adjective},
                                                                     {"impersonal", CueRule::Kind::impersonal},
                                                                     {"preposition", CueRule::Kind::preposition}};
  for (const auto& [key, kind] : kKinds) {
    for (const Value& entry : root.at(key).list) {
      const auto number = static_cast<std::uint32_t>(data.rules.size());
      data.rules.push_back(TRY(read_rule(entry, kind, file)));
      for (const std::string& phrase : entry.texts("words")) {
        if (kind == CueRule::Kind::verb) data.verbs.add(words_of(phrase), number);
        if (kind == CueRule::Kind::noun) data.nouns.add(words_of(phrase), number);
        if (kind == CueRule::Kind::adjective) data.adjectives.add(words_of(phrase), number);
        if (kind == CueRule::Kind::impersonal) data.impersonals.add(words_of(phrase), number);
        if (kind == CueRule::Kind::preposition) data.prepositions.add(phrase, number);
      }
    }
  }
  if (data.rules.empty()) return fail(ErrorCode::bad_codebook, "there is no [[verb]]", file);
  return {};
}

Status read_stances(const Value& stance, const std::string& file, ClaimRules::Data& data) {
  for (const auto& [name, list] : stance.table) {
    if (name == "nouns" || name == "judgement" || name == "stative" || name == "excess") continue;
    const std::optional<Stance> parsed = parse_name<Stance>(name);
    if (!parsed)
      return fail(ErrorCode::bad_codebook, "no such stance: '" + name + "'", file + ":" + std::to_string(list.line));
    data.signs.emplace_back(*parsed, WordList::from(stance, name));
  }
  for (const auto& [noun, name] : stance.at("nouns").table) {
    const std::optional<Stance> parsed = parse_name<Stance>(name.text);
    if (!parsed)
      return fail(ErrorCode::bad_codebook, "no such stance: '" + name.text + "'",
                  file + ":" + std::to_string(name.line));
    data.expressed.emplace(noun, *parsed);
  }
  data.judgement = sorted_texts(stance, "judgement");
  return {};
}

void read_lists(const Value& root, ClaimRules::Data& data) {
  const Value& content = root.at("content");
  data.skipped = WordList::from(content, "skipped");
  data.ends_after_comma = WordList::from(content, "ends_after_comma");
  data.openers_dropped = sorted_texts(content, "openers_dropped");
  data.openers_kept = sorted_texts(content, "openers_kept");
  data.silent_modals = sorted_texts(content, "silent_modals");
  data.hypothetical = sorted_texts(content, "hypothetical");
  data.otherwise = sorted_texts(content, "otherwise");
  const Value& sources = root.at("sources");
  data.document_nouns = sorted_texts(sources, "document");
  data.media_nouns = sorted_texts(sources, "media");
  data.group_nouns = sorted_texts(sources, "group");
  data.media_when_news = sorted_texts(sources, "media_when_news");
  data.never = sorted_texts(sources, "never");
  data.light_verbs = sorted_texts(sources, "light_verbs");
  data.possessives = sorted_texts(sources, "possessives");
  data.relatives = sorted_texts(sources, "relatives");
  data.quoting_verbs = sorted_texts(sources, "quoting_verbs");
  data.quoting_marks = sorted_texts(sources, "quoting_marks");
  data.excess = sorted_texts(root.at("stance"), "excess");
  data.genitives = sorted_texts(sources, "genitives");
  data.self = sorted_texts(sources, "self");
  data.stative = sorted_texts(root.at("stance"), "stative");
  data.not_cues = WordList::from(content, "not_cues");
  data.anonymity = WordList::from(root.at("anonymity"), "phrases");
  data.reasons = WordList::from(root.at("anonymity"), "reasons");
  data.headline_sources = sorted_texts(root.at("headline"), "sources");
}

}  // namespace

Result<std::shared_ptr<const ClaimRules>> ClaimRules::load(const std::string& codebook_dir) {
  auto data = std::make_shared<Data>();
  const std::string file = codebook_dir + "/claims.toml";
  const Value root = TRY(parse_toml(TRY(read_file(file)), file));
  TRY_VOID(read_rules(root, file, *data));
  TRY_VOID(read_stances(root.at("stance"), file, *data));
  read_lists(root, *data);
  const std::string hedges = codebook_dir + "/hedges.toml";
  const Value hedge_root = TRY(parse_toml(TRY(read_file(hedges)), hedges));
  data->hedges = TRY(HedgeTable::load(hedge_root, hedges));
  data->conditions = WordList::from(hedge_root.at("conditions"), "phrases");
  data->permissions = WordList::from(hedge_root.at("schedule"), "permissions");
  data->schedule_verbs = sorted_texts(hedge_root.at("schedule"), "verbs");
  auto rules = std::make_shared<ClaimRules>();
  rules->data = std::move(data);
  return std::shared_ptr<const ClaimRules>(std::move(rules));
}

}  // namespace parley
