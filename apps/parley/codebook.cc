// parley codebook: checks the entries of the codebook by their examples, and explains what a sentence sets off.
#include <cstdio>

#include "command.h"
#include "reading/codebook_check.h"

namespace parley {
namespace {

std::string where(const EventTrigger& t) {
  return "events/" + t.file.substr(t.file.rfind('/') + 1) + ":" + std::to_string(t.line);
}

std::string constraints(const EventTrigger& t) {
  std::string out;
  for (const std::string& o : t.object) out += (out.empty() ? " + " : "|") + o;
  if (!t.complement.empty()) out += " + " + t.complement;
  return out;
}

std::string entry(const EventTrigger& t) { return t.id + constraints(t) + "  [" + where(t) + "]"; }

int check(const Knowledge& knowledge, bool verbose) {
  std::size_t failed = 0;
  std::size_t shadowed = 0;
  std::string out;
  auto checks = check_entries(knowledge);
  for (const EntryCheck& c : checks) {
    if (c.state == EntryState::fires) continue;
    bool bad = c.state != EntryState::shadowed;
    (bad ? failed : shadowed) += 1;
    if (!bad && !verbose) continue;
    const char* what = c.state == EntryState::silent  ? "does not fire"
                       : c.state == EntryState::sides ? "fires with other sides"
                                                      : "another entry fires";
    out += where(*c.entry) + ": " + c.entry->id + ": " + what + "\n    example: " + c.entry->example +
           "\n    expect:  " + std::string(name_of(c.entry->type)) + ' ' + c.entry->expect +
           "\n    found:   " + (c.found.empty() ? "nothing" : c.found) + '\n';
  }
  auto duplicates = duplicate_entries(*knowledge.events);
  for (const auto& [first, second] : duplicates)
    out += where(*second) + ": " + second->id + ": can never fire, it repeats " + where(*first) + '\n';
  auto overlaps = overlapping_entries(*knowledge.events);
  if (verbose)
    for (const auto& [first, second] : overlaps)
      out += "same words: " + entry(*first) + " and " + entry(*second) + '\n';
  out += std::to_string(checks.size()) + " entries: " + std::to_string(failed) + " fail, " +
         std::to_string(duplicates.size()) + " repeat another, " + std::to_string(shadowed) +
         " leave their example to another entry; " + std::to_string(overlaps.size()) + " words in several files\n";
  print(out);
  return failed + duplicates.size() == 0 ? kDone : kNothing;
}

int explain_text(const Knowledge& knowledge, const std::string& text) {
  Given given;
  given.text_name = "sentence";
  auto analysis = read_report(make_report(text, given, knowledge.intake), knowledge);
  std::string fired;
  std::string almost;
  for (const EntryTrace& t : explain(*analysis, knowledge)) {
    if (t.event == nullptr) {
      almost += "  " + entry(*t.entry) + "\n      " + t.reason + '\n';
      continue;
    }
    char confidence[16];
    std::snprintf(confidence, sizeof confidence, "%.2f", t.event->confidence);
    fired += "  " + entry(*t.entry) + "\n      " + std::string(name_of(t.event->type)) + ' ' + sides_of(*t.event) +
             ", " + std::string(name_of(t.event->status)) + ", confidence " + confidence + ", trigger \"" +
             t.event->trigger + "\"\n";
  }
  print("Fired\n" + (fired.empty() ? "  nothing\n" : fired) + (almost.empty() ? "" : "Almost\n" + almost));
  return fired.empty() ? kNothing : kDone;
}

}  // namespace

int run_codebook(const CommandOptions& o) {
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  return o.subject == "check" ? check(*knowledge, o.verbose) : explain_text(*knowledge, o.text);
}

}  // namespace parley
