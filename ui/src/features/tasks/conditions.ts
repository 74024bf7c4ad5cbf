/** What a batch push was asked for (推送数据条件, row B4), condition by condition in words. Pure. */
import type { Task } from "@/shared/api/types";
import { count, second } from "@/shared/format";
import { text, textOr } from "@/shared/i18n";

type Name =
  | "rows"
  | "source"
  | "dataSets"
  | "receivers"
  | "creators"
  | "requestIds"
  | "workflowTypeIds"
  | "created"
  | "triggered"
  | "status"
  | "businessState"
  | "text"
  | "cleanWith";

export interface Condition {
  label: `tasks.cond.${Name}`;
  /** Persons and workflow types are ids, which have names elsewhere. */
  of: "words" | "person" | "workflowType";
  values: string[];
}

type Ordered = Pick<Task, "order" | "targetId">;

/** All conditions that narrow something; none: everything is pushed. */
export function conditionsOf({ order, targetId }: Ordered, targetName: (id: number) => string): Condition[] {
  const { rows } = order;
  const words = (label: Condition["label"], values: string[]): Condition => ({ label, of: "words", values });
  const found = ((): Condition[] => {
    if (rows.kind === "abnormal") {
      return [words("tasks.cond.rows", [text("tasks.cond.abnormalOf", { id: rows.task })])];
    }
    const chosen = rows.kind === "history" ? rows.filter : rows.conditions;
    const common: Condition[] = [
      words(
        "tasks.cond.dataSets",
        chosen.dataSets.map((dataSet) => text(`dataSet.${dataSet}`)),
      ),
      { label: "tasks.cond.receivers", of: "person", values: chosen.receivers },
      { label: "tasks.cond.creators", of: "person", values: chosen.creators },
      words("tasks.cond.requestIds", chosen.requestIds),
      { label: "tasks.cond.workflowTypeIds", of: "workflowType", values: chosen.workflowTypeIds },
    ];
    if (rows.kind === "realTime") {
      const { createdFrom, createdTo, unreadOf } = rows.conditions;
      return [
        words("tasks.cond.rows", unreadOf === null ? [] : [text("tasks.cond.unreadOf", { id: unreadOf })]),
        ...common,
        words("tasks.cond.created", range(createdFrom, createdTo)),
      ];
    }
    const { targetId: source, status, businessState, text: wanted, from, to } = rows.filter;
    const isOwn = source === null || source === targetId;
    return [
      words("tasks.cond.source", isOwn ? [] : [targetName(source)]),
      ...common,
      words("tasks.cond.status", status === null ? [] : [text(`status.${status}`)]),
      words(
        "tasks.cond.businessState",
        businessState === null ? [] : [textOr(`state.${businessState}`, businessState)],
      ),
      words("tasks.cond.text", wanted === null ? [] : [wanted]),
      words("tasks.cond.triggered", range(from && second(from), to && second(to))),
      words("tasks.cond.cleanWith", rows.cleanWith === null ? [] : [targetName(rows.cleanWith)]),
    ];
  })();
  return found.filter(({ values }) => values.length > 0);
}

function range(from: string | null, to: string | null): string[] {
  if (from && to) return [text("tasks.cond.between", { from, to })];
  if (from) return [text("tasks.cond.since", { from })];
  return to ? [text("tasks.cond.until", { to })] : [];
}

const MOST_NAMED = 2;

/** A condition's values in a line: the first ones, and how many there are when there are more. */
export function shortened(values: string[]): string {
  const named = values.slice(0, MOST_NAMED).join(text("tasks.cond.and"));
  return values.length > MOST_NAMED ? text("tasks.cond.more", { named, n: count(values.length) }) : named;
}
