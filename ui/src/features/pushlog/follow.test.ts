import { expect, it } from "vitest";
import type { Delivery, Status } from "@/shared/api/types";
import { KEPT, type LogPages, MOST, merge, withNames, withRecent } from "./follow";

const row = (id: number, status: Status = "success", attempts = 1): Delivery => ({
  id,
  targetId: 1,
  eventId: id,
  dataSet: "todo",
  businessState: "pending",
  requestId: String(id),
  requestName: "",
  workflowTypeId: "3",
  workflowName: "",
  creator: "1",
  creatorName: null,
  receiver: "2",
  receiverName: null,
  mappedReceiver: null,
  status,
  reasonCode: null,
  reason: null,
  attempts,
  createdAt: "",
  finishedAt: null,
  backfilled: false,
  supersededBy: null,
});
const list = (...pages: number[][]): LogPages => ({
  pages: pages.map((ids, at) => ({
    items: ids.map((id) => row(id)),
    next: at < pages.length - 1 ? "more" : "end",
  })),
  pageParams: pages.map(() => null),
});
const ids = (pages: LogPages) => pages.pages.map((page) => page.items.map((item) => item.id));
const arrival = (items: Delivery[], more: Partial<Parameters<typeof merge>[1]> = {}) => ({
  items,
  skipped: 0,
  following: true,
  fits: () => true,
  ...more,
});

it("L4: while following, new rows come in at the top, newest first, each once", () => {
  const { pages, held } = merge(list([5, 4, 3]), arrival([row(6), row(8), row(7), row(8)]));
  expect(ids(pages)).toEqual([[8, 7, 6, 5, 4, 3]]);
  expect(held).toEqual([]);
});

it("L4: while paused, new rows are held and counted, and known rows still change in place", () => {
  const before = list([5, 4]);
  before.pages[0]?.items.splice(1, 1, row(4, "pending", 0));
  const { pages, held } = merge(before, arrival([row(4, "failed"), row(6), row(7)], { following: false }));
  expect(ids(pages)).toEqual([[5, 4]]);
  expect(pages.pages[0]?.items[1]?.status).toBe("failed");
  expect(held).toEqual([7, 6]);
});

it("an old reading of a row never undoes a later one", () => {
  const { pages } = merge(list([5]), arrival([row(5, "pending", 0)]));
  expect(pages.pages[0]?.items[0]?.status).toBe("success");
});

it("a change of a row that is not loaded is nobody's business", () => {
  const before = list([9, 8], [7, 6]);
  const { pages, held } = merge(before, arrival([row(3)]));
  expect(pages).toBe(before);
  expect(held).toEqual([]);
});

it("a row that comes to fit the filter takes its place in the order", () => {
  const { pages } = merge(list([20, 15], [10, 5]), arrival([row(17), row(7), row(12)]));
  expect(ids(pages).flat()).toEqual([20, 17, 15, 12, 10, 7, 5]);
});

it("a row that does not fit the status filter stays out, a known one that has left it shows what became of it", () => {
  const before = list([5]);
  before.pages[0]?.items.splice(0, 1, row(5, "pending", 0));
  const { pages, held } = merge(
    before,
    arrival([row(5, "success"), row(6, "success"), row(7, "pending")], {
      fits: (one) => one.status === "pending",
    }),
  );
  expect(ids(pages)).toEqual([[7, 5]]);
  expect(pages.pages[0]?.items[1]?.status).toBe("success");
  expect(held).toEqual([]);
});

it("a list followed for long is cut back and marked, as is one with rows left out", () => {
  const many = Array.from({ length: MOST + 1 }, (_, at) => row(1_000 + at));
  const { pages } = merge(list([5, 4]), arrival(many));
  expect(pages.pages[0]?.items).toHaveLength(KEPT);
  expect(pages.pages[0]?.gap).toBe(true);
  expect(pages.pages[0]?.items[0]?.id).toBe(1_000 + MOST);
  expect(merge(list([5]), arrival([row(9)], { skipped: 3 })).pages.pages[0]?.gap).toBe(true);
});

it("what the stream told while a page was on its way is not lost", () => {
  const page = withRecent(
    { items: [row(5), row(4, "pending", 0)], next: null },
    [row(4), row(6)],
    () => true,
  );
  expect(page.items.map((item) => [item.id, item.status])).toEqual([
    [6, "success"],
    [5, "success"],
    [4, "success"],
  ]);
});

it("a result that comes without the persons' names leaves those that are known", () => {
  const before = list([5]);
  before.pages[0]?.items.splice(0, 1, { ...row(5, "pending", 0), receiverName: "李四", creatorName: "张三" });
  const { pages } = merge(before, arrival([row(5)]));
  expect(pages.pages[0]?.items[0]).toMatchObject({
    status: "success",
    receiverName: "李四",
    creatorName: "张三",
  });
});

it("a row that comes without names gets those that earlier rows have taught", () => {
  const names = new Map<string, string>();
  withNames([{ ...row(1), receiverName: "李四" }], names);
  expect(withNames([row(2)], names)[0]).toMatchObject({ receiverName: "李四", creatorName: null });
});
