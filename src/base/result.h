// Errors as values: a call that can fail returns Result<T>, and TRY passes a failure on to the caller.
//
// The library never prints, never exits and lets no exception of a third party out of the one file that includes it.
// An Error says what went wrong (code, for programs), in words that tell the user what to do next (message), and where
// (a file, a line, a record). See docs/decisions/0002-errors.md.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace parley {

enum class ErrorCode {
  bad_usage,      // the call's words are off
  not_found,      // no such file, table, report
  unreadable,     // there, but it cannot be opened or read
  bad_input,      // read, but not what it should be
  bad_codebook,   // an entry of the codebook is wrong
  ledger_locked,  // another process writes to it
  ledger_newer,   // written by a later version of the program
  ledger_broken,  // not a ledger, or damaged
  disk_full,
  interrupted,
};

struct Error {
  ErrorCode code = ErrorCode::bad_input;
  std::string message;
  std::string where;  // "file", "file:line" or empty

  /// "where: message", as it is shown to people.
  [[nodiscard]] std::string text() const { return where.empty() ? message : where + ": " + message; }
};

template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

}  // namespace parley

#define PARLEY_JOIN_(a, b) a##b
#define PARLEY_JOIN(a, b) PARLEY_JOIN_(a, b)
#define PARLEY_TRY_(expression, name)                          \
  __extension__({                                              \
    auto&& name = (expression);                                \
    if (!name) return tl::unexpected(std::move(name).error()); \
    std::move(name).value();                                   \
  })

/// Value of a Result, or return its error from the calling function. A statement expression (GCC and Clang).
#define TRY(expression) PARLEY_TRY_(expression, PARLEY_JOIN(try_result_, __COUNTER__))

/// The same for a Status, which has no value.
#define TRY_VOID(expression)                                                                       \
  do {                                                                                             \
    if (auto try_status_ = (expression); !try_status_) return tl::unexpected(try_status_.error()); \
  } while (false)
