// What an address asks for: the part after "?" as checked values. All state of the page is here, so that a link gives
// the same view again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "language/language.h"
#include "page/selection.h"

namespace parley {

enum class AnswerForm { json, csv, ics };

struct PageQuery {
  AnswerForm form = AnswerForm::json;
  std::map<std::string, std::string> params;
  Selection selection;
  std::optional<Date> on;            // as known on
  std::optional<Date> since, until;  // of what is told: first and last day
  std::string outlet, report, id, kind, text;
  bool newest_first = false;
  std::size_t limit = 50;
  std::string after;  // where the page before ended, decoded: id of its last item; empty: from the start

  /// Error bad_usage: says which value is wrong, and how it is put.
  static Result<PageQuery> read(const std::map<std::string, std::string>& params, const Lexicon& lexicon);
};

inline constexpr std::size_t kMostAPage = 500;

/// Opaque to everybody else: a page's last item as a word for an address, and back (nothing if it is not one of ours).
std::string cursor_of(std::string_view id);
std::optional<std::string> read_cursor(std::string_view cursor);

}  // namespace parley
