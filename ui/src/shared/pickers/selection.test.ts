import { expect, it } from "vitest";
import type { Member, WorkflowCatalogue } from "../api/types";
import { added, idsIn, toggled, toggledAll, withBelow, workflowRows } from "./selection";

const department: Member = { kind: "department", id: "12", includeBelow: true };
const person: Member = { kind: "person", id: "12", includeBelow: true };

it("I1: members of different kinds may have the same id; only units have something below", () => {
  const both = toggled(toggled([], department), person);
  expect(both).toEqual([department, { ...person, includeBelow: false }]);
  expect(toggled(both, { ...department, includeBelow: false }), "out, whatever lies below").toEqual([
    { ...person, includeBelow: false },
  ]);
});

it("I1: what lies below is said for each unit, never for a person", () => {
  const both = [department, { ...person, includeBelow: false }];
  expect(withBelow(both, "department/12", false)[0]?.includeBelow).toBe(false);
  expect(withBelow(both, "person/12", true)[1]?.includeBelow).toBe(false);
});

it("I2: ids are pasted in any writing, and none comes twice", () => {
  expect(idsIn("  71，72、73;71\n74\t75  ")).toEqual(["71", "72", "73", "74", "75"]);
  expect(idsIn("  ,; ")).toEqual([]);
  expect(added(["71"], ["72", "71"])).toEqual(["71", "72"]);
});

it("a whole type is put in, then taken out, and others stay", () => {
  expect(toggledAll(["9", "1"], ["1", "2"])).toEqual(["9", "1", "2"]);
  expect(toggledAll(["9", "1", "2"], ["1", "2"])).toEqual(["9"]);
});

const catalogue: WorkflowCatalogue = {
  workflows: [
    { id: "71", name: "用车申请", typeId: "5", typeName: "行政" },
    { id: "72", name: "会议申请", typeId: "5", typeName: "行政" },
    { id: "81", name: "采购申请", typeId: "6", typeName: null },
  ],
  types: [
    { id: "5", name: "行政", workflows: 2 },
    { id: "6", name: null, workflows: 1 },
    { id: "7", name: "空类型", workflows: 0 },
  ],
};
const shown = (text: string, ...unfolded: string[]) =>
  workflowRows(catalogue, text, new Set(unfolded)).map((row) => `${row.kind} ${row.name}`);

it("I2: templates stand under their types; a search unfolds what it finds; a type's own name finds all of it", () => {
  expect(shown("")).toEqual(["type 行政", "type 6"]);
  expect(shown("", "6")).toEqual(["type 行政", "type 6", "workflow 采购申请"]);
  expect(shown("会议")).toEqual(["type 行政", "workflow 会议申请"]);
  expect(shown("行政")).toEqual(["type 行政", "workflow 用车申请", "workflow 会议申请"]);
  expect(shown("81")).toEqual(["type 6", "workflow 采购申请"]);
  expect(shown("没有")).toEqual([]);
});
