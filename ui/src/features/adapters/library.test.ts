import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { contract, functions, itemFields, limits } from "./library";

const custom = fileURLToPath(new URL("../../../../src-tauri/crates/suites/src/custom", import.meta.url));
const rust = (file: string) => readFileSync(join(custom, file), "utf8");
const words = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, word = ""]) => word);

it("S7: completion and explanation name exactly the functions that the engine registers", () => {
  const registered = new Set(
    ["text", "lists", "codec", "time", "mod"].flatMap((file) =>
      words(rust(`functions/${file}.rs`), /\badd\(\s*"([a-z0-9_]+)"/g),
    ),
  );
  for (const pair of rust("functions/digest.rs").matchAll(
    /(?:digests|signatures)::<\w+>\(to, "(\w+)", "(\w+)"\)/g,
  )) {
    registered.add(pair[1] ?? "");
    registered.add(pair[2] ?? "");
  }
  // A word of the language that looks like a function.
  registered.add("type_of");
  expect(functions.map(({ name }) => name).sort()).toEqual([...registered].sort());
});

it("S7: the fields of item are those that the engine gives", () => {
  const [, list = ""] = /PROPERTIES: \[&str; \d+\] = \[([^\]]+)\]/.exec(rust("item.rs")) ?? [];
  expect([...itemFields]).toEqual(words(list, /"(\w+)"/g));
});

it("S7: the contract's functions are those that the engine checks for", () => {
  const [, list = ""] = /CONTRACT: [^=]+= \[([\s\S]+?)\n\];/.exec(rust("check.rs")) ?? [];
  const wanted = [...list.matchAll(/\("(\w+)", (\d), (true|false)\)/g)].map(([, name, count, required]) => [
    name,
    Number(count),
    required === "true",
  ]);
  const described = Object.entries(contract).flatMap(([kind, all]) =>
    Object.entries(all).map(([name, signature]) => {
      const [, parameters = ""] = /\(([^)]*)\)/.exec(signature) ?? [];
      return [name, parameters === "" ? 0 : parameters.split(",").length, kind === "required"];
    }),
  );
  expect(described).toEqual(wanted);
});

it("S7: the limits that are told are those that hold", () => {
  const told = Object.fromEntries(
    [...rust("limits.rs").matchAll(/const (MOST_\w+): \w+ = ([\d_ *]+);/g)].map(([, name, value = ""]) => [
      name,
      value
        .replaceAll("_", "")
        .split("*")
        .reduce((product, factor) => product * Number(factor), 1),
    ]),
  );
  expect(limits).toEqual(told);
});
