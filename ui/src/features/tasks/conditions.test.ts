import { expect, it } from "vitest";
import type { DeliveryFilter, RealTimeConditions, Task, TaskRows } from "@/shared/api/types";
import { second } from "@/shared/format";
import { text } from "@/shared/i18n";
import { conditionsOf, shortened } from "./conditions";

const whole: DeliveryFilter = {
  targetId: 1,
  status: null,
  dataSets: [],
  businessState: null,
  requestIds: [],
  receivers: [],
  creators: [],
  workflowTypeIds: [],
  text: null,
  from: null,
  to: null,
};
const everyone: RealTimeConditions = {
  receivers: [],
  creators: [],
  requestIds: [],
  workflowTypeIds: [],
  dataSets: [],
  createdFrom: null,
  createdTo: null,
  unreadOf: null,
};
const names = (id: number) => `系统${id}`;
const told = (rows: TaskRows) => {
  const task: Pick<Task, "order" | "targetId"> = {
    targetId: 1,
    order: { rows, duplicates: "asNew", perSecond: null },
  };
  return conditionsOf(task, names).map(({ label, values }) => `${text(label)} ${values.join("、")}`);
};

it("B4: what narrows nothing is not said, not even the target's own log", () => {
  expect(told({ kind: "history", filter: whole, cleanWith: null })).toEqual([]);
  expect(told({ kind: "realTime", conditions: everyone })).toEqual([]);
});

it("B3, B4: each condition of a history push is said in words", () => {
  const from = "2026-11-22T01:00:00Z";
  const filter = {
    ...whole,
    targetId: 2,
    dataSets: ["todo", "closed"],
    receivers: ["7"],
    requestIds: ["1024", "1025"],
    workflowTypeIds: ["3"],
    from,
  } satisfies DeliveryFilter;
  expect(told({ kind: "history", filter, cleanWith: 5 })).toEqual([
    "来源日志 系统2",
    "数据状态 待办、办结",
    "接收人 7",
    "流程 ID 1024、1025",
    "流程类型 3",
    `触发时间 ${second(from)} 起`,
    "先清理 系统5",
  ]);
});

it("B2, B4: so is each of a real-time push", () => {
  const conditions = {
    ...everyone,
    dataSets: ["done"],
    creators: ["9"],
    createdFrom: "2026-11-01",
    createdTo: "2026-11-22",
    unreadOf: 12,
  } satisfies RealTimeConditions;
  expect(told({ kind: "realTime", conditions })).toEqual([
    "范围 任务 #12 未读取的人员",
    "数据状态 已办",
    "创建人 9",
    "创建日期 2026-11-01 至 2026-11-22",
  ]);
  expect(told({ kind: "abnormal", task: 4 })).toEqual(["范围 任务 #4 的异常数据"]);
});

it("a long list is shortened to its first values and how many there are", () => {
  expect(shortened(["1", "2"])).toBe("1、2");
  expect(shortened(["1", "2", "3", "4"])).toBe("1、2 等 4 项");
});
