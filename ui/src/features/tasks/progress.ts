/** How far a batch push is, and what may be done with it now. Pure. */
import type { Task } from "@/shared/api/types";
import { span } from "@/shared/format";
import type { TextKey } from "@/shared/i18n";
import { isUnderWay } from "@/shared/parts/runs";

export interface Progress {
  done: number;
  total: number;
  /** Whole, and 100 only at the end. */
  percent: number;
}

type Told = Pick<Task, "state" | "tally" | "outcome" | "done">;

/** Rows of a history push whose result is known, or persons of a real-time push whose lists were read. */
export function progressOf({ state, tally, done }: Pick<Task, "state" | "tally" | "done">): Progress {
  const { total } = tally;
  if (state === "done") return { done: total, total, percent: 100 };
  const percent = total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
  return { done, total, percent };
}

/** Rows that were sent and did not succeed, as they stand now. */
export function abnormalOf({ outcome }: Pick<Task, "outcome">): number {
  return outcome.failed + outcome.noAnswer;
}

/** Why rows, or persons, were left; in the order in which it is told. */
export const whyLeft = [
  "duplicates",
  "overtaken",
  "uncleaned",
  "waiting",
  "exhausted",
  "intercepted",
  "failed",
  "skipped",
  "unread",
] as const;

/** Rows that were looked at and of which nothing became a delivery that could be counted. */
export function leftOf({ tally }: Pick<Task, "tally">): number {
  return (
    tally.duplicates + tally.overtaken + tally.uncleaned + tally.waiting + tally.exhausted + tally.skipped
  );
}

/** The time that is left: seconds to a minute, whole minutes above, since it is a guess. */
export function timeLeft(seconds: number): string {
  return span(seconds < 60 ? seconds : Math.ceil(seconds / 60) * 60);
}

export type Action = "start" | "pause" | "retry" | "remove" | "pace" | "export" | "retryAbnormal";

type Refusal = Extract<TextKey, `tasks.no.${string}`>;

/** Why each action is not to be had now; null where it is. */
export function refusals(task: Told): Record<Action, Refusal | null> {
  const { state } = task;
  const goesOn = isUnderWay(task);
  const isOver = state === "done" || state === "stopped";
  const toRetry = (): Refusal | null => {
    if (state === "done") return null;
    if (state === "stopped") return "tasks.no.retry.stopped";
    return goesOn ? "tasks.no.retry.underWay" : "tasks.no.retry.notOver";
  };
  const toRetryAbnormal = abnormalOf(task) + task.tally.unread > 0 ? null : "tasks.no.abnormal";
  return {
    start: goesOn ? "tasks.no.start.underWay" : isOver ? "tasks.no.start.over" : null,
    pause: goesOn ? null : "tasks.no.pause",
    retry: toRetry(),
    retryAbnormal: toRetry() ?? toRetryAbnormal,
    remove: goesOn ? "tasks.no.remove" : null,
    pace: isOver ? "tasks.no.pace" : null,
    export: abnormalOf(task) > 0 ? null : "tasks.no.export",
  };
}

/** What a retry would push. */
export function retryOf(task: Told): "abnormal" | "unread" | "both" | "all" {
  const { unread } = task.tally;
  if (abnormalOf(task) > 0) return unread > 0 ? "both" : "abnormal";
  return unread > 0 ? "unread" : "all";
}
