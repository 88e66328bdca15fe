// What a query asks for as numbers of a record's columns, so that choosing from a million findings compares numbers.
// Chooses as fits() of selection.h does. Neighbours: columns.h, page_query.h.
#pragma once

#include <vector>

#include "page/columns.h"
#include "page/page_query.h"

namespace parley {

/// Codes all of which must be involved, as numbers. As involves() of brief.h.
class AboutCodes {
 public:
  AboutCodes(const RecordColumns& columns, const std::vector<std::string>& about);

  /// Are all of them among the codes of a finding?
  [[nodiscard]] bool all_in(std::span<const std::uint32_t> codes) const {
    for (const auto& either : wanted_) {
      bool found = false;
      for (std::uint32_t code : codes) found = found || code == either[0] || code == either[1];
      if (!found) return false;
    }
    return true;
  }

 private:
  std::vector<std::array<std::uint32_t, 2>> wanted_;  // the code, or people of it; kNoNumber - 1 where unheard of
};

class Choice {
 public:
  /// Columns and query must outlive it.
  Choice(const RecordColumns& columns, const PageQuery& query);

  /// By actors, status and words; `kind` holds `finding` at `k`.
  template <class F>
  [[nodiscard]] bool fits(const KindColumns& kind, std::size_t k, const F& finding) const {
    if (!about_.all_in(kind.codes.of(k))) return false;
    if (by_status_ && !has_state(kind.states[k])) return false;
    const Selection& s = query_.selection;
    return (s.by.empty() || holds_words(source_words(finding), s.by)) &&
           (s.search.empty() || holds_words(finding.quote, s.search));
  }
  /// By the days that are asked for.
  [[nodiscard]] bool in_days(DateRange told) const {
    if (!query_.since && !query_.until) return true;
    return is_known(told) && (!query_.since || told.latest > *query_.since) &&
           (!query_.until || told.earliest <= *query_.until);
  }
  [[nodiscard]] bool of_outlet(std::uint32_t report) const {
    if (query_.outlet.empty()) return true;
    return report != kNoNumber && outlet_ != kNoNumber && columns_.report.outlet[report] == outlet_;
  }

 private:
  [[nodiscard]] bool has_state(const std::array<std::uint32_t, 2>& states) const;

  const RecordColumns& columns_;
  const PageQuery& query_;
  AboutCodes about_;
  bool by_status_;
  std::vector<std::uint32_t> states_;
  std::uint32_t outlet_;
};

}  // namespace parley
