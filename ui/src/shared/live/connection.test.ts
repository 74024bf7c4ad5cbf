import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type StreamReader, StreamRefused, Unreachable } from "@/host";
import { backoff, keepLive, type LiveState } from "./connection";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Play = (reader: StreamReader, signal: AbortSignal) => Promise<void>;

const untilAborted: Play = (reader, signal) => {
  reader.onOpen();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
};
const breaks: Play = () => Promise.reject(new Unreachable("down"));

function start(plays: Play[], silenceMs: number | null = null, hurry?: EventTarget) {
  const states: LiveState["kind"][] = [];
  const abort = new AbortController();
  let calls = 0;
  const done = keepLive({
    host: { stream: (_path, reader, signal) => (plays[calls++] ?? untilAborted)(reader, signal) },
    path: "/api/v1/live",
    onFrame: () => undefined,
    onState: (state) => states.push(state.kind),
    signal: abort.signal,
    silenceMs,
    hurry,
  });
  return { states, abort, done, calls: () => calls };
}

it("a stream that breaks is opened again, each time later, and is open again in the end", async () => {
  const live = start([breaks, breaks, untilAborted]);
  await vi.advanceTimersByTimeAsync(0);
  expect(live.states).toEqual(["connecting", "lost"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(live.calls()).toBe(2);
  await vi.advanceTimersByTimeAsync(999);
  expect(live.calls()).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(live.states).toEqual(["connecting", "lost", "lost", "open"]);
  live.abort.abort();
  await live.done;
});

it("a stream that has gone silent counts as broken", async () => {
  const live = start([untilAborted], 5_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(live.states).toEqual(["connecting", "open", "lost"]);
  live.abort.abort();
  await live.done;
});

it("a refusal is not tried again", async () => {
  const live = start([() => Promise.reject(new StreamRefused(403, ""))]);
  await live.done;
  expect(live.states).toEqual(["connecting", "refused"]);
});

it("somebody in a hurry need not wait", async () => {
  const hurry = new EventTarget();
  const live = start([breaks], null, hurry);
  await vi.advanceTimersByTimeAsync(0);
  hurry.dispatchEvent(new Event("hurry"));
  await vi.advanceTimersByTimeAsync(0);
  expect(live.states.at(-1)).toBe("open");
  live.abort.abort();
  await live.done;
});

it("waits grow up to ten seconds", () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(backoff)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});
