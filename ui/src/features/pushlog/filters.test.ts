import { expect, it } from "vitest";
import { deliveryFilter, readFilters, streamPath, writeFilters } from "./filters";

it("L1: filters survive the way into the address and back", () => {
  const filters = {
    targetId: 3,
    status: "failed",
    dataSet: "todo",
    text: "报销",
    from: "2026-11-22T00:00:00+08:00",
  } as const;
  const search = writeFilters(new URLSearchParams("id=9&x=1"), filters);
  expect(search.get("x")).toBe("1");
  expect(search.has("id")).toBe(false);
  expect(readFilters(new URLSearchParams(search.toString()))).toEqual(filters);
});

it("what makes no sense in an address is left out", () => {
  expect(
    readFilters(new URLSearchParams("targetId=abc&status=great&dataSet=x&text=%20&requestId=1")),
  ).toEqual({ requestId: "1" });
});

it("an emptied filter leaves the address", () => {
  expect(writeFilters(new URLSearchParams("text=a&status=failed"), { text: "" }).toString()).toBe(
    "status=failed",
  );
});

it("L4: the stream is told every filter but status and time", () => {
  expect(streamPath({ status: "failed", targetId: 2, text: "报销", to: "2026-11-22T00:00:00Z" })).toBe(
    `/api/v1/live?topics=deliveries&targetId=2&text=${encodeURIComponent("报销")}`,
  );
});

it("L3: a run takes what the list shows, each filter in its place", () => {
  const filters = {
    targetId: 2,
    status: "failed",
    dataSet: "todo",
    requestId: "1024",
    receiver: "7",
    creator: "9",
    businessState: "pending",
    text: "报销",
    from: "2026-11-22T00:00:00+08:00",
    to: "2026-11-23T00:00:00+08:00",
  } as const;
  expect(deliveryFilter(filters)).toEqual({
    targetId: 2,
    status: "failed",
    dataSets: ["todo"],
    requestIds: ["1024"],
    receivers: ["7"],
    creators: ["9"],
    workflowTypeIds: [],
    businessState: "pending",
    text: "报销",
    from: "2026-11-22T00:00:00+08:00",
    to: "2026-11-23T00:00:00+08:00",
  });
});

it("L3: what the list is not narrowed to narrows no run", () => {
  const values = Object.values(deliveryFilter({}));
  expect(values.every((value) => value === null || (Array.isArray(value) && value.length === 0))).toBe(true);
});
