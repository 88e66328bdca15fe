#!/usr/bin/env bash
# Time expressions: Parley beside chrono-node and Microsoft's recognizers, the same texts in the same run. bench/time.sh [GOLD.json] [PROGRAM]
# GOLD.json: [{id, dct, text, gold}] as for the project's check; without it, or without the check, only speed is measured, on generated
# reports. The two peers are installed under build/peers; without a network they are left out.
set -euo pipefail
cd "$(dirname "$0")/.."
gold=${1:-}
parley=${2:-build/release/parley}
check=../shared/check/timex.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

peers=build/peers
if [ ! -d "$peers/node_modules/chrono-node" ] && command -v npm >/dev/null; then
  mkdir -p "$peers"
  (cd "$peers" && npm install --silent --no-audit --no-fund chrono-node@2 @microsoft/recognizers-text-date-time@1) >/dev/null 2>&1 ||
    echo "The peers cannot be installed (no network?): they are left out."
fi

if [ -n "$gold" ]; then
  python3 - "$gold" >"$work/in.jsonl" <<'PY'
import json, sys
for d in json.load(open(sys.argv[1])):
    print(json.dumps({"id": d["id"], "dct": (d.get("dct") or "")[:10], "text": d["text"]}))
PY
else
  python3 bench/generate.py 2000 | python3 -c '
import json, sys
for i, line in enumerate(sys.stdin):
    print(json.dumps({"id": str(i), "dct": "2018-11-28", "text": json.loads(line)["text"]}))' >"$work/in.jsonl"
fi
bytes=$(python3 -c 'import json, sys; print(sum(len(json.loads(l)["text"].encode()) for l in open(sys.argv[1])))' "$work/in.jsonl")

# enough copies that starting the program does not count
copies=$((20000000 / bytes + 1))
for ((i = 0; i < copies; i++)); do cat "$work/in.jsonl"; done >"$work/many.jsonl"
TIMEFORMAT='%U %S'
read -r user system < <({ time "$parley" inspect time --date-field dct --jsonl "$work/many.jsonl" >/dev/null; } 2>&1)
awk -v b="$bytes" -v n="$copies" -v u="$user" -v s="$system" \
  'BEGIN { printf "parley: %.1f MB in %.2f CPU seconds, %.1f MB a second (start, words, sentences and JSON included)\n", b * n / 1e6, u + s, b * n / 1e6 / (u + s) }'

for peer in chrono recognizers; do
  [ -d "$peers/node_modules" ] && command -v node >/dev/null || continue
  node bench/time_peers.mjs "$peer" "$PWD/$peers" "$work/in.jsonl" "$work/$peer.jsonl"
done
if [ -z "$gold" ] || [ ! -f "$check" ]; then exit 0; fi
echo "parley"
python3 "$check" "$gold" --parley "$parley" | head -6
for peer in chrono recognizers; do
  [ -f "$work/$peer.jsonl" ] || continue
  echo "$peer"
  python3 "$check" "$gold" --predictions "$work/$peer.jsonl" | head -6
done
