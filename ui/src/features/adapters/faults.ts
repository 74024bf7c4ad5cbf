/** Where in the script a fault is marked. Pure. */
import type { Text } from "@codemirror/state";
import type { AdapterFault } from "@/shared/api/types";

export interface Mark {
  from: number;
  to: number;
  message: string;
}

/**
 * The word at the fault's line and column, else the character there; a fault without a place marks the first line.
 * Columns count characters as people do, while the editor counts UTF-16 units.
 */
export function markOf(doc: Text, fault: AdapterFault): Mark {
  const { line, column, message } = fault;
  if (line === null || line < 1 || line > doc.lines) {
    const end = line === null ? doc.line(1) : doc.line(doc.lines);
    return { from: end.from, to: end.to, message };
  }
  const { from, to, text } = doc.line(line);
  const units = [...text].slice(0, Math.max(0, (column ?? 1) - 1)).join("").length;
  const start = Math.min(from + units, to);
  const word = /^\w+/.exec(text.slice(start - from));
  const end = Math.min(to, start + Math.max(1, word?.[0].length ?? 1));
  // At the end of a line there is nothing to underline: the character before it is.
  return { from: start === to && start > from ? start - 1 : start, to: end, message };
}

/** The place that the engine writes into a message, such as `line 3, column 7: …`. */
export function placeIn(message: string): AdapterFault {
  const [, line, column, rest] = /^line (\d+)(?:, column (\d+))?: ([\s\S]*)$/.exec(message) ?? [];
  if (line === undefined) return { line: null, column: null, message };
  return {
    line: Number(line),
    column: column === undefined ? null : Number(column),
    message: rest ?? message,
  };
}
