import { expect, it } from "vitest";
import type { DirectoryImported, PartChange, PersonRow } from "@/shared/api/types";
import { removing, sumsOf } from "./imported";
import { linesOf, switched } from "./lines";

const nowhere = { department: null, subsidiary: null, post: null };
const person = (id: string, ...identities: string[]): PersonRow => ({
  id,
  name: `人员${id}`,
  loginId: null,
  workCode: null,
  mobile: null,
  email: null,
  certificateNo: null,
  externalId: null,
  department: null,
  subsidiary: null,
  post: null,
  mainAccount: null,
  active: true,
  place: nowhere,
  identities: identities.map((identity) => ({ id: identity, active: true, place: nowhere })),
});

it("O2: part-time identities stand under their main account once it is unfolded", () => {
  const people = [person("1", "11", "12"), person("2")];
  expect(linesOf(people, new Set(), false).map((line) => line.key)).toEqual(["1", "2"]);
  expect(linesOf(people, new Set(["1"]), false).map((line) => `${line.kind} ${line.key}`)).toEqual([
    "main 1",
    "identity 11",
    "identity 12",
    "main 2",
  ]);
});

it("where they stand open at first, turning one folds it", () => {
  const people = [person("1", "11"), person("2", "21")];
  expect(linesOf(people, new Set(["1"]), true).map((line) => line.key)).toEqual(["1", "2", "21"]);
});

it("somebody without part-time identities has nothing to unfold", () => {
  expect(linesOf([person("2")], new Set(["2"]), false)).toMatchObject([{ kind: "main", open: false }]);
});

it("a key is put in, then taken out", () => {
  const once = switched(new Set(), "1");
  expect([...once]).toEqual(["1"]);
  expect([...switched(once, "1")]).toEqual([]);
});

it("O2: an import says over all parts what comes, changes and goes", () => {
  const same: PartChange = { added: 0, changed: 0, removed: 0, same: 5, shown: [] };
  const done: DirectoryImported = {
    subsidiaries: same,
    departments: { ...same, removed: 2 },
    posts: same,
    persons: { ...same, added: 3, changed: 1, removed: 7 },
    groups: same,
    roles: same,
    wrong: 0,
    shownWrong: [],
    applied: false,
  };
  expect(sumsOf(done)).toEqual({ added: 3, changed: 1, removed: 9 });
  expect(removing(done)).toEqual([
    { part: "departments", rows: 2 },
    { part: "persons", rows: 7 },
  ]);
});
