import { getIndentation, syntaxTree } from "@codemirror/language";
import { EditorState, Text } from "@codemirror/state";
import { expect, it } from "vitest";
import { inText, ownFunctions, placeOf } from "./completion";
import { diffLines, parts } from "./diff";
import { markOf, placeIn } from "./faults";
import { SKELETON } from "./library";
import { rhai } from "./rhai";

const fault = (line: number | null, column: number | null) => ({ line, column, message: "m" });

it("S7: a fault marks the word at its line and column, counted in characters", () => {
  const doc = Text.of(["fn a() {", "  let 𠮷 = foo(1);", ""]);
  const { from, to } = markOf(doc, fault(2, 11));
  expect(doc.sliceString(from, to)).toBe("foo");
});

it("S7: a fault at a line's end marks the character before; one without a place the first line", () => {
  const doc = Text.of(["fn a(", "}"]);
  const end = markOf(doc, fault(1, 6));
  expect(doc.sliceString(end.from, end.to)).toBe("(");
  expect(markOf(doc, fault(null, null))).toMatchObject({ from: 0, to: 5 });
  expect(markOf(doc, fault(99, 1)), "a line that is not there any more").toMatchObject({ from: 6, to: 7 });
  expect(markOf(Text.of([""]), fault(1, 1))).toMatchObject({ from: 0, to: 0 });
});

it("S7: the place is read out of the engine's message", () => {
  expect(placeIn("line 3, column 7: oh: no")).toEqual({ line: 3, column: 7, message: "oh: no" });
  expect(placeIn("line 3: oh")).toEqual({ line: 3, column: null, message: "oh" });
  expect(placeIn("nowhere")).toEqual({ line: null, column: null, message: "nowhere" });
});

it("S7: completion knows what stands before the cursor", () => {
  expect(placeOf("    id: item.req")).toEqual({ kind: "field", of: "item", typed: "req" });
  expect(placeOf("said.error?.co")).toEqual({ kind: "field", of: "error", typed: "co" });
  expect(placeOf("  let x = hmac")).toEqual({ kind: "word", typed: "hmac" });
  expect(placeOf("fn en")).toEqual({ kind: "declaration", typed: "en" });
  expect(inText('let a = "x')).toBe(true);
  expect(inText('let a = "x\\"y", ')).toBe(false);
  expect(ownFunctions(SKELETON)).toEqual(["parameters", "encode", "classify"]);
});

it("S7: the difference between versions is told by lines, with long equal stretches only counted", () => {
  const before = Array.from({ length: 20 }, (_, n) => `line ${n}`);
  const after = before.with(10, "changed").toSpliced(15, 0, "new");
  const lines = diffLines(before.join("\n"), after.join("\n"));
  expect(lines.filter(({ kind }) => kind === "removed").map(({ text }) => text)).toEqual(["line 10"]);
  expect(lines.filter(({ kind }) => kind === "added").map(({ text }) => text)).toEqual(["changed", "new"]);
  expect(lines.filter(({ kind }) => kind !== "added").map(({ text }) => text)).toEqual(before);
  expect(lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text)).toEqual(after);
  expect(parts(lines)[0]).toEqual({ kind: "skipped", count: 7, at: 0 });
  expect(parts(diffLines("a", "a"))).toEqual([{ kind: "skipped", count: 1, at: 0 }]);
});

/** The kinds of the words of a script, as the tokenizer sees them. */
function kinds(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  const state = EditorState.create({ doc: source, extensions: [rhai] });
  syntaxTree(state).iterate({
    enter: ({ name, from, to, node }) => {
      if (!node.firstChild) found[source.slice(from, to)] = name;
    },
  });
  return found;
}

it("S7: the tokenizer tells comments, texts, numbers and functions apart, in placeholders too", () => {
  const found = kinds(
    `/* a /* b */ c */ let x = \`p \${md5("q{")} r\`; // end\nfn encode(item, params) { 12 }`,
  );
  expect(found["/* a /* b */ c */"]).toBe("comment");
  expect(found["// end"]).toBe("comment");
  expect(found.let).toBe("keyword");
  expect(found.md5).toContain("variableName");
  expect(found['"q{"']).toBe("string");
  expect(found["} r`"] ?? found[" r`"]).toBe("string");
  expect(found.encode).toContain("variableName");
  expect(found["12"]).toBe("number");
});

it("S7: a new line is indented by the brackets that are open", () => {
  const state = EditorState.create({
    doc: "fn a() {\n    foo(#{\n        x: 1,\n    })\n}\n",
    extensions: [rhai],
  });
  const of = (line: number) => getIndentation(state, state.doc.line(line).from);
  expect([of(2), of(5), of(6)]).toEqual([2, 0, 0]);
});
