/** Reading what an import does. Pure. */
import type { DirectoryImported, PartChange } from "@/shared/api/types";

/** The parts of the organisation in the order of the workbook's sheets. */
export const parts = ["subsidiaries", "departments", "posts", "persons", "groups", "roles"] as const;
export type Part = (typeof parts)[number];

export interface Sums {
  added: number;
  changed: number;
  removed: number;
}

export const changesOf = (part: PartChange) => part.added + part.changed + part.removed;

/** All parts together. */
export function sumsOf(done: DirectoryImported): Sums {
  const sum = (of: keyof Sums) => parts.reduce((all, part) => all + done[part][of], 0);
  return { added: sum("added"), changed: sum("changed"), removed: sum("removed") };
}

/** Parts of which rows would go. */
export function removing(done: DirectoryImported): { part: Part; rows: number }[] {
  return parts.map((part) => ({ part, rows: done[part].removed })).filter(({ rows }) => rows > 0);
}

/** The sheets of a workbook, by the names that the engine reads; the first two columns are required. */
export const sheets: { name: string; columns: string[] }[] = [
  { name: "分部", columns: ["编号", "名称", "上级分部"] },
  { name: "部门", columns: ["编号", "名称", "所属分部", "上级部门"] },
  { name: "岗位", columns: ["编号", "名称"] },
  {
    name: "人员",
    columns: [
      "编号",
      "姓名",
      "登录名",
      "工号",
      "手机",
      "邮箱",
      "证件号",
      "外部标识",
      "部门",
      "分部",
      "岗位",
      "主账号",
      "在职",
    ],
  },
  { name: "群组", columns: ["编号", "名称", "成员"] },
  { name: "角色", columns: ["编号", "名称", "成员"] },
];
