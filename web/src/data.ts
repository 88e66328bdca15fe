// The data behind the views: fetched once a query, kept with its ETag, and asked for again when the ledger has changed.
import { useEffect, useState } from "preact/hooks";
import { Params, address } from "./route";
import type { Status } from "./types";

interface Kept { etag: string; value: unknown }
const kept = new Map<string, Kept>();
const kMostKept = 60;

export class Problem extends Error {
  constructor(public status: number, message: string) { super(message); }
}

/// How far the server has come with reading the record: reports and findings.
export interface Reading { done: number; all: number }
interface Answer<T> { data?: T; reading?: Reading }

/// What the address holds. `early`: what can be said of it before the record has been read, and how far that is.
async function ask<T>(url: string, early: boolean, signal?: AbortSignal): Promise<Answer<T>> {
  const before = kept.get(url);
  let answer: Response;
  try {
    const headers: Record<string, string> = before ? { "If-None-Match": before.etag } : {};
    if (early) headers.Prefer = "respond-async";
    answer = await fetch(url, { signal, headers, cache: "no-store" });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new Problem(0, "parley serve does not answer any more: start it again, this page will go on.");
  }
  if (answer.status === 304 && before) return { data: before.value as T };
  const value = await answer.json().catch(() => null);
  if (!answer.ok) throw new Problem(answer.status, value?.error?.message ?? `the server answered with ${answer.status}`);
  if (value?.reading) return { data: answer.status === 202 ? undefined : value as T, reading: value.reading };
  kept.delete(url);
  kept.set(url, { etag: answer.headers.get("ETag") ?? "", value });
  if (kept.size > kMostKept) kept.delete(kept.keys().next().value as string);
  return { data: value as T };
}

export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await ask<T>(url, false, signal)).data as T;
}

/// Sends a correction; the server keeps it under the analyst's name.
export async function postJson(url: string, body: unknown): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), cache: "no-store" });
  } catch {
    throw new Problem(0, "parley serve does not answer any more: nothing was kept.");
  }
  if (answer.ok) return;
  const value = await answer.json().catch(() => null);
  throw new Problem(answer.status, value?.error?.message ?? `the server answered with ${answer.status}`);
}

export interface Loaded<T> { data?: T; problem?: Problem; busy: boolean; reading?: Reading }

const kEvery = 4000, kSoon = 500; // milliseconds between two looks at the ledger; the same while it is being read

/// The view of this name and query; what was there before stays while the next is on its way. While the record is being
/// read, what can be said without it, and the rest when it is there. Empty name: nothing.
export function useData<T>(view: string, params: Params, version: string): Loaded<T> {
  const url = view ? address("/" + view + ".json", params) : "";
  const [state, set] = useState<Loaded<T> & { url: string }>({ busy: true, url: "" });
  useEffect(() => {
    if (!url) return;
    const stop = new AbortController();
    let timer = 0;
    set((s) => ({ ...s, busy: true }));
    const look = () => ask<T>(url, true, stop.signal).then(
      ({ data, reading }) => {
        set((s) => ({ data: data ?? s.data, reading, busy: !!reading, url }));
        if (reading) timer = window.setTimeout(look, kSoon);
      },
      (problem) => { if (problem.name !== "AbortError") set({ problem, busy: false, url }); });
    look();
    return () => { stop.abort(); clearTimeout(timer); };
  }, [url, version]);
  return state;
}

/// The ledger's counts, looked at again and again while the page can be seen.
export function useStatus(on: string): { status?: Status; problem?: Problem } {
  const [state, set] = useState<{ status?: Status; problem?: Problem }>({});
  useEffect(() => {
    let timer = 0, over = false, reading = false;
    const look = async () => {
      if (!document.hidden) {
        try {
          const { data } = await ask<Status>(address("/status.json", {}), true);
          reading = !!data?.reading;
          const status = reading ? { ...data!, findings: {}, actors: [] } : data!;
          if (!over) set((s) => (s.status === status && !s.problem ? s : { status }));
        } catch (problem) {
          if (!over) set((s) => ({ ...s, problem: problem as Problem }));
        }
      }
      if (!over) timer = window.setTimeout(look, reading ? kSoon : kEvery);
    };
    look();
    return () => { over = true; clearTimeout(timer); };
  }, [on]);
  return state;
}
