import { expect, it } from "vitest";
import { lineOf, linesOf, placeInMessage } from "./places";

const document = `version = 1

[[adapters]]
class = "a.B"
source = """
[[targets]]
name = "not a target"
"""
version = 1

[settings]
decentralized = false

[[targets]]
identifier = "one"

[targets.server]
authority = "a:80"

[[targets]]
identifier = "two"

[targets.params]
"odd key" = 1

[[pushAddresses]]
name = "p"

[[pushAddresses.parameters]]
name = "x"

[[pushAddresses.parameters]]
name = "y"
`;
const lines = linesOf(document);

it("D4: a complaint about a part of the document leads to its line", () => {
  expect(lineOf(lines, "/settings/decentralized")).toBe(12);
  expect(lineOf(lines, "/targets/0/identifier")).toBe(15);
  expect(lineOf(lines, "/targets/0/server/authority")).toBe(18);
  expect(lineOf(lines, "/targets/1/identifier")).toBe(21);
  expect(lineOf(lines, "/targets/1/params/odd key")).toBe(24);
  expect(lineOf(lines, "/pushAddresses/0/parameters/1/name")).toBe(33);
  expect(lineOf(lines, "/adapters/0/version")).toBe(9);
});

it("a part that is missing leads to what should hold it; one that is nowhere leads nowhere", () => {
  expect(lineOf(lines, "/targets/1/server/scheme")).toBe(20);
  expect(lineOf(lines, "/targets/7")).toBeNull();
  expect(lineOf(lines, "")).toBeNull();
});

it("what stands inside a text is no part of the document", () => {
  expect([...lines.keys()].filter((path) => path.endsWith("/name"))).toEqual([
    "/pushAddresses/0/name",
    "/pushAddresses/0/parameters/0/name",
    "/pushAddresses/0/parameters/1/name",
  ]);
});

it("the TOML reader's own place is read out of its message", () => {
  expect(placeInMessage("TOML parse error at line 3, column 17\n  |\n3 | x")).toEqual({
    line: 3,
    column: 17,
  });
  expect(placeInMessage("must be 1")).toBeNull();
});
