// Loading codebook/events/*.toml. See events.h.
#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "reading/events.h"

namespace parley {
namespace {

FrameSlot slot_of(const std::string& name) {
  using Kind = FrameSlot::Kind;
  if (name == "subject") return {Kind::subject, {}};
  if (name == "object") return {Kind::object, {}};
  if (name == "object_modifier") return {Kind::object_modifier, {}};
  if (name == "possessive") return {Kind::possessive, {}};
  if (name == "modifier") return {Kind::modifier, {}};
  if (name == "complement_subject") return {Kind::complement_subject, {}};
  if (name == "complement_object") return {Kind::complement_object, {}};
  return {Kind::preposition, name};
}

std::vector<FrameSlot> slots(const Value& v, const std::string& key, const std::vector<std::string>& fallback) {
  std::vector<FrameSlot> out;
  auto names = v.has(key) ? v.texts(key) : fallback;
  for (const std::string& name : names) out.push_back(slot_of(name));
  return out;
}

Result<EventTrigger> trigger_of(const Value& v, const std::string& file) {
  EventTrigger t;
  t.file = file;
  t.line = v.line;
  std::string where = file + ":" + std::to_string(v.line);
  std::string words = v.str("words");
  for (std::string_view w : split(words, ' '))
    if (!w.empty()) t.words.emplace_back(w);
  if (t.words.empty()) return fail(ErrorCode::bad_codebook, "trigger has no words", where);
  auto type = parse_name<EventType>(v.str("type"));
  if (!type) return fail(ErrorCode::bad_codebook, "'" + v.str("type") + "' is no PLOVER type", where);
  t.type = *type;
  std::string pos = v.str("pos", "verb");
  t.pos = pos == "noun" ? Pos::noun : pos == "adj" ? Pos::adj : pos == "modal" ? Pos::aux : Pos::verb;
  t.mode = v.str("mode");
  t.cameo = v.str("cameo");
  if (v.has("intensity")) t.intensity = v.number("intensity");
  t.object = v.texts("object");
  t.not_object = v.texts("not_object");
  t.subject = v.texts("subject");
  t.complement = v.str("complement");
  t.complement_verb = v.texts("complement_verb");
  t.not_complement = v.texts("not_complement");
  t.not_after = v.texts("not_after");
  t.not_verb = v.texts("not_verb");
  bool noun = t.pos == Pos::noun;
  t.source = slots(
      v, "source",
      noun ? std::vector<std::string>{"possessive", "by", "modifier", "of"} : std::vector<std::string>{"subject"});
  t.target = slots(v, "target",
                   noun ? std::vector<std::string>{"to", "on", "against", "with"} : std::vector<std::string>{"object"});
  t.mutual = v.flag("mutual");
  t.own = v.flag("own");
  for (const std::string& side : v.texts("required")) {
    if (side != "source" && side != "target" && side != "status")
      return fail(ErrorCode::bad_codebook, "required: source, target or status", where);
    (side == "source" ? t.needs_source : side == "target" ? t.needs_target : t.needs_status) = true;
  }
  t.example = v.str("example");
  t.expect = v.str("expect");
  t.id = std::filesystem::path(file).stem().string() + ":" + join(t.words, " ");
  return t;
}

}  // namespace

Result<std::shared_ptr<const EventRules>> EventRules::load(const std::string& codebook_dir) {
  auto rules = std::make_shared<EventRules>();
  rules->classes = TRY(WordClasses::load(codebook_dir));
  rules->status = TRY(StatusRules::load(codebook_dir));
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(codebook_dir + "/events", error))
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  if (error) return fail(ErrorCode::not_found, error.message(), codebook_dir + "/events");
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    Value root = TRY(parse_toml(TRY(read_file(file)), file));
    for (const Value& item : root.at("trigger").list) {
      EventTrigger t = TRY(trigger_of(item, file));
      auto index = static_cast<std::uint32_t>(rules->triggers.size());
      if (t.pos == Pos::noun) {
        rules->nouns.add(t.words, index);
      } else if (t.pos == Pos::aux) {
        rules->modals[t.words[0]] = index;
      } else {
        (t.pos == Pos::adj ? rules->adjectives : rules->verbs)[t.words[0]].push_back(index);
      }
      rules->triggers.push_back(std::move(t));
    }
  }
  return std::shared_ptr<const EventRules>(rules);
}

}  // namespace parley
