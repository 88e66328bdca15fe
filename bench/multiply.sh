#!/usr/bin/env bash
# A large ledger from a small one: every report and finding TIMES over, under ids of their own. Reading as many reports takes an
# hour; what the page does with them is the same.
#   python3 bench/generate.py 2000 | parley read - --ledger small.db && bash bench/multiply.sh small.db big.db 25
set -euo pipefail  # sqlite3 says what it cannot do
small=$1 big=$2 times=$3
rm -f "$big" "$big"-wal "$big"-shm
sqlite3 "$small" "PRAGMA wal_checkpoint(TRUNCATE);" >/dev/null
cp "$small" "$big"
columns() { # columns TABLE K: the table's columns, ids of the K-th copy in their places
  sqlite3 "$small" "SELECT group_concat(CASE name WHEN 'id' THEN 'id||''-$2''' WHEN 'report' THEN 'report||''-$2''' WHEN 'of' THEN
    CASE '$1' WHEN 'copy' THEN '\"of\"||''-$2''' ELSE '\"of\"' END WHEN 'history' THEN 'replace(history, report, report||''-$2'')'
    ELSE '\"'||name||'\"' END, ', ') FROM pragma_table_info('$1')"
}
{
  echo "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
  for ((k = 1; k < times; ++k)); do
    for table in report event meeting_mention claim forecast demand explanation commitment copy; do
      echo "INSERT INTO \"$table\" SELECT $(columns "$table" "$k") FROM \"$table\" WHERE $([ "$table" = copy ] && echo report || echo id) NOT GLOB '*-*-*';"
    done
    echo "INSERT INTO search_row (kind, id) SELECT kind, id||'-$k' FROM search_row WHERE id NOT GLOB '*-*-*';"
    echo "INSERT INTO search (rowid, kind, id, words) SELECT number, kind, id, words FROM search_words WHERE id GLOB '*-*-$k';"
  done
  echo "COMMIT; PRAGMA journal_mode = WAL;"
} | sqlite3 "$big" >/dev/null
sqlite3 "$big" "SELECT count(*) || ' reports' FROM report"
