// See who.h.
#include "page/who.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"

namespace parley {
namespace {

/// Numbers of pairs of numbers, in the order in which they were first seen.
class PairNumbering {
 public:
  /// The number, and whether it is new.
  std::pair<std::uint32_t, bool> number(std::uint32_t a, std::uint32_t b) {
    const auto [it, fresh] =
        numbers_.try_emplace(std::uint64_t{a} << 32U | b, static_cast<std::uint32_t>(numbers_.size()));
    return {it->second, fresh};
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

/// Words without regard to their white space: those of a record, by number, squeezed once.
class Squeezed {
 public:
  std::uint32_t number(std::string_view words) {
    const std::uint32_t raw = raw_.number(words);
    if (raw == squeezed_.size()) {
      const auto [it, fresh] = numbers_.try_emplace(squeeze(words), static_cast<std::uint32_t>(words_.size()));
      if (fresh) words_.push_back(it->first);
      squeezed_.push_back(it->second);
    }
    return squeezed_[raw];
  }
  [[nodiscard]] const std::string& words(std::uint32_t number) const { return words_[number]; }

 private:
  Numbering raw_;
  std::vector<std::uint32_t> squeezed_;  // of raw ones
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> words_;
};

}  // namespace

EventActors::EventActors(const Record& record, const RecordColumns& columns) {
  Squeezed names;
  PairNumbering form_numbers, pair_numbers;
  const std::uint32_t unknown = columns.codes.find("UNK");
  for (const Event& e : record.findings.events) {
    for (const auto* side : {&e.source, &e.target})
      for (const ActorRef& a : *side) {
        const std::uint32_t code = columns.codes.find(a.code), name = names.number(a.name);
        const auto [form, fresh] = form_numbers.number(code, name);
        if (fresh) forms.push_back({code, names.words(name)});
        sides.add(2 * form + (side == &e.target ? 1 : 0));
      }
    sides.end_list();
    for (const ActorRef& a : e.source)
      for (const ActorRef& b : e.target) {
        if (a.code == b.code) continue;
        const std::uint32_t first = columns.codes.find(std::min(a.code, b.code));
        const std::uint32_t second = columns.codes.find(std::max(a.code, b.code));
        if (first == unknown || second == unknown) continue;
        const auto [pair, fresh] = pair_numbers.number(first, second);
        if (fresh) pairs.emplace_back(first, second);
        const auto seen = pairs_of.open();
        if (std::find(seen.begin(), seen.end(), pair) == seen.end()) pairs_of.add(pair);
      }
    pairs_of.end_list();
  }
}

ClaimSources::ClaimSources(const Record& record, const RecordColumns& columns) {
  Squeezed words, reasons;
  Numbering actors, names;
  PairNumbering by_class, by_outlet, by_reason, by_actor, by_name, by_called;
  for (std::size_t k = 0; k < record.findings.claims.size(); ++k) {
    const Claim& c = record.findings.claims[k];
    const std::uint32_t report = columns.claims.report[k];
    const std::uint32_t outlet = report == kNoNumber ? kNoNumber : columns.report.outlet[report];
    const std::uint32_t said = c.source.empty() ? kNoNumber : words.number(c.source);
    const std::uint32_t reason = reasons.number(c.anonymity_reason);
    const std::uint32_t row = by_class.number(said, static_cast<std::uint32_t>(c.source_class)).first;
    const auto [source, fresh] = by_reason.number(by_outlet.number(row, outlet).first, reason);
    if (fresh)
      sources.push_back(
          {c.source.empty() ? "(none)" : words.words(said), c.source_class, outlet, reasons.words(reason)});
    source_of.push_back(source);
    for (const ActorRef& a : c.actors) {
      if (a.actor.empty() || c.source.empty()) continue;
      const std::uint32_t code = columns.codes.find(a.code);
      const std::uint32_t who = by_actor.number(code, actors.number(a.actor)).first;
      const std::uint32_t form = by_name.number(who, names.number(a.name)).first;
      const auto [speaker, unheard] = by_called.number(form, said);
      if (unheard) speakers.push_back({code, a.actor, a.name, words.words(said)});
      speakers_of.add(speaker);
    }
    speakers_of.end_list();
  }
}

}  // namespace parley
