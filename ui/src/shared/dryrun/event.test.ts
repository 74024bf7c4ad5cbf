import { expect, it } from "vitest";
import type { Event } from "../api/types";
import { eventOf, pastedEvent, stateOf, typedOf } from "./event";

const event: Event = {
  dataSet: "todo",
  businessState: "returned",
  requestId: "7046400250",
  requestName: "采购申请",
  workflowId: "71",
  workflowName: "采购",
  workflowTypeId: "5",
  workflowTypeName: "行政",
  nodeId: "3",
  nodeName: "部门经理",
  creator: "1001",
  createdAt: "2026-11-20T00:00:00Z",
  receiver: "1002",
  receiverIdentity: "2002",
  receivedAt: "2026-11-21T00:00:00Z",
  viewType: "unread",
  occurredAt: "2026-11-21T00:00:00Z",
};
const now = new Date("2026-11-23T05:00:00Z");

it("T9: an event taken from the log and changed keeps what the form does not ask for, and happens now", () => {
  const changed = eventOf({ ...typedOf(event), requestName: "改过的标题" }, now, event);
  expect(changed.requestName).toBe("改过的标题");
  expect(changed.workflowTypeName).toBe("行政");
  expect(changed.createdAt).toBe(event.createdAt);
  expect(changed.occurredAt).toBe("2026-11-23T05:00:00.000Z");
  expect(changed.receiverIdentity).toBe("2002");
  expect(
    eventOf({ ...typedOf(event), receiver: "1003" }, now, event).receiverIdentity,
    "the part-time identity of somebody else does not go along",
  ).toBeNull();
});

it("T9: one event, a batch, or a list can be pasted; what is no event at all is told apart", () => {
  expect(pastedEvent(JSON.stringify(event))).toEqual(event);
  expect(pastedEvent(JSON.stringify({ batchId: "b", events: [event] }))).toEqual(event);
  expect(pastedEvent(JSON.stringify([event]))).toEqual(event);
  expect(pastedEvent(JSON.stringify({ id: 7, event }))).toEqual(event);
  expect(pastedEvent("{")).toBeNull();
  expect(pastedEvent("7")).toBeNull();
  expect(pastedEvent('{"events":[]}')).toBeNull();
});

it("each data set begins with the state that most of its events carry", () => {
  expect(stateOf("todo")).toBe("pending");
  expect(stateOf("deleted")).toBe("deleted");
});
