/**
 * The one interface between the console and where it runs. A browser and the desktop window implement it; nothing else
 * in the console knows which of the two it has.
 */

/** A request to the engine; `path` begins with a slash and holds the query. */
export interface HostRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  headers: [string, string][];
  /** Text, or the bytes of a file as they are. */
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** The engine's answer, whatever its status. */
export interface HostResponse {
  status: number;
  headers: [string, string][];
  body: string;
}

/** One frame of a stream. */
export interface StreamFrame {
  event: string;
  data: string;
}

/** What a stream tells its reader. */
export interface StreamReader {
  /** The engine has agreed; frames may follow. */
  onOpen(): void;
  onFrame(frame: StreamFrame): void;
}

/** The bearer token of a browser session. */
export interface Session {
  /** Whether there is a token; it may be a wrong one. */
  signedIn(): boolean;
  signIn(token: string): void;
  /** `refused`: the engine would not take the token any more. */
  signOut(why: "asked" | "refused"): void;
  /** Whether the last token went because the engine refused it. */
  wasRefused(): boolean;
  /** Tells when a token comes or goes; answers how to stop listening. */
  subscribe(listener: () => void): () => void;
}

export interface Host {
  readonly kind: "browser" | "desktop";
  /** Resolves with any answer; rejects with `Unreachable` when there was none. */
  request(request: HostRequest, signal?: AbortSignal): Promise<HostResponse>;
  /** Resolves when the stream has ended or `signal` fired; rejects with `Unreachable` or `StreamRefused`. */
  stream(path: string, reader: StreamReader, signal: AbortSignal): Promise<void>;
  /** A native notification, where the host can show one. */
  notify?(title: string, body: string): void;
  /**
   * Hands text to the person as a file. Answers under which name or where it was saved, and null when the person thought
   * better of it; rejects when it could not be written.
   */
  saveFile(name: string, content: string, type: string): Promise<string | null>;
  /**
   * Hands an answer of the engine to the person as a file, its bytes as they come. Answers and rejects as `saveFile`
   * does; rejects with the engine's words when it refused.
   */
  download(path: string, name: string): Promise<string | null>;
  /** Opens an address outside the console. */
  openExternal(url: string): void;
  /** Only where a person must bring a token; the desktop's own door needs none. */
  readonly session: Session | null;
}

/** No answer came from the engine at all. */
export class Unreachable extends Error {
  override name = "Unreachable";
}

/** The engine answered a stream request with something other than a stream. */
export class StreamRefused extends Error {
  override name = "StreamRefused";
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`the stream was refused with status ${status}`);
  }
}
