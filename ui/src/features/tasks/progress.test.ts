import { expect, it } from "vitest";
import type { Counts, RunState, Tally, Task } from "@/shared/api/types";
import { abnormalOf, leftOf, progressOf, refusals, retryOf, timeLeft } from "./progress";

const none: Tally = {
  total: 0,
  looked: 0,
  sentAgain: 0,
  overtaken: 0,
  waiting: 0,
  exhausted: 0,
  intercepted: 0,
  failed: 0,
  deleted: 0,
  skipped: 0,
  added: 0,
  changed: 0,
  left: 0,
  removed: 0,
  duplicates: 0,
  cleaned: 0,
  uncleaned: 0,
  found: 0,
  unread: 0,
};
const nothing: Counts = { pending: 0, success: 0, failed: 0, ignored: 0, noAnswer: 0, superseded: 0 };

type Told = Pick<Task, "state" | "tally" | "outcome" | "done">;
const task = (
  state: RunState,
  tally: Partial<Tally> = {},
  outcome: Partial<Counts> = {},
  done = 0,
): Told => ({ state, tally: { ...none, ...tally }, outcome: { ...nothing, ...outcome }, done });

it("B1: a task is at its end when it is done, and not before", () => {
  expect(progressOf(task("running", { total: 1_000 }, {}, 300))).toEqual({
    done: 300,
    total: 1_000,
    percent: 30,
  });
  const almost = task("running", { total: 10 }, {}, 10);
  expect(progressOf(almost).percent).toBe(99);
  expect(progressOf({ ...almost, state: "done" }).percent).toBe(100);
  expect(progressOf(task("choosing")).percent).toBe(0);
});

it("B1: what was left is told apart from what went wrong", () => {
  const done = task("done", { overtaken: 2, duplicates: 3, failed: 1 }, { failed: 1, noAnswer: 4 });
  expect(leftOf(done)).toBe(5);
  expect(abnormalOf(done)).toBe(5);
});

it("B1: each state lets just what the engine lets", () => {
  const may = (state: RunState) =>
    Object.entries(refusals(task(state, {}, { failed: 1 })))
      .filter(([, refusal]) => refusal === null)
      .map(([action]) => action);
  expect(may("initialised")).toEqual(["start", "remove", "pace", "export"]);
  for (const state of ["choosing", "cleaning", "running"] as const) {
    expect(may(state), state).toEqual(["pause", "pace", "export"]);
  }
  for (const state of ["paused", "failed"] as const) {
    expect(may(state), state).toEqual(["start", "remove", "pace", "export"]);
  }
  expect(may("done")).toEqual(["retry", "retryAbnormal", "remove", "export"]);
  expect(may("stopped")).toEqual(["remove", "export"]);
});

it("B4: where nothing was abnormal there is nothing to export, and a retry is of all", () => {
  const clean = task("done");
  expect(refusals(clean).export).not.toBeNull();
  expect(refusals(clean).retryAbnormal).not.toBeNull();
  expect(retryOf(clean)).toBe("all");
  expect(retryOf(task("done", { unread: 1 }))).toBe("unread");
  expect(retryOf(task("done", { unread: 1 }, { failed: 1 }))).toBe("both");
  expect(retryOf(task("done", {}, { noAnswer: 1 }))).toBe("abnormal");
});

it("the time that is left is said in seconds, then in whole minutes", () => {
  expect([5, 59, 61, 150, 7_200].map(timeLeft)).toEqual(["5 秒", "59 秒", "2 分", "3 分", "2 小时"]);
});
