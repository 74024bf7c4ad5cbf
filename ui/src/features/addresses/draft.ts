/**
 * What the form edits: a push address in the making. Pure. Rows carry a key of their own, so that a row keeps its field
 * focus when it is moved; the key never reaches the engine.
 */
import type {
  AddressParameter,
  Binding,
  EBridgeKey,
  ParameterValue,
  PushAddress,
  StoredAddress,
} from "@/shared/api/types";

export type ParameterRow = AddressParameter & { key: number };
/** A row without a target is one that was just added. */
export type BindingRow = Omit<Binding, "target"> & { key: number; target: number | null };

export interface Draft {
  name: string;
  enabled: boolean;
  redirect: boolean;
  prefix: string;
  parameters: ParameterRow[];
  bindings: BindingRow[];
}

let lastKey = 0;
export function nextKey(): number {
  lastKey += 1;
  return lastKey;
}

export function blankDraft(): Draft {
  return { name: "", enabled: false, redirect: false, prefix: "", parameters: [], bindings: [] };
}

export function draftOf(stored: StoredAddress): Draft {
  const { name, enabled, redirect, prefix, parameters, bindings } = stored;
  return {
    name,
    enabled,
    redirect,
    prefix,
    parameters: parameters.map((row) => ({ ...row, key: nextKey() })),
    bindings: bindings.map((row) => ({ ...row, key: nextKey() })),
  };
}

/** What is sent. A row in which no target was chosen is sent as target 0, which the engine complains about by name. */
export function bodyOf(draft: Draft): PushAddress {
  return {
    ...draft,
    name: draft.name.trim(),
    prefix: draft.prefix.trim(),
    parameters: draft.parameters.map(({ key: _, ...row }) => ({ ...row, name: row.name.trim() })),
    bindings: draft.bindings.map(({ key: _, target, ...row }) => ({ ...row, target: target ?? 0 })),
  };
}

export const eBridgeNames: Record<EBridgeKey, string> = {
  agent: "wea_link_keep_ebAgentKey",
  corp: "wea_link_keep_ebCorpKey",
  tenant: "wea_link_keep_ebTenantKey",
};

export type ValueKind = ParameterValue["kind"];
export const valueKinds: ValueKind[] = ["fixed", "systemVariable", "systemParameter", "eBridge"];

const firstOf: Record<ValueKind, ParameterValue> = {
  fixed: { kind: "fixed", text: "" },
  systemVariable: { kind: "systemVariable", variable: "dateTime" },
  systemParameter: { kind: "systemParameter", parameter: "encodedUrl" },
  eBridge: { kind: "eBridge", key: "agent" },
};

export function newParameter(): ParameterRow {
  return { key: nextKey(), name: "", remark: "", value: firstOf.fixed };
}

/** e-Bridge names its parameters itself; a name of its that is left behind by another kind would be a wrong one. */
export function withValue(row: ParameterRow, value: ParameterValue): ParameterRow {
  if (value.kind === "eBridge") return { ...row, value, name: eBridgeNames[value.key] };
  return { ...row, value, name: row.value.kind === "eBridge" ? "" : row.name };
}

export function withKind(row: ParameterRow, kind: ValueKind): ParameterRow {
  return row.value.kind === kind ? row : withValue(row, firstOf[kind]);
}

/** The list with one element moved by a place; unchanged at the ends. */
export function moved<T>(list: T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const next = list.filter((_, at) => at !== from);
  next.splice(to, 0, item);
  return next;
}

/** Whether two drafts say the same; the keys of their rows say nothing. */
export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));
}
