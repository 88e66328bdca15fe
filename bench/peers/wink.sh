#!/usr/bin/env bash
# wink-nlp, the peer that anyone can install: speed on generated reports, and where the treebank is given its tags and
# sentences from raw text, counted as ours are.  bench/peers/wink.sh REPORTS.jsonl [TREEBANK.conllu]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
export NODE_PATH=$root/build/peers/node_modules
if ! command -v npm >/dev/null; then
  echo "wink-nlp: skipped, since npm is not installed."
  exit 0
fi
if [ ! -d "$NODE_PATH/wink-nlp" ] &&
  ! npm install --prefix "$root/build/peers" --no-save --no-audit --no-fund --silent --fetch-retries=0 wink-nlp@2.4.0 wink-eng-lite-web-model@1.8.1; then
  echo "wink-nlp: skipped, since npm could not install it (no registry within reach?)."
  exit 0
fi
node "$here/wink.js" speed "$1"
[ $# -gt 1 ] || exit 0
check=$root/../shared/check
if [ ! -d "$check" ]; then
  echo "wink-nlp: no quality, since the checks are not beside the repository."
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONPATH=$check python3 -c '
import conllu, language, sys
print(language.rebuilt(conllu.parse(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1])), end="")' "$2" >"$work/raw.txt"
node "$here/wink.js" conllu "$work/raw.txt" >"$work/wink.conllu"
python3 "$check/language.py" "$2" --raw-predictions "$work/wink.conllu" | grep -E 'sentences|tokens|words|upos|lemma'
