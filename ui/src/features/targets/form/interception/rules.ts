/** The rules in the form: completed for the engine, and what an operator should be warned of. Pure. */
import type { DataSet, InterceptionRules, Member } from "@/shared/api/types";
import { allDataSets } from "@/shared/parts/kinds";
import { memberKey } from "@/shared/pickers/selection";

type Partly<T> = T extends (infer U)[]
  ? Partly<U>[]
  : T extends object
    ? { [K in keyof T]?: Partly<T[K]> }
    : T | null;

/** What the form may hold of the rules. */
export type DraftRules = Partly<InterceptionRules> | null | undefined;

export interface StatesRule {
  dataSet: DataSet;
  states: string[];
}

/** The rules as the engine takes them; what is left out lets everything through. */
export function rulesOf(draft: DraftRules): InterceptionRules {
  const members = (draft?.persons?.members ?? []).flatMap((one): Member[] =>
    one?.kind ? [{ kind: one.kind, id: one.id ?? "", includeBelow: one.includeBelow ?? false }] : [],
  );
  const states = (draft?.business?.rules ?? []).flatMap((rule): StatesRule[] =>
    rule?.dataSet ? [{ dataSet: rule.dataSet, states: textsIn(rule.states) }] : [],
  );
  return {
    persons: { mode: draft?.persons?.mode ?? "all", members },
    workflows: { mode: draft?.workflows?.mode ?? "all", ids: textsIn(draft?.workflows?.ids) },
    business: { mode: draft?.business?.mode ?? "none", rules: states },
    workflowTypes: { ids: textsIn(draft?.workflowTypes?.ids) },
  };
}

const textsIn = (texts: (string | null | undefined)[] | null | undefined) =>
  (texts ?? []).filter((text): text is string => typeof text === "string");

/** How many persons each member covers, by `memberKey`; null for one that the organisation does not know. */
export function covers(members: Member[], counts: (number | null)[]): Map<string, number | null> {
  return new Map(members.map((member, at) => [memberKey(member), counts[at] ?? null]));
}

/** The states of one data set. */
export const statesOf = (rules: StatesRule[], dataSet: DataSet) =>
  rules.filter((rule) => rule.dataSet === dataSet).flatMap((rule) => rule.states);

/** The rules with other states for one data set, in the order of the data sets; empty ones are left out. */
export function withStates(rules: StatesRule[], dataSet: DataSet, states: string[]): StatesRule[] {
  return allDataSets
    .map((one) => ({ dataSet: one, states: one === dataSet ? states : statesOf(rules, one) }))
    .filter((rule) => rule.states.length > 0);
}

/** How many rules a tab holds that are in force. */
export function inForce(rules: InterceptionRules): Record<keyof InterceptionRules, boolean> {
  return {
    persons: rules.persons.mode !== "all",
    workflows: rules.workflows.mode !== "all",
    business: rules.business.mode === "custom" && rules.business.rules.some((rule) => rule.states.length > 0),
    workflowTypes: rules.workflowTypes.ids.length > 0,
  };
}
