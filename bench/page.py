"""How fast `parley serve` is on a ledger: python3 bench/page.py PROGRAM LEDGER [--on DAY].

For each view: the time of the first answer (what it rests on has to be loaded), the median of answers that were not given before
(each with another meaningless parameter), and of answers that were; then memory, requests a second of the cached brief
(wrk, if it is installed), and whether slow clients and ten thousand connections stop it. A large ledger:
python3 bench/generate.py 50000 | parley read - --ledger big.db"""
import http.client, json, os, re, resource, shutil, socket, statistics, subprocess, sys, time

program, ledger = sys.argv[1:3]
on = sys.argv[sys.argv.index("--on") + 1] if "--on" in sys.argv else ""
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
server = subprocess.Popen([program, "serve", "--ledger", ledger, "--port", "0"], stderr=subprocess.PIPE, text=True)
port = int(re.search(r":(\d+)/", server.stderr.readline()).group(1))


def get(path, connection=[None]):
    for again in (False, True):
        if connection[0] is None or again:
            connection[0] = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
        try:
            start = time.perf_counter()
            connection[0].request("GET", path)
            answer = connection[0].getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status} {body[:300]}")
            return time.perf_counter() - start, body
        except (ConnectionError, http.client.HTTPException):
            if again:
                raise


def memory():
    with open(f"/proc/{server.pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) // 1024


first, body = get("/status.json")
status = json.loads(body)
actors = [a["code"] for a in status["actors"][:2]]
pair, one = ",".join(actors), actors[0]
report = json.loads(get("/reports.json?limit=1")[1])["items"][0]["id"]
forecasts = json.loads(get("/forecasts.json?limit=500")[1])["items"]
forecast = next((f["id"] for f in forecasts if f["scoreable"] == "true"), forecasts[0]["id"])
known = f"&on={on}" if on else ""
views = [f"/brief.json?about={pair}", "/brief.json?", "/timeline.json?", f"/timeline.json?about={pair}", "/events.json?order=new", f"/events.json?about={pair}",
         "/meetings.json?order=new", "/claims.json?order=new", "/forecasts.json?order=new", "/demands.json?order=new", "/explanations.json?order=new",
         "/commitments.json?order=new", "/contradictions.json?", "/reports.json?order=new", "/actors.json?", f"/actor/{one}.json?steps=2", f"/pair.json?about={pair}",
         "/sources.json?", "/search.json?q=summit+november", f"/report/{report}.json?", f"/forecast/{forecast}.json?", "/scores.json?", "/status.json?"]
print(f"{status['reports']} reports, {sum(status['findings'].values())} findings; first answer of all after {first:.1f} s; {memory()} MB")
print(f"{'view':44} {'first':>9} {'anew':>9} {'again':>9}  (median, milliseconds)")
for view in views:
    view += known
    cold = get(view)[0]
    rounds = 7 if cold < 2 else 3
    anew = statistics.median(get(f"{view}&x={k}")[0] for k in range(rounds))
    again = statistics.median(get(view)[0] for _ in range(15))
    print(f"{view[:44]:44} {1e3 * cold:9.1f} {1e3 * anew:9.1f} {1e3 * again:9.2f}", flush=True)
print(f"memory: {memory()} MB")
if shutil.which("wrk"):
    print(subprocess.run(["wrk", "-t1", "-c16", "-d8s", f"http://127.0.0.1:{port}/brief.json?about={pair}{known}"], capture_output=True, text=True).stdout)
    print(f"memory: {memory()} MB")

slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(2000)]
worst = 0
for k in range(20):
    for s in slow:
        try:
            s.send(b"GET / HTTP/1.1\r\n"[k % 16 : k % 16 + 1])
        except OSError:
            pass
    worst = max(worst, get(f"/reports.json?limit=5&slow={k}", [None])[0])
print(f"2,000 clients that send a byte at a time: slowest answer {1e3 * worst:.0f} ms, {memory()} MB")
for s in slow:
    s.close()
many = []
for k in range(10000):
    try:
        many.append(socket.create_connection(("127.0.0.1", port), timeout=10))
    except OSError as error:
        print(f"connection {k}: {error}")
        break
times = [get(f"/reports.json?limit=5&many={k}", [None])[0] for k in range(20)]
print(f"{len(many)} connections: slowest answer {1e3 * max(times):.0f} ms, {memory()} MB")
for s in many:
    s.close()
server.terminate()
print(f"ends with {server.wait(20)}")
