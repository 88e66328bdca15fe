#!/usr/bin/env python3
"""First inputs for the fuzzers of archives and feeds: fuzz/seeds.py archive|feed FOLDER."""
import gzip
import json
import pathlib
import sys

PARAGRAPH = "<p>The envoys of Norway and Chile met in Oslo on Friday, the foreign ministry said, and agreed to go on.</p>"
PAGE = f"<!DOCTYPE html><html><head><title>Envoys meet</title></head><body><h1>Envoys meet</h1>{PARAGRAPH * 3}</body></html>"
RSS = ("<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title><link>https://courier.example/</link><item><title>A &amp; b</title>"
       "<link>https://courier.example/a</link><pubDate>Wed, 28 Nov 2018 16:48:00 +0900</pubDate><dc:creator>Ada Berg</dc:creator>"
       f"<content:encoded><![CDATA[{PARAGRAPH * 8}]]></content:encoded></item></channel></rss>")
ATOM = ("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Courier</title><entry><title type='html'>A</title><id>urn:1</id>"
        "<link rel='alternate' href='/a'/><updated>2018-11-28T07:48:00Z</updated><author><name>Ada Berg</name></author>"
        f"<content type='xhtml'><div>{PARAGRAPH * 8}</div></content></entry></feed>")
SITEMAP = ("<urlset><url><loc>https://courier.example/a</loc><news:news><news:publication><news:name>Courier</news:name></news:publication>"
           "<news:publication_date>2018-11-28</news:publication_date><news:title>A</news:title></news:news></url></urlset>")
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": [{"id": "1", "url": "https://courier.example/a", "content_html": PARAGRAPH * 8}]})


def record(body, headers=""):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2018-11-28T09:00:00Z\r\nWARC-Target-URI: https://courier.example/a\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: " + str(len(block)).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")


def archives():
    page = PAGE.encode()
    chunks = b"%x\r\n" % len(page) + page + b"\r\n0\r\n\r\n"
    plain = record(page) + record(chunks, "Transfer-Encoding: chunked\r\n") + record(gzip.compress(page, mtime=0), "Content-Encoding: gzip\r\n") + record(RSS.encode())
    yield plain
    yield b"".join(gzip.compress(record(page), mtime=0) for _ in range(3))
    yield gzip.compress(plain, mtime=0)
    yield gzip.compress(RSS.encode(), mtime=0)
    yield b'{"text": "Norway met Chile.", "url": "https://courier.example/a"}\n{"text": 1}\n'


inputs = list(archives()) if sys.argv[1] == "archive" else [s.encode() for s in (RSS, ATOM, SITEMAP, JSON)]
for number, data in enumerate(inputs):
    (pathlib.Path(sys.argv[2]) / f"seed{number}").write_bytes(data)
