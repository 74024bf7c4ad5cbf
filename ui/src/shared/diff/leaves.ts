/**
 * What is different between two JSON values, leaf by leaf. Pure; used by the audit trail and by the preview of an import.
 *
 * Nothing, null, an empty text, an empty list and an empty object are alike, since a document leaves them out. A list is
 * one leaf: `listChange` says which of its entries came and went. The marker of a secret is one leaf, too.
 */

export interface Leaf {
  /** JSON pointer (RFC 6901) to the leaf. */
  path: string;
  /** `undefined` where it was not there. */
  before: unknown;
  /** `undefined` where it is not there any more. */
  after: unknown;
}

type Fields = Record<string, unknown>;

export function isSecretMarker(value: unknown): boolean {
  return isFields(value) && value.secret === true;
}

/** Whether the marker stands for a secret that got another value. */
export function isReplaced(value: unknown): boolean {
  return isFields(value) && value.replaced === true;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isFields(value) && Object.keys(value).length === 0;
}

/** Whether two JSON values say the same; the order of an object's fields does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, at) => isSame(entry, other[at]));
  }
  if (isFields(one) && isFields(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
    );
  }
  return false;
}

/** Every leaf that is different, in the order in which the fields stand. */
export function changedLeaves(before: unknown, after: unknown, path = ""): Leaf[] {
  const old = isNothing(before) ? undefined : before;
  const now = isNothing(after) ? undefined : after;
  const parts = [old, now].filter((side) => side !== undefined);
  if (parts.length === 0) return [];
  if (parts.every((side) => isFields(side) && !isSecretMarker(side))) {
    const was = (old ?? {}) as Fields;
    const is = (now ?? {}) as Fields;
    const names = new Set([...Object.keys(was), ...Object.keys(is)]);
    return [...names].flatMap((name) =>
      changedLeaves(was[name], is[name], `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`),
    );
  }
  return isSame(old, now) ? [] : [{ path, before: old, after: now }];
}

export interface ListChange {
  added: unknown[];
  removed: unknown[];
}

/** Which entries came into a list and which went; both empty where only the order is another. */
export function listChange(before: unknown[], after: unknown[]): ListChange {
  const gone = [...before];
  const added = after.filter((entry) => {
    const at = gone.findIndex((old) => isSame(old, entry));
    if (at < 0) return true;
    gone.splice(at, 1);
    return false;
  });
  return { added, removed: gone };
}

const first = ["/identifier", "/name", "/class", "/version"];

/** What a thing is called comes first, then its own fields, then those of its parts; else the order stays. */
export function inReadingOrder(leaves: Leaf[]): Leaf[] {
  const rank = ({ path }: Leaf) => {
    const named = first.indexOf(path);
    if (named >= 0) return named;
    return path.indexOf("/", 1) < 0 ? first.length : first.length + 1;
  };
  return leaves.toSorted((one, other) => rank(one) - rank(other));
}
