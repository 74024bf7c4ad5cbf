/** Choosing members and ids. Pure. */
import type { Member, MemberKind, WorkflowCatalogue } from "../api/types";

/** The kinds of members in the order of the source document. */
export const memberKinds: MemberKind[] = [
  "person",
  "department",
  "subsidiary",
  "group",
  "role",
  "post",
  "everyone",
];

/** Only departments and subsidiaries have something below. */
export const hasBelow = (kind: MemberKind) => kind === "department" || kind === "subsidiary";

export const memberKey = (member: Pick<Member, "kind" | "id">) => `${member.kind}/${member.id}`;

/** Takes a member out if it is in (whatever lies below it), else puts it at the end. */
export function toggled(members: Member[], member: Member): Member[] {
  const key = memberKey(member);
  const rest = members.filter((one) => memberKey(one) !== key);
  return rest.length < members.length
    ? rest
    : [...members, { ...member, includeBelow: hasBelow(member.kind) && member.includeBelow }];
}

/** Says for one member whether what lies below counts too. */
export function withBelow(members: Member[], key: string, includeBelow: boolean): Member[] {
  return members.map((one) =>
    memberKey(one) === key && hasBelow(one.kind) ? { ...one, includeBelow } : one,
  );
}

/** What people paste between ids: commas, semicolons, blanks and lines, Chinese ones too. */
export const idSeparators = /[,，、;；\s]+/;

/** The ids in a typed or pasted text, each once. */
export function idsIn(text: string): string[] {
  return [...new Set(text.split(idSeparators).filter((id) => id !== ""))];
}

/** Puts ids to the others, none twice. */
export function added(ids: string[], more: string[]): string[] {
  return [...new Set([...ids, ...more])];
}

/** Puts all in when one is missing, else takes all out. */
export function toggledAll(ids: string[], group: string[]): string[] {
  const have = new Set(ids);
  if (group.some((id) => !have.has(id))) return added(ids, group);
  const gone = new Set(group);
  return ids.filter((id) => !gone.has(id));
}

export type WorkflowRow =
  | { kind: "type"; key: string; id: string; name: string; ids: string[]; open: boolean }
  | { kind: "workflow"; key: string; id: string; name: string };

/**
 * Templates under their types. With a text: those whose name or id holds it, and every template of a type whose name
 * does; found types stand open. Without one: the types, those in `unfolded` with their templates.
 */
export function workflowRows(
  catalogue: WorkflowCatalogue,
  text: string,
  unfolded: ReadonlySet<string>,
): WorkflowRow[] {
  const wanted = text.trim().toLowerCase();
  const holds = (...words: (string | null)[]) =>
    wanted === "" || words.some((word) => word?.toLowerCase().includes(wanted));
  const byType = new Map<string, { name: string; all: { id: string; name: string }[] }>();
  for (const type of catalogue.types) byType.set(type.id, { name: type.name ?? type.id, all: [] });
  for (const { id, name, typeId, typeName } of catalogue.workflows) {
    const group = byType.get(typeId) ?? { name: typeName ?? typeId, all: [] };
    byType.set(typeId, group);
    group.all.push({ id, name });
  }
  const rows: WorkflowRow[] = [];
  for (const [id, { name, all }] of byType) {
    const whole = wanted !== "" && holds(name);
    const found = whole ? all : all.filter((one) => holds(one.name, one.id));
    if (found.length === 0) continue;
    const open = wanted !== "" || unfolded.has(id);
    rows.push({ kind: "type", key: `type/${id}`, id, name, ids: found.map((one) => one.id), open });
    if (open) {
      for (const one of found)
        rows.push({ kind: "workflow", key: `workflow/${one.id}`, id: one.id, name: one.name });
    }
  }
  return rows;
}
