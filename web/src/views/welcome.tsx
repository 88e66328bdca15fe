// The first visit, when nothing was read yet: what to do.
import type { Status } from "../types";

export function Welcome({ status }: { status: Status }) {
  return (
    <article class="welcome">
      <h1>Nothing has been read yet</h1>
      <p>The ledger <code>{status.ledger}</code> {status.message ? "does not exist yet" : "holds no report"}. Give Parley some reports in another terminal; this page follows by itself.</p>
      <ol>
        <li><p>Read a folder of reports: text, HTML pages, feeds, web archives or JSON lines.</p><pre><code>parley read reports/ --ledger {status.ledger}</code></pre></li>
        <li><p>Or try the sample corpus that comes with the source: 45 reports on talks of 2018 and 2019.</p><pre><code>parley read examples/us-dprk --ledger {status.ledger}</code></pre></li>
        <li><p>Stay here. The state of play appears as soon as the first reports are read.</p></li>
      </ol>
      <p class="small">Nothing leaves this machine: the page is served from 127.0.0.1 and loads nothing from elsewhere.</p>
    </article>
  );
}
