#!/usr/bin/env bash
# Runs each fuzz target for SEC seconds on a corpus kept in build/fuzz-corpus; ends at the first crash.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
for name in intake html archive feed language time reading ledger codebook outlook forecasts question page; do
  corpus=build/fuzz-corpus/$name
  mkdir -p "$corpus"
  [ "$name" = intake ] || [ "$name" = language ] || [ "$name" = time ] || [ "$name" = reading ] && cp -n examples/us-dprk/*.txt "$corpus"/ 2>/dev/null || true
  [ "$name" = archive ] || [ "$name" = feed ] && python3 fuzz/seeds.py "$name" "$corpus"
  [ "$name" = codebook ] && cp -n codebook/*.toml "$corpus"/ 2>/dev/null || true
  printf '%s: %s seconds\n' "$name" "$seconds"
  build/fuzz/fuzz/fuzz_"$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix=build/ "$corpus" 2>&1 | tail -n 6
done
