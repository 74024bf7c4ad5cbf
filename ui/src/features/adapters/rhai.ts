/** Rhai for the editor: a small tokenizer, enough to colour a script and to indent it. Pure. */
import { StreamLanguage, type StreamParser, type StringStream } from "@codemirror/language";
import { contract, functions } from "./library";

const keywords = new Set(
  "let const if else switch do while until loop for in continue break return throw try catch fn private this global".split(
    " ",
  ),
);
const atoms = new Set(["true", "false"]);
const builtin = new Set<string>(functions.map(({ name }) => name));
const ofContract = new Set<string>([...Object.keys(contract.required), ...Object.keys(contract.optional)]);

interface State {
  /** Depth of nested block comments. */
  comment: number;
  /** Inside a text between back-ticks; the number is of open braces of each placeholder around. */
  quoted: boolean;
  holes: number[];
  /** Brackets that are open. */
  depth: number;
}

function inComment(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match("/*")) state.comment += 1;
    else if (stream.match("*/")) {
      state.comment -= 1;
      if (state.comment === 0) break;
    } else stream.next();
  }
  return "comment";
}

/** A text between back-ticks runs over lines, and holds expressions in `${…}`. */
function inBackTicks(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match("${")) {
      state.holes.push(0);
      state.quoted = false;
      return "string";
    }
    if (stream.next() === "`") {
      state.quoted = false;
      return "string";
    }
  }
  return "string";
}

/** The brace that ends a placeholder was not opened as a bracket. */
function closesHole(state: State, next: string): boolean {
  return next === "}" && state.holes.at(-1) === 0;
}

function word(stream: StringStream): string {
  stream.eatWhile(/[\w]/);
  const text = stream.current();
  if (keywords.has(text)) return "keyword";
  if (atoms.has(text)) return "atom";
  if (ofContract.has(text)) return "def";
  if (stream.match(/\s*\(/, false)) return builtin.has(text) ? "builtin" : "variableName.function";
  if (stream.match(/\s*:(?!:)/, false)) return "property";
  return "variable";
}

export const rhaiParser: StreamParser<State> = {
  name: "rhai",
  startState: () => ({ comment: 0, quoted: false, holes: [], depth: 0 }),
  copyState: (state) => ({ ...state, holes: [...state.holes] }),
  token(stream, state) {
    if (state.comment > 0) return inComment(stream, state);
    if (state.quoted) return inBackTicks(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) {
      state.comment = 1;
      return inComment(stream, state);
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*("|$)/) || stream.match(/^'(?:[^'\\]|\\.)+'/)) return "string";
    if (stream.match(/^(?:0x[\da-fA-F_]+|0b[01_]+|0o[0-7_]+|\d[\d_]*)/)) return "number";
    if (stream.match(/^[A-Za-z_]/)) return word(stream);
    const next = stream.next();
    if (next === "`") {
      state.quoted = true;
      return inBackTicks(stream, state);
    }
    if (next !== undefined && "([{".includes(next)) state.depth += 1;
    if (next !== undefined && ")]}".includes(next) && !closesHole(state, next)) state.depth -= 1;
    const hole = state.holes.length - 1;
    if (hole >= 0 && next === "{") state.holes[hole] = (state.holes[hole] ?? 0) + 1;
    if (hole >= 0 && next === "}") {
      if (state.holes[hole] === 0) {
        state.holes.pop();
        state.quoted = true;
        return "string";
      }
      state.holes[hole] = (state.holes[hole] ?? 1) - 1;
    }
    return /[{}()[\],;]/.test(next ?? "") ? "punctuation" : "operator";
  },
  /** As deep as brackets are open; a line that begins with a closing one stands a step back. */
  indent(state, textAfter, context) {
    if (state.quoted || state.comment > 0) return null;
    const closes = /^\s*[\])}]/.test(textAfter) ? 1 : 0;
    return Math.max(0, state.depth - closes) * context.unit;
  },
  languageData: {
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
    indentOnInput: /^\s*[\])}]$/,
    wordChars: "_",
  },
};

export const rhai = StreamLanguage.define(rhaiParser);
