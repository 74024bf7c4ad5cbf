/**
 * Speaks to the engine through the host. Guarantees: what is answered is parsed JSON of a 2xx answer; everything else is
 * thrown as `ApiProblem` (the engine said no) or `Unreachable` (it said nothing). A 401 ends the browser session, so that
 * the sign-in screen comes up whoever asked.
 */
import type { Host, HostRequest } from "@/host";
import { ApiProblem } from "./problem";

export type Query = Record<string, string | number | boolean | null | undefined>;

/** Writes a path with its query; empty values are left out. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

let host: Host | null = null;

/** Called once, before the first screen. */
export function setHost(opened: Host): void {
  host = opened;
}

export function theHost(): Host {
  if (!host) throw new Error("the host is opened before anything is asked");
  return host;
}

async function call<T>(
  method: HostRequest["method"],
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const headers: [string, string][] = [["Accept", "application/json"]];
  if (body !== undefined) headers.push(["Content-Type", "application/json"]);
  const answer = await theHost().request(
    { method, path, headers, body: body === undefined ? null : JSON.stringify(body) },
    signal,
  );
  if (answer.status >= 200 && answer.status < 300) {
    return (answer.body ? JSON.parse(answer.body) : undefined) as T;
  }
  if (answer.status === 401) theHost().session?.signOut("refused");
  throw ApiProblem.of(answer);
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>("GET", withQuery(path, query), undefined, signal),
  post: <T>(path: string, body: unknown) => call<T>("POST", path, body),
  put: <T>(path: string, body: unknown) => call<T>("PUT", path, body),
  delete: (path: string) => call<void>("DELETE", path),
};
