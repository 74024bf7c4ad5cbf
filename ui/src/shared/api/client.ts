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

/** The text of a 2xx answer. */
async function ask(
  request: Omit<HostRequest, "headers">,
  type: string,
  signal?: AbortSignal,
): Promise<string> {
  const headers: [string, string][] = [["Accept", "application/json"]];
  if (request.body !== null) headers.push(["Content-Type", type]);
  const answer = await theHost().request({ ...request, headers }, signal);
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  if (answer.status === 401) theHost().session?.signOut("refused");
  throw ApiProblem.of(answer);
}

async function call<T>(
  method: HostRequest["method"],
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const sent = body === undefined ? null : JSON.stringify(body);
  const answer = await ask({ method, path, body: sent }, "application/json", signal);
  return (answer ? JSON.parse(answer) : undefined) as T;
}

/** Sends a file as it is. */
async function upload<T>(path: string, file: Blob, query?: Query): Promise<T> {
  const body = new Uint8Array(await file.arrayBuffer());
  const answer = await ask(
    { method: "POST", path: withQuery(path, query), body },
    "application/octet-stream",
  );
  return (answer ? JSON.parse(answer) : undefined) as T;
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>("GET", withQuery(path, query), undefined, signal),
  post: <T>(path: string, body: unknown) => call<T>("POST", path, body),
  upload,
  /** An answer as it came, for saving it in a file. */
  text: (path: string, query?: Query) =>
    ask({ method: "GET", path: withQuery(path, query), body: null }, "application/json"),
  put: <T>(path: string, body: unknown) => call<T>("PUT", path, body),
  delete: (path: string) => call<void>("DELETE", path),
};
