#!/usr/bin/env python3
"""Pages, feeds, archives and texts made to hurt a reader, each read by a process of its own: CPU seconds and largest memory.

bench/hostile.py [--program FILE] [--size MB] [--only WORD] [--keep DIR] [--say]

Each case is a file of some ten megabytes (a bomb less) of one thing that no page of news has so much of. The program takes it into a
fresh ledger: bench_intake (from bytes to the stored report), or with --program build/release/parley with the reading of what is
news in it. A case is good if the program ends by itself with code 0, 1 or 3, below half a second of CPU time beyond that of an
ordinary page, and below 200 MB. Exit status 1 if a case is not good."""
import argparse
import base64
import gzip
import pathlib
import subprocess
import sys
import tempfile
import zlib

# 256 MB of one letter, packed with brotli (207 bytes), packed once more
BROTLI_BOMB = zlib.decompress(base64.b64decode(
    "eNo7//9/PcOSyppDD45kNt6493/zx///5Rk4Gyx0GO7+rv/3/z+zAqNAO+uC6v/nQSpVGB5tYCh5///n///8DSwOMmIN7/7a////n3ECQ8dhpgt7/z///9+eQYihMIJh"
    "1/f/f/7/Z3dgUuDjdvj+bz5QFYMHw5FExhf3/n+moiUgVTBL5AF6xG+F"))
FRONT = "<!DOCTYPE html><html lang='en'><head><title>The envoys met in Oslo on Tuesday</title></head><body>"
SENTENCE = "The envoys of both countries met in Oslo on Tuesday, and agreed to meet again before the end of the year. "
STORY = "<h1>The envoys met in Oslo on Tuesday</h1>" + "".join(f"<p>{SENTENCE * 4}</p>" for _ in range(5))


def times(piece, size):
    """As many copies of a piece as make `size` bytes."""
    return piece * (size // len(piece))


def numbered(form, size):
    out, total, n = [], 0, 0
    while total < size:
        piece = form.format(n=n)
        out.append(piece)
        total += len(piece)
        n += 1
    return "".join(out)


def page(inner):
    return (FRONT + STORY + inner).encode()


def pages(size):
    yield "a million elements", page(times("<div>x</div>", size))
    yield "a million paragraphs", page(numbered("<p>The envoy said {n}.</p>", size))
    yield "paragraphs of text, all different", page(numbered("<p>" + SENTENCE + " It was talk number {n}.</p>", size))
    yield "depth of two million", page(times("<div>", size))
    yield "depth of 100,000 with text", page("<div>talk " * 100000 + "</div>" * 100000)
    yield "depth of inline elements", page(times("<b><i>x", size))
    yield "lists in lists", page(times("<ul><li>x", size))
    yield "tables in tables", page(times("<table><tr><td>x", size))
    yield "a table of a million rows", page("<table>" + numbered("<tr><td>{n}</td><td>x</td></tr>", size) + "</table>")
    yield "end tags of nothing", page(times("</p></div></b>", size))
    yield "a million attributes on one tag", page("<div " + numbered('a{n}="v" ', size) + ">x</div>")
    yield "a million classes on one tag", page('<div class="' + numbered("article{n} ", size) + '">x</div>')
    yield "tags with many classes", page(times('<p class="article content body story entry text post">x</p>', size))
    yield "a million links", page(numbered('<a href="/n/{n}">News {n}</a> ', size))
    yield "a million links in lists", page(numbered('<li><a href="/author/ada-{n}">News {n}</a></li>', size))
    yield "one line of text", page("<p>" + times(SENTENCE, size) + "</p>")
    yield "text between breaks", page("<div>" + numbered(SENTENCE + "{n}<br><br>", size) + "</div>")
    yield "one word", page("<p>" + "x" * size + "</p>")
    yield "commas", page("<p>" + times("a, ", size) + "</p>")
    yield "spaces", page("<p>" + " " * size + "</p>")
    yield "references", page("<p>" + times("&amp;&#x41;&bogus;", size) + "</p>")
    yield "ampersands", page("<p>" + "&" * size + "</p>")
    yield "markup written as text", page(times("<p>&lt;p&gt;x&lt;/p&gt;</p>", size))
    yield "a text of markup written as text", page("<p>" + times("&lt;p&gt;x&lt;/p&gt;", size) + "</p>")
    yield "less-than signs", page("<" * size)
    yield "less-than signs as text", page("<p>" + times("&lt;", size) + "</p>")
    yield "quotes that never end", page(times('<a href="', size))
    yield "quotes in tags", page(times("<a b='\"'c=\"'\">", size))
    yield "tags that never end", page(times("<p a=1 ", size))
    yield "comments", page(times("<!---->", size))
    yield "comments that never end", page(times("<!-- ", size))
    yield "CDATA that never ends", page(times("<![CDATA[", size))
    yield "scripts that never end", page(times("<script></scrip ", size))
    yield "scripts", page(times("<script>var x=1;</script>", size))
    yield "metas", page(numbered('<meta name="date" content="2019-03-{n}">', size))
    yield "one meta of ten megabytes", page('<meta name="author" content="' + times("Ada Berg, ", size) + '">')
    yield "a title of ten megabytes", ("<html><title>" + times("The envoys met. ", size) + "</title>" + STORY).encode()
    yield "headings of one title", page(times("<h2>The envoys met in Oslo on Tuesday</h2>", size))
    yield "times", page(numbered('<time datetime="2019-03-0{n}">3 March</time>', size))
    yield "lines of dates", page(numbered("<p>Published 3 March 2019, updated 4/5/{n}</p>", size))
    yield "a line of dates", page("<p>" + numbered("3 March 2019 4/5/{n} ", size) + "</p>")
    yield "bylines", page(numbered("<p>By Ada Berg and Carl Dahl{n}</p>", size))
    yield "a byline of ten megabytes", page('<span class="author">' + times("By Ada Berg and Carl Dahl, ", size) + "</span>")
    yield "marked authors", page(numbered('<a rel="author" href="/author/{n}">Ada Berg{n}</a>', size))
    yield "hidden inline elements", page(times('<span style="display:none">x', size))
    yield "JSON-LD of many articles", page('<script type="application/ld+json">[' + numbered(
        '{{"@type":"NewsArticle","datePublished":"2019-03-04","author":{{"name":"Ada {n}"}}}},', size) + "{}]</script>")
    yield "JSON-LD of great depth", page('<script type="application/ld+json">' + times('{"a":[', size) + "</script>")
    yield "JSON-LD with a body of ten megabytes", (FRONT + '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
                                                   + times(SENTENCE, size) + '"}</script>').encode()
    yield "JSON-LD with a body of markup", (FRONT + '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
                                            + times("<p>The envoys met.</p>", size) + '"}</script>').encode()
    yield "JSON-LD of escapes", page('<script type="application/ld+json">{"a":"' + times("\\u00e9\\n", size) + '"}</script>')
    yield "many scripts of JSON-LD", page(times('<script type="application/ld+json">{"@type":"NewsArticle"}</script>', size))
    yield "Korean without a declared encoding", ("<html><title>x</title><p>" + times("회담은 화요일에 열렸다. ", size // 3)).encode("euc-kr")
    yield "bytes that are no UTF-8", FRONT.encode() + STORY.encode() + b"\xff\xfe\xc3" * (size // 3)
    yield "UTF-16", (FRONT + STORY + times("<p>x</p>", size // 2)).encode("utf-16")
    yield "NUL bytes", FRONT.encode() + STORY.encode() + b"\0" * size


def warc(block, kind="response", content="application/http; msgtype=response", length=None):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-01-02T03:04:05Z\r\nWARC-Target-URI: https://courier.example/a\r\n"
            f"Content-Type: {content}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def answer(body, headers=""):
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers.encode() + b"\r\n" + body


def packed_zeros(total, wbits, front=b""):
    z = zlib.compressobj(9, zlib.DEFLATED, wbits)
    out = [z.compress(front)]
    block = b"a" * (1 << 20)
    for _ in range(total >> 20):
        out.append(z.compress(block))
    return b"".join(out + [z.flush()])


def archives(size):
    bomb = 1 << 30
    story = warc(answer(page("")))
    gz = packed_zeros(bomb, 31, page(""))
    yield "a gigabyte in gzip", gz
    yield "a gigabyte in gzip in gzip", gzip.compress(gz)
    yield "members of gzip without end", gzip.compress(b"") * (size // 20)
    yield "a gigabyte in a member of an archive", gzip.compress(story) + packed_zeros(bomb, 31, warc(b"", length=bomb)) + gzip.compress(story)
    yield "a gigabyte in a body of gzip", warc(answer(gz, "Content-Encoding: gzip\r\n")) + story
    yield "a gigabyte in a body of deflate", warc(answer(packed_zeros(bomb, -15), "Content-Encoding: deflate\r\n")) + story
    yield "256 MB in a body of brotli", warc(answer(BROTLI_BOMB, "Content-Encoding: br\r\n")) + story
    yield "gzip in gzip in gzip in a body", warc(answer(gzip.compress(gzip.compress(gz)), "Content-Encoding: gzip, gzip, gzip\r\n")) + story
    yield "ten bodies that are bombs", warc(answer(packed_zeros(64 << 20, 31), "Content-Encoding: gzip\r\n")) * 10 + story
    yield "a hundred bodies that are bombs", warc(answer(packed_zeros(64 << 20, 31), "Content-Encoding: gzip\r\n")) * 100 + story
    yield "a hundred members that are bombs", packed_zeros(64 << 20, 31, warc(b"", length=64 << 20)) * 100 + gzip.compress(story)
    small = packed_zeros(3 << 20, 31, warc(b"", length=3 << 20))
    yield "members of three megabytes", small * (size // len(small)) + gzip.compress(story)
    small = warc(answer(packed_zeros(3 << 20, 31, page("")), "Content-Encoding: gzip\r\n"))
    yield "bodies of three megabytes", small * (size // len(small)) + story
    small = warc(answer(packed_zeros(1 << 20, 31, page("")), "Content-Encoding: gzip\r\n"))
    yield "bodies of a megabyte in packed members", gzip.compress(small) * (size // len(gzip.compress(small))) + gzip.compress(story)
    yield "what looks like members of gzip", gzip.compress(story) + times(b"\x1f\x8b\x08\0", size) + gzip.compress(story)
    yield "lines in gzip that grow a thousandfold", gzip.compress(times(b'{"text":"x"}\n', 1 << 30), 6)
    yield "records without end", times(warc(b"", "metadata"), size) + story
    yield "a length that is too long", warc(answer(page(times("x", size))), length=10 ** 15)
    yield "a length of nothing", warc(answer(page(times("<p>WARC/1.0\r\n", size))), length=1)
    yield "marks of records", times(b"WARC/1.0\r\n", size)
    yield "headers without end", warc(b"HTTP/1.1 200 OK\r\n" + times(b"A: b\r\n", size)) + story
    yield "a header of ten megabytes", warc(b"HTTP/1.1 200 OK\r\nA: " + b"b" * size) + story
    yield "header lines that go on", warc(b"HTTP/1.1 200 OK\r\nA: b\r\n" + times(b" b\r\n", size)) + story
    yield "chunks of one byte", warc(answer(times(b"1\r\nx\r\n", size), "Transfer-Encoding: chunked\r\n")) + story


def feeds(size):
    item = '{{"id":"{n}","url":"https://courier.example/{n}","title":"Talks {n}","content_text":"x"}},'
    front = '{"version":"https://jsonfeed.org/version/1.1","title":"Courier","items":['
    yield "a JSON feed of many items", (front + numbered(item, size) + "{}]}").encode()
    long_item = '{{"id":"{n}","url":"https://courier.example/{n}","content_html":"' + f"<p>{SENTENCE * 12}</p>" + '"}},'
    yield "a JSON feed of whole texts", (front + numbered(long_item, size) + "{}]}").encode()
    yield "a JSON feed with one text", (front + '{"id":"1","content_text":"' + times(SENTENCE, size) + '"}]}').encode()
    yield "a JSON feed of numbers", (front + times("0,", size) + "0]}").encode()
    yield "a JSON feed of empty objects", (front + times("{},", size) + "{}]}").encode()
    yield "a JSON feed of depth", (front + times("[", size)).encode()
    yield "a JSON feed of other fields", (front + '{"id":"1","other":{' + numbered('"k{n}":[{n}],', size) + '"x":1}}]}').encode()
    yield "a JSON feed of people", (front + '{"id":"1","authors":[' + times('{"name":"Ada Berg"},', size) + "{}]}]}").encode()
    rss = "<rss version='2.0'><channel><title>Courier</title>"
    yield "RSS of many items", (rss + numbered("<item><title>Talks {n}</title><link>https://courier.example/{n}</link></item>", size)).encode()
    yield "RSS with one text", (rss + "<item><description>" + times(SENTENCE, size) + "</description></item>").encode()
    yield "RSS of markup", (rss + "<item><description><![CDATA[" + times("<p>The envoys met.</p>", size) + "]]></description></item>").encode()
    yield "RSS of depth", (rss + "<item>" + times("<a>", size)).encode()
    yield "RSS of fields", (rss + "<item>" + times("<author>a</author>", size)).encode()
    yield "RSS of entities", ("<!DOCTYPE rss [" + numbered('<!ENTITY a{n} "&a0;&a0;">', size // 2) + "]>" + rss + "<item><title>" +
                              times("&a1;", size // 2)).encode()
    yield "a sitemap of many addresses", ("<urlset>" + numbered("<url><loc>https://courier.example/{n}</loc></url>", size)).encode()


def lines(size):
    yield "a line of JSON with one text", ('{"text":"' + times(SENTENCE, size) + '"}\n').encode()
    yield "a line of JSON of depth", ('{"text":' + times("[", size) + "\n").encode()
    yield "a line of JSON of other fields", ('{"text":"x",' + numbered('"k{n}":{n},', size) + '"z":1}\n').encode()
    yield "many lines of JSON", times('{"text":1}\n', size).encode()
    yield "broken lines of JSON", times('{"text":"x"}\n{"tex\n', size).encode()


def texts(size):
    yield "one line of plain text", times(SENTENCE, size).encode()
    yield "a line a word", times("talks\n", size).encode()
    yield "lines of dates and names", numbered("By Ada Berg, 3 March 2019, {n}\n", size).encode()


CASES = {"page.html": pages, "report.txt": texts, "archive.warc": archives, "feed": feeds, "lines.jsonl": lines}


# A process of little memory starts the program: the largest memory of a child counts that of its parent at the start.
STARTER = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=2)
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))
"""


def measure(command):
    """CPU seconds, MB, exit code, what it says."""
    run = subprocess.run([sys.executable, "-S", "-c", STARTER, *command], capture_output=True, text=True, errors="replace")
    cpu, memory, code = run.stdout.split()
    return float(cpu), float(memory), int(code), run.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="build/bench/bench/bench_intake")
    parser.add_argument("--size", type=float, default=10, help="megabytes a case")
    parser.add_argument("--only", default="", help="cases whose name holds this word")
    parser.add_argument("--keep", help="folder for the files, which then stay")
    parser.add_argument("--say", action="store_true", help="print what the program says of each")
    a = parser.parse_args()
    size = int(a.size * 1e6)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(a.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        results = []

        def run(file):
            ledger = pathlib.Path(scratch) / "ledger.db"
            for old in pathlib.Path(scratch).glob("ledger.db*"):
                old.unlink()
            if a.program.endswith("parley"):
                return measure([a.program, "read", str(file), "--ledger", str(ledger), "--threads", "1", "--quiet"])
            return measure([a.program, "codebook", "models", str(ledger), "1", str(file)])

        small = folder / "page.html"
        small.write_bytes(page(""))
        base, base_memory, _, _ = run(small)
        print(f"an ordinary page: {base:.2f} s of CPU, {base_memory:.0f} MB")
        for file_name, cases in CASES.items():
            for number, (name, content) in enumerate(cases(size)):
                if a.only not in name:
                    continue
                file = folder / (f"{number:02}_{file_name}" if a.keep else file_name)
                file.write_bytes(content)
                cpu, memory, code, said = run(file)
                bad = cpu - base > .5 or memory > 200 or code not in (0, 1, 3)
                results.append((cpu - base, memory, code, name, bad))
                print(f"{'BAD ' if bad else 'good'} {cpu - base:6.2f} s {memory:5.0f} MB  code {code}  {len(content) / 1e6:6.1f} MB  "
                      f"{file.name.split('_')[-1]:13} {name}", flush=True)
                if a.say:
                    print("     " + said.strip()[:300].replace("\n", "\n     "))
        if results:
            print(f"{sum(r[4] for r in results)} of {len(results)} beyond the limits; slowest {max(results)[0]:.2f} s beyond an ordinary page "
                  f"({max(results)[3]}), largest {max(r[1] for r in results):.0f} MB")
            return int(any(r[4] for r in results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
