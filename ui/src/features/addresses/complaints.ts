/** What the engine complains about, by the pointer of the field that it is shown beside. Pure but for the language. */

import type { FieldProblem } from "@/shared/api/problem";
import { text, textOr } from "@/shared/i18n";
import { codeWords } from "@/shared/parts/complaint";
import type { Channel } from "./holders";

export type Complaints = Record<string, string[]>;

/** Words of this screen go before the common ones: a code may mean another thing elsewhere. */
export function wordsOf(problem: Pick<FieldProblem, "code">, pointer = ""): string {
  if (problem.code === "UNKNOWN_REFERENCE" && pointer.startsWith("/bindings/"))
    return text("addresses.complaint.chooseTarget");
  if (problem.code === "REQUIRED" && /^\/bindings\/\d+$/.test(pointer))
    return text("addresses.complaint.noChannel");
  return textOr(`addresses.complaint.${problem.code}`, codeWords(problem.code));
}

/** `below` is the part of the question that the pointers are about, such as `/address`. */
export function complaintsOf(problems: FieldProblem[], below = ""): Complaints {
  const found: Complaints = {};
  for (const problem of problems) {
    if (!problem.path.startsWith(`${below}/`)) continue;
    const pointer = problem.path.slice(below.length);
    const words = wordsOf(problem, pointer);
    const known = found[pointer] ?? [];
    if (!known.includes(words)) found[pointer] = [...known, words];
  }
  return found;
}

/** Without those at a pointer and below it. */
export function without(complaints: Complaints, pointer: string): Complaints {
  const stays = ([key]: [string, string[]]) => key !== pointer && !key.startsWith(`${pointer}/`);
  return Object.fromEntries(Object.entries(complaints).filter(stays));
}

/** What a pointer is called, for lists of complaints that stand apart from the fields. */
export function labelOf(pointer: string): string {
  const [, part = "", row = "", field = ""] = pointer.split("/");
  const n = Number(row) + 1;
  if (part === "parameters") {
    const column = field === "name" ? text("addresses.parameter.name") : text("addresses.parameter.value");
    return `${text("addresses.parameter.nth", { n })} · ${column}`;
  }
  if (part === "bindings") {
    const nth = text("addresses.binding.nth", { n });
    if (field === "pc" || field === "app" || field === "adaptive")
      return `${nth} · ${text(`addresses.channel.${field satisfies Channel}`)}`;
    return nth;
  }
  if (part === "name") return text("addresses.name");
  if (part === "prefix") return text("addresses.prefix");
  return pointer;
}

/** The DOM id of the field at a pointer, so that a complaint can lead to it. */
export function idOf(pointer: string): string {
  return `address${pointer.replaceAll("/", "-")}`;
}
