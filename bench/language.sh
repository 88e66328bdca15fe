#!/usr/bin/env bash
# Words per CPU second of `parley inspect language` on a CoNLL-U file, and where the time goes (perf, if it is there).
# bench/language.sh FILE.conllu [PROGRAM]
set -euo pipefail
file=$1
program=${2:-build/release/parley}
words=$(grep -c -P '^\d+\t' "$file")
seconds=$( { TIMEFORMAT=%U; time "$program" inspect language --conllu "$file" > /dev/null; } 2>&1)
awk -v w="$words" -v s="$seconds" 'BEGIN { printf "%d words in %.2f CPU seconds: %.0f words/s, reading and printing included\n", w, s, w / s }'
command -v perf > /dev/null || exit 0
perf record -q -o build/perf.data "$program" inspect language --conllu "$file" > /dev/null 2>&1
perf report -i build/perf.data --stdio 2> /dev/null | grep -v '^#' | grep -v '^$' | head -12
