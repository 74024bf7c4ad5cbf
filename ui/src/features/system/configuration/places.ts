/**
 * Where in a TOML document something stands, so that a complaint about `/targets/1/server` can lead to its line. Pure.
 *
 * It reads only as much of TOML as configurations use: table headers, arrays of tables, plain keys, and texts of several
 * lines, which are passed over.
 */

type Lines = Map<string, number>;

/** Lines are counted from one. */
export function linesOf(document: string): Lines {
  const lines: Lines = new Map();
  /** How many entries each array of tables has so far. */
  const counts = new Map<string, number>();
  let table = "";
  let fence: string | null = null;
  document.split("\n").forEach((raw, at) => {
    const line = raw.trim();
    if (fence !== null) {
      if (line.includes(fence)) fence = null;
      return;
    }
    const header = /^(\[\[?)\s*([^\]]+?)\s*\]\]?/.exec(line);
    if (header) {
      table = tablePath(header[2] ?? "", header[1] === "[[", counts);
      if (!lines.has(table)) lines.set(table, at + 1);
      return;
    }
    const key = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=\s*(.*)$/.exec(line);
    if (!key) return;
    const name = key[1] ?? key[2] ?? key[3] ?? "";
    lines.set(`${table}/${escaped(name)}`, at + 1);
    const value = key[4] ?? "";
    for (const mark of ['"""', "'''"]) {
      if (value.startsWith(mark) && !value.slice(mark.length).includes(mark)) fence = mark;
    }
  });
  return lines;
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The pointer of a table; a name that is an array of tables stands for its newest entry. */
function tablePath(header: string, opensEntry: boolean, counts: Map<string, number>): string {
  const names = header.split(".").map((name) => escaped(name.trim().replace(/^["']|["']$/g, "")));
  let path = "";
  names.forEach((name, at) => {
    path += `/${name}`;
    const isLast = at === names.length - 1;
    if (opensEntry && isLast) counts.set(path, (counts.get(path) ?? 0) + 1);
    const count = counts.get(path);
    if (count !== undefined) path += `/${count - 1}`;
  });
  return path;
}

/** The line of a pointer, or of the nearest part around it; nothing where the document has no such part. */
export function lineOf(lines: Lines, pointer: string): number | null {
  for (let path = pointer; path !== ""; path = path.slice(0, path.lastIndexOf("/"))) {
    const line = lines.get(path);
    if (line !== undefined) return line;
  }
  return null;
}

/** The place that a message of the TOML reader names; it names one only where the text itself cannot be read. */
export function placeInMessage(message: string): { line: number; column: number } | null {
  const found = /line (\d+), column (\d+)/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}
