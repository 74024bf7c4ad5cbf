import { expect, it } from "vitest";
import type { Unit } from "../api/types";
import { ancestorsOf, forestOf, rowsOf, rowsWith, unfoldedAtFirst } from "./tree";

const subsidiary = (id: string, name: string, parent: string | null = null): Unit => ({
  kind: "subsidiary",
  id,
  name,
  parent,
  subsidiary: null,
  persons: 0,
});
const department = (
  id: string,
  name: string,
  of: string,
  parent: string | null = null,
  persons = 1,
): Unit => ({
  kind: "department",
  id,
  name,
  parent,
  subsidiary: of,
  persons,
});

const units = [
  subsidiary("1", "总部"),
  subsidiary("2", "上海公司", "1"),
  department("1", "财务部", "1", null, 3),
  department("2", "会计组", "1", "1", 4),
  department("3", "上海财务部", "2", null, 5),
];
const names = (rows: { node: { unit: Unit }; depth: number }[]) =>
  rows.map((row) => `${"-".repeat(row.depth)}${row.node.unit.name}`);

it("I1: departments stand under their department, else under their subsidiary; ids of the two kinds may be equal", () => {
  const forest = forestOf(units);
  const all = new Set(forest.byKey.keys());
  expect(names(rowsOf(forest, all))).toEqual(["总部", "-上海公司", "--上海财务部", "-财务部", "--会计组"]);
});

it("a unit counts its persons and those of all that lies below", () => {
  const forest = forestOf(units);
  expect(forest.byKey.get("subsidiary/1")?.total).toBe(12);
  expect(forest.byKey.get("department/1")?.total).toBe(7);
});

it("folded units hide what lies below", () => {
  const forest = forestOf(units);
  expect(names(rowsOf(forest, new Set()))).toEqual(["总部"]);
  expect(names(rowsOf(forest, unfoldedAtFirst(forest)))).toEqual(["总部", "-上海公司", "-财务部"]);
});

it("a search keeps the ancestors of what it finds, and marks only the finds", () => {
  const rows = rowsWith(forestOf(units), " 会计 ");
  expect(names(rows)).toEqual(["总部", "-财务部", "--会计组"]);
  expect(rows.map((row) => row.hit)).toEqual([false, false, true]);
});

it("a search finds by the whole id, and nothing where nothing fits", () => {
  expect(names(rowsWith(forestOf(units), "3"))).toEqual(["总部", "-上海公司", "--上海财务部"]);
  expect(rowsWith(forestOf(units), "无此部门")).toEqual([]);
});

it("units without their parent stand at the top, and a circle is cut: no unit is lost", () => {
  const lost = forestOf([
    department("9", "孤儿", "none"),
    department("8", "甲", "1", "7"),
    department("7", "乙", "1", "8"),
  ]);
  const all = new Set(lost.byKey.keys());
  expect(
    names(rowsOf(lost, all))
      .map((name) => name.replaceAll("-", ""))
      .sort(),
  ).toEqual(["乙", "孤儿", "甲"]);
});

it("the way to a unit is told from the top", () => {
  expect(ancestorsOf(forestOf(units), "department/2").map((node) => node.unit.name)).toEqual([
    "总部",
    "财务部",
  ]);
});

it("a search through thousands finds every one, each once", () => {
  const many = [
    subsidiary("1", "总部"),
    ...Array.from({ length: 3_000 }, (_, n) =>
      department(String(n), `部门${n}`, "1", n >= 100 ? String(n % 100) : null),
    ),
  ];
  const rows = rowsWith(forestOf(many), "部门299");
  expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  expect(rows.filter((row) => row.hit)).toHaveLength(11);
});
