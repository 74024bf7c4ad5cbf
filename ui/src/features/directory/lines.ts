/** People as lines of a table: main accounts, and under those that are unfolded their part-time identities. Pure. */
import type { Identity, PersonRow } from "@/shared/api/types";

export type Line =
  | { kind: "main"; key: string; person: PersonRow; open: boolean }
  | { kind: "identity"; key: string; person: PersonRow; identity: Identity };

/** `turned` holds the ids of main accounts that are not as they were at first. */
export function linesOf(people: PersonRow[], turned: ReadonlySet<string>, openAtFirst: boolean): Line[] {
  return people.flatMap((person): Line[] => {
    const isOpen = turned.has(person.id) !== openAtFirst && person.identities.length > 0;
    const main: Line = { kind: "main", key: person.id, person, open: isOpen };
    if (!isOpen) return [main];
    const below = person.identities.map(
      (identity): Line => ({ kind: "identity", key: identity.id, person, identity }),
    );
    return [main, ...below];
  });
}

/** Puts a key in or takes it out. */
export function switched(keys: ReadonlySet<string>, key: string): Set<string> {
  const after = new Set(keys);
  if (!after.delete(key)) after.add(key);
  return after;
}
