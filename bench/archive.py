#!/usr/bin/env python3
"""A WARC archive (one gzip member a record) of the pages of a folder: bench/archive.py FOLDER OUT.warc.gz [TIMES].

TIMES repeats the pages under other addresses, with the number of the round in the text, so that none is a copy of all."""
import gzip
import pathlib
import sys

folder, out, times = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
pages = sorted(p for p in pathlib.Path(folder).rglob("*.htm*") if p.is_file())
total = 0
with open(out, "wb") as archive:
    for turn in range(times):
        for number, path in enumerate(pages):
            body = path.read_bytes()
            if turn:
                body = body.replace(b"the ", b"the%d " % turn).replace(b"die ", b"die%d " % turn)
            host = ".".join(path.name.split(".")[:2])
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
            head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
                    f"WARC-Target-URI: https://{host}/{turn}/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(block)}\r\n\r\n").encode()
            archive.write(gzip.compress(head + block + b"\r\n\r\n", 6, mtime=0))
            total += len(body)
print(f"{len(pages) * times} pages, {total / 1e6:.1f} MB", file=sys.stderr)
