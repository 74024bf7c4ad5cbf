/** What a member of a list is called: its name where the organisation knows it, else its id. */
import { useMemo } from "react";
import type { Member, Structure } from "../api/types";
import { useTexts } from "../i18n";
import { usePerson, useStructure } from "./queries";
import { memberKey } from "./selection";

/** Names of everything but persons, by `memberKey`. */
function namesOf(structure: Structure): Map<string, string> {
  const names = new Map<string, string>();
  for (const { kind, id, name } of structure.units) names.set(memberKey({ kind, id }), name);
  for (const { kind, id, name } of structure.lists) names.set(memberKey({ kind, id }), name);
  for (const { id, name } of structure.posts) names.set(memberKey({ kind: "post", id }), name);
  return names;
}

/** Finds the names of units, posts, groups and roles; asks for the organisation's shape once. */
export function useMemberNames(): ReadonlyMap<string, string> {
  const { data } = useStructure();
  return useMemo(() => (data ? namesOf(data) : new Map<string, string>()), [data]);
}

interface MemberNameProps {
  member: Pick<Member, "kind" | "id">;
  names: ReadonlyMap<string, string>;
}

export function MemberName({ member, names }: MemberNameProps) {
  const { t } = useTexts();
  if (member.kind === "everyone") return t("memberKind.everyone");
  if (member.kind === "person") return <PersonName id={member.id} />;
  const name = names.get(memberKey(member));
  return name ? <span title={member.id}>{name}</span> : <span className="mono">{member.id}</span>;
}

/** A person's name by id; only who is in sight is asked for. */
export function PersonName({ id }: { id: string }) {
  const person = usePerson(id);
  if (!person.data) return <span className="mono">{id}</span>;
  return (
    <span title={id}>
      {person.data.name} <span className="mono dim">{id}</span>
    </span>
  );
}
