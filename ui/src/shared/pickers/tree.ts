/**
 * The tree of subsidiaries and departments as rows of a list. Pure. A department stands under the department above it,
 * else under its subsidiary; a unit whose parent is not there stands at the top, so that no unit is ever lost.
 */
import type { Unit, UnitKind } from "../api/types";

export interface TreeNode {
  key: string;
  unit: Unit;
  children: TreeNode[];
  /** Rows of persons in it and in all that lies below. */
  total: number;
}

export interface Forest {
  roots: TreeNode[];
  byKey: ReadonlyMap<string, TreeNode>;
}

export interface TreeRow {
  key: string;
  node: TreeNode;
  /** From zero. */
  depth: number;
  /** Whether there is something to unfold. */
  folds: boolean;
  open: boolean;
  /** It holds the text that is looked for; the rows around it stand there to show where it is. */
  hit: boolean;
}

/** Ids are unique among units of one kind only. */
export const unitKey = (unit: { kind: UnitKind; id: string }) => `${unit.kind}/${unit.id}`;

function parentKey(unit: Unit): string | null {
  if (unit.parent !== null) return unitKey({ kind: unit.kind, id: unit.parent });
  if (unit.kind === "department" && unit.subsidiary !== null)
    return unitKey({ kind: "subsidiary", id: unit.subsidiary });
  return null;
}

/** Builds the forest; a circle in the data is cut where it would close. */
export function forestOf(units: Unit[]): Forest {
  const byKey = new Map<string, TreeNode>();
  for (const unit of units) {
    const key = unitKey(unit);
    byKey.set(key, { key, unit, children: [], total: unit.persons });
  }
  const roots: TreeNode[] = [];
  for (const node of byKey.values()) {
    const above = parentKey(node.unit);
    const parent = above === null ? undefined : byKey.get(above);
    if (parent && !isBelow(byKey, parent, node.key)) parent.children.push(node);
    else roots.push(node);
  }
  const seen = new Set<TreeNode>();
  const add = (node: TreeNode): number => {
    if (seen.has(node)) return 0;
    seen.add(node);
    for (const child of node.children) node.total += add(child);
    return node.total;
  };
  for (const root of roots) add(root);
  return { roots, byKey };
}

/** Whether `node` lies at or below the unit `key`. */
function isBelow(byKey: ReadonlyMap<string, TreeNode>, node: TreeNode, key: string): boolean {
  const visited = new Set<string>();
  let at: TreeNode | undefined = node;
  while (at) {
    if (at.key === key) return true;
    if (visited.has(at.key)) return false;
    visited.add(at.key);
    const above = parentKey(at.unit);
    at = above === null ? undefined : byKey.get(above);
  }
  return false;
}

const holds = (node: TreeNode, wanted: string) =>
  node.unit.name.toLowerCase().includes(wanted) || node.unit.id.toLowerCase() === wanted;

/** The rows that are seen: those whose ancestors are all unfolded. */
export function rowsOf(forest: Forest, unfolded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (nodes: TreeNode[], depth: number) => {
    for (const node of nodes) {
      const open = unfolded.has(node.key);
      rows.push({ key: node.key, node, depth, folds: node.children.length > 0, open, hit: false });
      if (open) walk(node.children, depth + 1);
    }
  };
  walk(forest.roots, 0);
  return rows;
}

/** The rows that hold a text (in the name, or as the whole id), each under all its ancestors. */
export function rowsWith(forest: Forest, text: string): TreeRow[] {
  const wanted = text.trim().toLowerCase();
  const walk = (nodes: TreeNode[], depth: number): TreeRow[] =>
    nodes.flatMap((node) => {
      const below = walk(node.children, depth + 1);
      const hit = holds(node, wanted);
      if (!hit && below.length === 0) return [];
      return [{ key: node.key, node, depth, folds: below.length > 0, open: below.length > 0, hit }, ...below];
    });
  return walk(forest.roots, 0);
}

/** What is unfolded at first: the top, and one level more while that stays readable. */
export function unfoldedAtFirst(forest: Forest): Set<string> {
  const open = new Set(forest.roots.map((node) => node.key));
  const seen = forest.roots.reduce((sum, node) => sum + node.children.length, forest.roots.length);
  if (seen > 200) return new Set(forest.roots.length === 1 ? open : []);
  return open;
}

/** The units above one, the highest first. */
export function ancestorsOf(forest: Forest, key: string): TreeNode[] {
  const found: TreeNode[] = [];
  const visited = new Set<string>();
  let at = forest.byKey.get(key);
  while (at && !visited.has(at.key)) {
    visited.add(at.key);
    const above = parentKey(at.unit);
    at = above === null ? undefined : forest.byKey.get(above);
    if (at) found.unshift(at);
  }
  return found;
}
