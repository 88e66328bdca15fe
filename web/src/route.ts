// Where the page is: path and query of the address, which hold all of its state, and links that change them.
import { useEffect, useState } from "preact/hooks";

export type Params = Record<string, string>;
export interface Place { path: string; params: Params }

/// What goes with the reader from view to view.
const kCommon = ["about", "on"];

export function place(): Place {
  const params: Params = {};
  new URLSearchParams(location.search).forEach((value, key) => { if (!(key in params)) params[key] = value; });
  return { path: decodeURI(location.pathname), params };
}

export function query(params: Params): string {
  const out = new URLSearchParams();
  for (const key of Object.keys(params).sort()) if (params[key]) out.set(key, params[key]);
  const text = out.toString();
  return text ? "?" + text : "";
}

export function address(path: string, params: Params = {}): string {
  return encodeURI(path) + query(params);
}

/// The query for another view: what is common to all, and `more`.
export function carried(params: Params, more: Params = {}): Params {
  const out: Params = {};
  for (const key of kCommon) if (params[key]) out[key] = params[key];
  return { ...out, ...more };
}

const listeners = new Set<() => void>();

export function go(path: string, params: Params, how: "push" | "replace" = "push") {
  const to = address(path, params);
  if (to === location.pathname + location.search) return;
  if (how === "push") history.pushState(null, "", to); else history.replaceState(null, "", to);
  listeners.forEach((f) => f());
}

export function usePlace(): Place {
  const [now, set] = useState(place);
  useEffect(() => {
    const changed = () => set(place());
    listeners.add(changed);
    addEventListener("popstate", changed);
    return () => { listeners.delete(changed); removeEventListener("popstate", changed); };
  }, []);
  return now;
}

/// Links inside the page change the address without loading anew.
export function followLinks(event: MouseEvent) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (/\.(json|csv|ics)$/.test(link.pathname)) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  const moves = link.pathname !== location.pathname;
  history.pushState(null, "", link.href);
  listeners.forEach((f) => f());
  if (moves) {
    scrollTo(0, 0);
    document.getElementById("view")?.focus({ preventScroll: true });
  }
}
