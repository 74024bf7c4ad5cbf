/** What an import would do, arranged for reading. Pure. */
import type { Compared, Comparison, Difference, ObjectKind } from "@/shared/api/types";
import { changedLeaves, type Leaf } from "@/shared/diff/leaves";

export type Counts = Record<Difference, number>;

export function countsOf(things: Compared[]): Counts {
  const counts: Counts = { added: 0, changed: 0, same: 0 };
  for (const { difference } of things) counts[difference] += 1;
  return counts;
}

/** In the order in which things depend on one another. */
const order: ObjectKind[] = ["settings", "adapter", "target", "pushAddress"];

export interface Group {
  kind: ObjectKind;
  /** What comes new or is changed. */
  differing: Compared[];
  same: Compared[];
}

export function groupsOf(things: Compared[]): Group[] {
  const kinds = [...new Set([...order, ...things.map(({ kind }) => kind)])];
  return kinds
    .map((kind) => {
      const all = things.filter((thing) => thing.kind === kind);
      return {
        kind,
        differing: all.filter(({ difference }) => difference !== "same"),
        same: all.filter(({ difference }) => difference === "same"),
      };
    })
    .filter(({ differing, same }) => differing.length + same.length > 0);
}

/** The changed leaves of one thing; the engine tells a part that comes or goes as a whole. */
export function leavesOf(thing: Compared): Leaf[] {
  return thing.fields.flatMap(({ path, before, after }) => changedLeaves(before, after, path));
}

export interface MissingSecret {
  identifier: string;
  parameter: string;
}

export function missingSecrets(comparison: Pick<Comparison, "missingSecrets">): MissingSecret[] {
  return comparison.missingSecrets.map((name) => {
    // An identifier may hold a slash, the name of a parameter may not.
    const cut = name.lastIndexOf("/");
    return { identifier: name.slice(0, cut), parameter: name.slice(cut + 1) };
  });
}
