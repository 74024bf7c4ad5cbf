/**
 * The console in a browser: fetch, with a bearer token that lives in this tab only. The token may come in the address's
 * fragment (`#token=…`); it is taken out of the address before anything else sees it.
 */
import { SseParser } from "./sse";
import { type Host, type Session, StreamRefused, Unreachable } from "./types";

const STORED = "todo-relay.token";

class TabSession implements Session {
  #listeners = new Set<() => void>();
  #refused = false;

  token(): string | null {
    return sessionStorage.getItem(STORED);
  }

  signedIn(): boolean {
    return this.token() !== null;
  }

  signIn(token: string): void {
    this.#refused = false;
    sessionStorage.setItem(STORED, token);
    this.#tell();
  }

  signOut(why: "asked" | "refused"): void {
    this.#refused = why === "refused";
    sessionStorage.removeItem(STORED);
    this.#tell();
  }

  wasRefused(): boolean {
    return this.#refused;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Finds the token in a fragment such as `#token=abc`. */
export function tokenInFragment(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token ? token : null;
}

function takeTokenFromAddress(session: TabSession): void {
  const token = tokenInFragment(location.hash);
  if (!token) return;
  session.signIn(token);
  history.replaceState(null, "", location.pathname + location.search);
}

/** Has the browser save a file under its name. */
function save(name: string, content: Blob): string {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it once the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 0);
  return name;
}

/** What the engine says of a refusal, as far as it can be read. */
export function refusal(body: string, status: number): string {
  try {
    const { detail, code } = JSON.parse(body) as { detail?: unknown; code?: unknown };
    return String(detail ?? code ?? `HTTP ${status}`);
  } catch {
    return `HTTP ${status}`;
  }
}

export function browserHost(): Host {
  const session = new TabSession();
  takeTokenFromAddress(session);
  // A link with a token may be opened in a tab that shows the console already.
  window.addEventListener("hashchange", () => takeTokenFromAddress(session));

  const headersWithToken = (given: [string, string][]): Headers => {
    const headers = new Headers(given);
    const token = session.token();
    if (token) headers.set("Authorization", `Bearer ${token}`);
    return headers;
  };

  return {
    kind: "browser",
    session,

    async request({ method, path, headers, body }, signal) {
      try {
        const answer = await fetch(path, { method, headers: headersWithToken(headers), body, signal });
        return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
      } catch (error) {
        if (signal?.aborted) throw error;
        throw new Unreachable("no answer from the engine", { cause: error });
      }
    },

    async stream(path, reader, signal) {
      try {
        const headers = headersWithToken([["Accept", "text/event-stream"]]);
        const answer = await fetch(path, { headers, signal, cache: "no-store" });
        if (!answer.ok || !answer.body) throw new StreamRefused(answer.status, await answer.text());
        reader.onOpen();
        const parser = new SseParser();
        const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (;;) {
          const { done, value } = await pieces.read();
          if (done) return;
          for (const frame of parser.push(value)) reader.onFrame(frame);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof StreamRefused) throw error;
        throw new Unreachable("the stream broke", { cause: error });
      }
    },

    saveFile: async (name, content, type) => save(name, new Blob([content], { type })),

    async download(path, name) {
      const answer = await fetch(path, { headers: headersWithToken([]) }).catch((error: unknown) => {
        throw new Unreachable("no answer from the engine", { cause: error });
      });
      if (answer.status === 401) session.signOut("refused");
      if (!answer.ok) throw new Error(refusal(await answer.text(), answer.status));
      return save(name, await answer.blob());
    },

    openExternal(url) {
      window.open(url, "_blank", "noopener,noreferrer");
    },
  };
}
