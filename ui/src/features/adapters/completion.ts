/** What is offered while a script is typed: its own functions, the engine's, the fields of `item`, the parameters. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { text, textOr } from "@/shared/i18n";
import { contract, functions, itemFields } from "./library";

/** The words that stand before the place, such as `item.` or `params.ap`. */
const BEFORE = /(?:(\w+)\s*\??\.\s*)?(\w*)$/;

export type Place =
  | { kind: "field"; of: string; typed: string }
  | { kind: "word"; typed: string }
  | { kind: "declaration"; typed: string };

/** Where in the script the cursor is, by the line up to it. Pure. */
export function placeOf(line: string): Place {
  const [, of, typed = ""] = BEFORE.exec(line) ?? [];
  if (of !== undefined) return { kind: "field", of, typed };
  if (/(?:^|\s)fn\s+\w*$/.test(line)) return { kind: "declaration", typed };
  return { kind: "word", typed };
}

/** The names that a script declares for itself, in the order of their appearance. Pure. */
export function ownFunctions(source: string): string[] {
  const names = [...source.matchAll(/^\s*(?:private\s+)?fn\s+(\w+)/gm)].map(([, name = ""]) => name);
  return [...new Set(names)];
}

const answerFields = ["status", "headers", "body", "truncated"];
const linkFields = ["pc", "app", "adaptive"];

function methods(): Completion[] {
  return functions
    .filter(({ call, group }) => /^\w+\.\w/.test(call) || group === "any")
    .map(({ name, call }) => ({
      label: name,
      type: "method",
      detail: call.slice(call.indexOf("(")),
      info: text(`fn.${name}`),
      apply: `${name}(`,
    }));
}

function fieldsOf(of: string, params: string[]): Completion[] {
  const field = (label: string, info?: string): Completion => ({ label, type: "property", info });
  if (of === "item") return itemFields.map((name) => field(name, text(`adapterItem.${name}`)));
  if (of === "params") return params.map((name) => field(name));
  if (of === "answer") return answerFields.map((name) => field(name));
  if (of === "links") return linkFields.map((name) => field(name));
  return methods();
}

function words(source: string): Completion[] {
  const own = ownFunctions(source).map((name): Completion => ({ label: name, type: "function", boost: 1 }));
  const given = functions
    .filter(({ call }) => !/^\w+\.\w/.test(call))
    .map(
      ({ name, call }): Completion => ({
        label: name,
        type: "function",
        detail: call.slice(call.indexOf("(")),
        info: text(`fn.${name}`),
        apply: `${name}(`,
      }),
    );
  const known = new Set(own.map(({ label }) => label));
  return [...own, ...given.filter(({ label }) => !known.has(label))];
}

function declarations(source: string): Completion[] {
  const own = new Set(ownFunctions(source));
  const all = { ...contract.required, ...contract.optional };
  return Object.entries(all)
    .filter(([name]) => !own.has(name))
    .map(([name, signature]) => ({
      label: name,
      type: "function",
      detail: signature.slice(signature.indexOf("(")),
      info: textOr(`contract.${name}`, ""),
      apply: `${signature.slice(3)} {\n    \n}`,
    }));
}

/** `params` tells the names of the declared parameters at the moment that it is asked. */
export function completeRhai(params: () => string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (/\/\//.test(before) || inText(before)) return null;
    const place = placeOf(before);
    if (place.kind === "word" && place.typed === "" && !context.explicit) return null;
    const source = context.state.doc.toString();
    const options =
      place.kind === "field"
        ? fieldsOf(place.of, params())
        : place.kind === "declaration"
          ? declarations(source)
          : words(source);
    return options.length === 0
      ? null
      : { from: context.pos - place.typed.length, options, validFor: /^\w*$/ };
  };
}

/** Whether the line ends inside a text in double quotes. */
export function inText(before: string): boolean {
  return (before.replace(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 1;
}
