import { describe, expect, it } from "vitest";
import { changedLeaves, inReadingOrder, isSame, listChange } from "./leaves";

describe("D4: what is different between before and after", () => {
  it("only the changed leaves are told, each with its place", () => {
    expect(
      changedLeaves(
        { name: "门户", server: { scheme: "http", authority: "a:80" }, enabled: false },
        { name: "门户", server: { scheme: "https", authority: "a:80" }, enabled: true },
      ),
    ).toEqual([
      { path: "/server/scheme", before: "http", after: "https" },
      { path: "/enabled", before: false, after: true },
    ]);
  });

  it("a whole part that comes or goes is told leaf by leaf", () => {
    expect(changedLeaves({ eBridge: null }, { eBridge: { agent: "1", corp: "2" } })).toEqual([
      { path: "/eBridge/agent", before: undefined, after: "1" },
      { path: "/eBridge/corp", before: undefined, after: "2" },
    ]);
    expect(changedLeaves({ a: { b: 1 } }, {})).toEqual([{ path: "/a/b", before: 1, after: undefined }]);
  });

  it("what is made or deleted gives every leaf that says something", () => {
    const made = { name: "x", note: "", members: [], proxy: null, legacy: false, params: {} };
    expect(changedLeaves(null, made).map(({ path }) => path)).toEqual(["/name", "/legacy"]);
    expect(changedLeaves(made, undefined).map(({ path }) => path)).toEqual(["/name", "/legacy"]);
  });

  it("nothing, null, empty text, empty list and empty object are alike", () => {
    expect(changedLeaves({ a: null, b: "", c: [], d: {} }, { b: null, e: [] })).toEqual([]);
  });

  it("no and zero are values", () => {
    expect(changedLeaves({ a: 0 }, { a: null })).toEqual([{ path: "/a", before: 0, after: undefined }]);
    expect(changedLeaves({}, { a: false })).toEqual([{ path: "/a", before: undefined, after: false }]);
  });

  it("a list is one leaf, and so is the marker of a secret", () => {
    const set = { secret: true, set: true };
    expect(changedLeaves({ ids: ["1"], key: set }, { ids: ["1", "2"], key: { ...set, set: false } })).toEqual(
      [
        { path: "/ids", before: ["1"], after: ["1", "2"] },
        { path: "/key", before: set, after: { secret: true, set: false } },
      ],
    );
  });

  it("a value that becomes an object is one leaf", () => {
    expect(changedLeaves({ a: 1 }, { a: { b: 2 } })).toEqual([{ path: "/a", before: 1, after: { b: 2 } }]);
  });

  it("names with slashes and tildes are escaped; the order of fields does not count", () => {
    expect(changedLeaves({ "a/b": 1, "c~d": 1 }, { "c~d": 1, "a/b": 2 })).toEqual([
      { path: "/a~1b", before: 1, after: 2 },
    ]);
    expect(isSame([{ a: 1, b: [2] }], [{ b: [2], a: 1 }])).toBe(true);
    expect(isSame({ a: undefined }, { b: undefined })).toBe(false);
  });

  it("what a thing is called is read first, its parts last", () => {
    const leaves = changedLeaves({}, { cleanup: { hour: 2 }, enabled: true, identifier: "a", name: "b" });
    expect(inReadingOrder(leaves).map(({ path }) => path)).toEqual([
      "/identifier",
      "/name",
      "/enabled",
      "/cleanup/hour",
    ]);
  });

  it("a list says what came into it and what went; a mere order gives neither", () => {
    const [zhang, li] = [
      { kind: "person", id: "1" },
      { kind: "person", id: "2" },
    ];
    expect(listChange([zhang, li], [{ id: "2", kind: "person" }, "3"])).toEqual({
      added: ["3"],
      removed: [zhang],
    });
    expect(listChange([1, 1], [1])).toEqual({ added: [], removed: [1] });
    expect(listChange([1, 2], [2, 1])).toEqual({ added: [], removed: [] });
  });
});
