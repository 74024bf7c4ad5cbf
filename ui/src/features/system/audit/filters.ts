/** The audit trail's filters stand in the address. Pure. */
import type { AuditEntry, ObjectKind } from "@/shared/api/types";

export const allObjectKinds: ObjectKind[] = [
  "target",
  "pushAddress",
  "adapter",
  "settings",
  "token",
  "personMapping",
  "directory",
  "group",
  "role",
  "catalogue",
  "alertChannel",
  "backup",
  "oa",
];

export interface AuditFilters {
  kind?: ObjectKind;
  /** One object of that kind. */
  objectId?: string;
}

/** Reads the filters out of an address; an object without its kind makes no sense. */
export function readFilters(search: URLSearchParams): AuditFilters {
  const kind = allObjectKinds.find((known) => known === search.get("kind"));
  if (!kind) return {};
  const objectId = search.get("objectId");
  return objectId ? { kind, objectId } : { kind };
}

export function writeFilters({ kind, objectId }: AuditFilters): URLSearchParams {
  const search = new URLSearchParams();
  if (kind) search.set("kind", kind);
  if (kind && objectId) search.set("objectId", objectId);
  return search;
}

/** There is only one of these: its kind says all, and the engine's own name for it is Chinese. */
export function isSingle(kind: ObjectKind): boolean {
  return kind === "settings" || kind === "directory" || kind === "catalogue" || kind === "oa";
}

/** The filter that shows one object's rows alone; nothing where there is only one object of the kind. */
export function onlyThis({ kind, objectId }: Pick<AuditEntry, "kind" | "objectId">): AuditFilters {
  return isSingle(kind) || objectId === "" ? { kind } : { kind, objectId };
}

/** Whether the list shows the rows of this object and no others already. */
export function isShownAlone(entry: Pick<AuditEntry, "kind" | "objectId">, filters: AuditFilters): boolean {
  const alone = onlyThis(entry);
  return alone.kind === filters.kind && alone.objectId === filters.objectId;
}
