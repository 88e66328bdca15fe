#!/usr/bin/env bash
# Speed on generated reports, and quality where the development data lies beside the repository. Figures go into bench/RESULTS.md.
#   [PAGES=FOLDER] bench/run.sh [REPORTS [TREEBANK.conllu]]     the treebank is for comparing with the peer; PAGES: pages of news
set -euo pipefail
cd "$(dirname "$0")/.."
parley=build/bench/parley
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
reports=${1:-5000}
python3 bench/generate.py "$reports" >"$work/reports.jsonl"
for threads in 1 2; do
  rm -f "$work"/ledger.db*
  printf '%s thread(s): ' "$threads"
  $parley read "$work/reports.jsonl" --ledger "$work/ledger.db" --threads "$threads" --quiet
done
printf 'ledger: %s KB\n' "$(du -k "$work/ledger.db" | cut -f1)"
printf 'largest memory: '
python3 - "$parley" "$work" <<'PY'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "read", sys.argv[2] + "/reports.jsonl", "--ledger", sys.argv[2] + "/again.db", "--quiet"], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MB")
PY
if [ -d ../shared/check ]; then
  python3 ../shared/check/record.py ../shared/data/record/dev --parley "$parley" 2>/dev/null
else
  echo "No development data beside the repository: quality is not measured."
fi
python3 bench/sentence_ends.py --parley "$parley"
python3 bench/actor_codes.py --parley "$parley"
head -n 500 "$work/reports.jsonl" >"$work/some.jsonl"
build/bench/bench/bench_language codebook models "$work/some.jsonl"
bash bench/peers/wink.sh "$work/some.jsonl" "${@:2}"
python3 bench/copies.py --parley "$parley"
if [ -n "${PAGES:-}" ]; then # a folder of pages of news
  python3 bench/copies.py --parley "$parley" --pages "$PAGES"
  python3 bench/archive.py "$PAGES" "$work/pages.warc.gz"
  build/bench/bench/bench_intake codebook models "$work/archive.db" 1 "$work/pages.warc.gz"
fi
