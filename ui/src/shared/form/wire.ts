/** Wire details against their defaults. Pure. */
import type { ParamSpec } from "@/shared/api/types";

/** Past this a default is a document, not a word. */
const LONG = 80;

/** A text that wants several lines: it says so, or its default does. */
export function isLong(spec: ParamSpec): boolean {
  return (
    spec.kind === "lines" ||
    (spec.kind === "text" && !spec.secret && typeof spec.default === "string" && spec.default.length > LONG)
  );
}

const isNothing = (value: unknown) => value === undefined || value === null;

/** Whether a value differs from the default. An empty text differs from a default that is not empty. */
export function isChanged(spec: ParamSpec, value: unknown): boolean {
  if (isNothing(value)) return false;
  if (typeof value === "object") return Object.keys(value as object).length > 0;
  return value !== (spec.default ?? "");
}

export function changedCount(specs: ParamSpec[], protocol: Record<string, unknown> | undefined): number {
  return specs.filter((spec) => isChanged(spec, protocol?.[spec.name])).length;
}

/** A wire detail that no default can stand for: it is asked for beside the parameters, never folded away. */
export function isEssential(spec: ParamSpec): boolean {
  return spec.required && isNothing(spec.default);
}

/** What stands in a form for a secret that the engine keeps. */
export function isStoredSecret(value: unknown): value is { secret: true; set: boolean } {
  return typeof value === "object" && value !== null && "secret" in value;
}
