/** What changed between two scripts, line by line. Pure. */
export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
  /** Line numbers from 1 in the older and the newer script. */
  before: number | null;
  after: number | null;
}

/** Past so many pairs of lines the changed stretch is told as a whole: no table of it fits into a window's memory. */
const MOST_PAIRS = 4_000_000;

/**
 * The shortest way from one to the other by whole lines (longest common subsequence). What is equal at both ends
 * never goes into the table.
 */
export function diffLines(older: string, newer: string): DiffLine[] {
  const before = older.split("\n");
  const after = newer.split("\n");
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const lines: DiffLine[] = [];
  const same = (a: number, b: number) =>
    lines.push({ kind: "same", text: before[a] ?? "", before: a + 1, after: b + 1 });
  for (let at = 0; at < head; at++) same(at, at);
  const endBefore = before.length - tail;
  const endAfter = after.length - tail;
  const width = endAfter - head + 1;
  if ((endBefore - head) * (endAfter - head) > MOST_PAIRS) {
    for (let at = head; at < endBefore; at++)
      lines.push({ kind: "removed", text: before[at] ?? "", before: at + 1, after: null });
    for (let at = head; at < endAfter; at++)
      lines.push({ kind: "added", text: after[at] ?? "", before: null, after: at + 1 });
    for (let at = 0; at < tail; at++) same(endBefore + at, endAfter + at);
    return lines;
  }
  const common = new Uint32Array((endBefore - head + 1) * width);
  for (let a = endBefore - 1; a >= head; a--) {
    for (let b = endAfter - 1; b >= head; b--) {
      const at = (a - head) * width + (b - head);
      common[at] =
        before[a] === after[b]
          ? (common[at + width + 1] ?? 0) + 1
          : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  }
  let a = head;
  let b = head;
  while (a < endBefore || b < endAfter) {
    const at = (a - head) * width + (b - head);
    if (a < endBefore && b < endAfter && before[a] === after[b]) {
      same(a, b);
      a += 1;
      b += 1;
    } else if (a < endBefore && (b >= endAfter || (common[at + width] ?? 0) >= (common[at + 1] ?? 0))) {
      lines.push({ kind: "removed", text: before[a] ?? "", before: a + 1, after: null });
      a += 1;
    } else {
      lines.push({ kind: "added", text: after[b] ?? "", before: null, after: b + 1 });
      b += 1;
    }
  }
  for (let at = 0; at < tail; at++) same(endBefore + at, endAfter + at);
  return lines;
}

export type DiffPart = { kind: "lines"; lines: DiffLine[] } | { kind: "skipped"; count: number; at: number };

/** The changed lines with some around them; longer equal stretches are only counted. */
export function parts(lines: DiffLine[], around = 3): DiffPart[] {
  const near = lines.map(() => false);
  lines.forEach((line, at) => {
    if (line.kind === "same") return;
    for (let n = Math.max(0, at - around); n <= Math.min(lines.length - 1, at + around); n++) near[n] = true;
  });
  const found: DiffPart[] = [];
  lines.forEach((line, at) => {
    const last = found.at(-1);
    if (near[at]) {
      if (last?.kind === "lines") last.lines.push(line);
      else found.push({ kind: "lines", lines: [line] });
    } else if (last?.kind === "skipped") last.count += 1;
    else found.push({ kind: "skipped", count: 1, at });
  });
  return found;
}
