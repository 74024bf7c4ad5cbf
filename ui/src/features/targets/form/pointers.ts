/** Finds the field and the section that a complaint of the engine is about. Pure. */
import type { PushTypeSpec } from "@/shared/api/types";
import { isEssential } from "@/shared/form/wire";

export type Section =
  | "basic"
  | "params"
  | "mapping"
  | "special"
  | "interception"
  | "housekeeping"
  | "delivery"
  | "tls"
  | "protocol";

export type FieldName = (string | number)[];

/** Every field that the form has, whatever the push type. */
const fixedFields: FieldName[] = [
  ["identifier"],
  ["name"],
  ["enabled"],
  ["pushType"],
  ["server", "scheme"],
  ["server", "authority"],
  ["server", "basePath"],
  ["organization"],
  ["adapter", "class"],
  ["adapter", "version"],
  ["proxy"],
  ["personKey"],
  ["specialData", "duplicateFilter"],
  ["specialData", "missingBackfill"],
  ["specialData", "forgetWhenOver"],
  ["interception", "persons", "mode"],
  ["interception", "persons", "members"],
  ["interception", "workflows", "mode"],
  ["interception", "workflows", "ids"],
  ["interception", "business", "mode"],
  ["interception", "business", "rules"],
  ["interception", "workflowTypes", "ids"],
  ["compensation", "enabled"],
  ["compensation", "cron"],
  ["compensation", "retries"],
  ["compensation", "waitMinutes"],
  ["cleanup", "enabled"],
  ["cleanup", "hour"],
  ["cleanup", "keepDays"],
  ["delivery", "concurrency"],
  ["delivery", "ratePerSecond"],
  ["delivery", "timeoutMs"],
  ["delivery", "connectTimeoutMs"],
  ["delivery", "noAnswerAttempts"],
  ["tls", "customCa"],
  ["tls", "legacy"],
];

/** Where a whole part is complained about, and the part is no field itself. */
const stands: Record<string, FieldName> = {
  server: ["server", "authority"],
  tls: ["tls", "customCa"],
  adapter: ["adapter", "class"],
  "interception/persons": ["interception", "persons", "members"],
  "interception/workflows": ["interception", "workflows", "ids"],
  "interception/business": ["interception", "business", "rules"],
  "interception/workflowTypes": ["interception", "workflowTypes", "ids"],
};

const sections: Record<string, Section> = {
  params: "params",
  specialData: "special",
  interception: "interception",
  compensation: "housekeeping",
  cleanup: "housekeeping",
  delivery: "delivery",
  tls: "tls",
  protocol: "protocol",
};

/** The parts of a JSON pointer (RFC 6901). */
export function parts(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The form's field for a pointer: itself or the nearest one that holds it; null when the form has none. */
export function fieldOf(pointer: string, suite: PushTypeSpec | undefined): FieldName | null {
  const path = parts(pointer);
  const [head, name] = path;
  if (head === "params" || head === "protocol") {
    const known = name !== undefined && suite?.[head].some((spec) => spec.name === name);
    return known ? [head, name] : null;
  }
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join("/");
    const found = fixedFields.find((field) => field.join("/") === key) ?? stands[key];
    if (found) return found;
  }
  return null;
}

/** The section that a pointer's field stands in. */
export function sectionOf(pointer: string, suite?: PushTypeSpec): Section {
  const [head = "", name] = parts(pointer);
  const wire = head === "protocol" && suite?.protocol.find((spec) => spec.name === name);
  if (wire && isEssential(wire)) return "params";
  return sections[head] ?? "basic";
}

/** Says which of several rows a complaint is about, counted from one; null for a field that has no rows. */
export function rowOf(pointer: string, field: FieldName | null): number | null {
  const path = parts(pointer);
  const index = Number(path[field?.length ?? path.length]);
  return Number.isInteger(index) ? index + 1 : null;
}

/** The form's field for a pointer that names it itself. */
export function fieldAt(pointer: string, suite: PushTypeSpec | undefined): FieldName | null {
  const field = fieldOf(pointer, suite);
  return field?.length === parts(pointer).length ? field : null;
}
