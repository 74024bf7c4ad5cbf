/**
 * Keeps one live stream open. Guarantees: a broken stream is opened again, later and later up to ten seconds; a stream
 * that has gone silent counts as broken; nothing goes on after `signal` fires. Refusals (401, 403) are not tried again:
 * asking again would not change them.
 */
import { type Host, type StreamFrame, StreamRefused } from "@/host";

export type LiveState =
  | { kind: "connecting" }
  | { kind: "open" }
  | { kind: "lost"; tries: number; retryAt: number; since: number }
  | { kind: "refused"; status: number };

export interface LiveOptions {
  host: Pick<Host, "stream">;
  path: string;
  onFrame(frame: StreamFrame): void;
  onState(state: LiveState): void;
  signal: AbortSignal;
  /** A stream without a frame for this long counts as broken; null where silence is normal. */
  silenceMs: number | null;
  /** Fires when somebody does not want to wait for the next try. */
  hurry?: EventTarget;
}

/** How long to wait before the given try, in milliseconds: 0.5, 1, 2, 4, 8, 10, 10 … seconds. */
export function backoff(tries: number): number {
  return Math.min(10_000, 500 * 2 ** Math.max(0, tries - 1));
}

export async function keepLive(options: LiveOptions): Promise<void> {
  const { host, path, onFrame, onState, signal, silenceMs, hurry } = options;
  let tries = 0;
  let since = 0;
  onState({ kind: "connecting" });
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener("abort", stop);
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watchdog);
      if (silenceMs !== null) watchdog = setTimeout(stop, silenceMs);
    };
    try {
      alive();
      await host.stream(
        path,
        {
          onOpen: () => {
            tries = 0;
            alive();
            onState({ kind: "open" });
          },
          onFrame: (frame) => {
            alive();
            onFrame(frame);
          },
        },
        attempt.signal,
      );
    } catch (error) {
      if (error instanceof StreamRefused && (error.status === 401 || error.status === 403)) {
        onState({ kind: "refused", status: error.status });
        return;
      }
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener("abort", stop);
    }
    if (signal.aborted) return;
    if (tries === 0) since = Date.now();
    tries += 1;
    const wait = backoff(tries);
    onState({ kind: "lost", tries, retryAt: Date.now() + wait, since });
    await pause(wait, signal, hurry);
  }
}

function pause(ms: number, signal: AbortSignal, hurry?: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      hurry?.removeEventListener("hurry", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    hurry?.addEventListener("hurry", done);
  });
}
