// A ledger as older versions of this format wrote it.
#pragma once

#include "ledger/sqlite.h"

namespace parley {

/// The full-text index keeps its words itself, and nothing tells what is in it.
inline Status make_older(const Database& ledger) {
  return ledger.execute(
      "CREATE VIRTUAL TABLE old USING fts5(kind UNINDEXED, id UNINDEXED, words, tokenize = 'unicode61');"
      "INSERT INTO old (rowid, kind, id, words) SELECT * FROM search_words;"
      "DROP TABLE search; DROP VIEW search_words; DROP TABLE search_row; ALTER TABLE old RENAME TO search;");
}

}  // namespace parley
