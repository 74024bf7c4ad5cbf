/**
 * A batch push as its form has it, what the engine is asked for, and where the engine's complaints stand in the form.
 * Pure.
 */
import type { Dayjs } from "dayjs";
import type {
  DataSet,
  DeliveryFilter,
  Duplicates,
  NewTasks,
  RealTimeConditions,
  Target,
} from "@/shared/api/types";
import { segments } from "@/shared/diff/names";

export type Kind = "history" | "realTime";

/** Times as a range picker has them; either may be missing. */
type Range = [Dayjs | null, Dayjs | null] | null;

export interface Draft {
  targetIds: number[];
  /** Whose log is read; null: each target's own. */
  sourceId: number | null;
  dataSets: DataSet[];
  receivers: string[];
  creators: string[];
  requestIds: string[];
  workflowTypeIds: string[];
  range: Range;
  duplicates: Duplicates;
  perSecond: number | null;
  /** Before the push its requests are removed by this target. */
  cleanWith: number | null;
}

/** The lists of the OA hold no others. */
export const dataSetsOf: Record<Kind, DataSet[]> = {
  history: ["todo", "done", "closed", "deleted"],
  realTime: ["todo", "done"],
};

/** A history push is wanted where what was pushed is to be there again, a real-time one where something is missing. */
export function blank(kind: Kind): Draft {
  return {
    targetIds: [],
    sourceId: null,
    dataSets: [],
    receivers: [],
    creators: [],
    requestIds: [],
    workflowTypeIds: [],
    range: null,
    duplicates: kind === "history" ? "asNew" : "respected",
    perSecond: null,
    cleanWith: null,
  };
}

/** What narrows both kinds alike. */
function common({ dataSets, receivers, creators, requestIds, workflowTypeIds }: Draft) {
  return { dataSets, receivers, creators, requestIds, workflowTypeIds };
}

export function filterOf(draft: Draft): DeliveryFilter {
  const [from, to] = draft.range ?? [null, null];
  return {
    ...common(draft),
    targetId: draft.sourceId,
    status: null,
    businessState: null,
    text: null,
    from: from?.format() ?? null,
    to: to?.format() ?? null,
  };
}

export function conditionsFrom(draft: Draft): RealTimeConditions {
  const [from, to] = draft.range ?? [null, null];
  return {
    ...common(draft),
    createdFrom: from?.format("YYYY-MM-DD") ?? null,
    createdTo: to?.format("YYYY-MM-DD") ?? null,
    unreadOf: null,
  };
}

export function tasksOf(kind: Kind, draft: Draft, start: boolean): NewTasks {
  const { targetIds, duplicates, perSecond, cleanWith } = draft;
  return {
    targetIds,
    duplicates,
    perSecond,
    start,
    rows:
      kind === "history"
        ? { kind, filter: filterOf(draft), cleanWith }
        : { kind, conditions: conditionsFrom(draft) },
  };
}

/** The logs that a history push reads, with the targets that each is pushed to. */
export function logsOf({ sourceId, targetIds }: Pick<Draft, "sourceId" | "targetIds">) {
  if (sourceId !== null) return [{ log: sourceId, targets: targetIds }];
  return targetIds.map((id) => ({ log: id, targets: [id] }));
}

/** Whether requests can be removed first: there is a clean-up for Landray only. */
export function canClean(
  { targetIds }: Pick<Draft, "targetIds">,
  targets: Pick<Target, "id" | "pushType">[],
) {
  const isLandray = (id: number) => targets.some((one) => one.id === id && one.pushType === "landray");
  return targetIds.length > 0 && targetIds.every(isLandray);
}

/** What the engine calls otherwise than the form does. */
const called: Partial<Record<string, keyof Draft>> = {
  targetId: "sourceId",
  from: "range",
  to: "range",
  createdFrom: "range",
  createdTo: "range",
};

/** The form's field that a complaint is about; null where it has none. */
export function fieldOf(pointer: string): keyof Draft | null {
  const path = segments(pointer);
  const isInside = path[0] === "rows" && (path[1] === "filter" || path[1] === "conditions");
  const name = path[isInside ? 2 : path[0] === "rows" ? 1 : 0] ?? "";
  const field = (isInside ? called[name] : undefined) ?? name;
  return Object.hasOwn(blank("history"), field) ? (field as keyof Draft) : null;
}
