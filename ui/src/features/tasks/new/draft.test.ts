import dayjs from "dayjs";
import { expect, it } from "vitest";
import { blank, canClean, type Draft, fieldOf, logsOf, tasksOf } from "./draft";

const draft: Draft = {
  ...blank("history"),
  targetIds: [1, 2],
  dataSets: ["todo"],
  receivers: ["7"],
  requestIds: ["1024"],
};

it("B3: a history push asks for rows of each target's own log unless another one is named", () => {
  const range: Draft["range"] = [dayjs("2026-11-22T09:00:05"), null];
  const wanted = tasksOf("history", { ...draft, range, cleanWith: 5 }, true);
  expect(wanted).toEqual({
    targetIds: [1, 2],
    duplicates: "asNew",
    perSecond: null,
    start: true,
    rows: {
      kind: "history",
      cleanWith: 5,
      filter: {
        targetId: null,
        status: null,
        dataSets: ["todo"],
        businessState: null,
        requestIds: ["1024"],
        receivers: ["7"],
        creators: [],
        workflowTypeIds: [],
        text: null,
        from: range[0]?.format(),
        to: null,
      },
    },
  });
  expect(logsOf(draft)).toEqual([
    { log: 1, targets: [1] },
    { log: 2, targets: [2] },
  ]);
  expect(logsOf({ ...draft, sourceId: 3 })).toEqual([{ log: 3, targets: [1, 2] }]);
});

it("B2: a real-time push asks by days, and leaves to-dos that were pushed before unless it is told otherwise", () => {
  const range: Draft["range"] = [dayjs("2026-11-01T13:00:00"), dayjs("2026-11-22T00:00:00")];
  expect(tasksOf("realTime", { ...blank("realTime"), targetIds: [1], range, perSecond: 50 }, false)).toEqual({
    targetIds: [1],
    duplicates: "respected",
    perSecond: 50,
    start: false,
    rows: {
      kind: "realTime",
      conditions: {
        receivers: [],
        creators: [],
        requestIds: [],
        workflowTypeIds: [],
        dataSets: [],
        createdFrom: "2026-11-01",
        createdTo: "2026-11-22",
        unreadOf: null,
      },
    },
  });
});

it("S6: requests are removed first at Landray only", () => {
  const targets = [
    { id: 1, pushType: "landray" },
    { id: 2, pushType: "ecology" },
  ] as const;
  expect(canClean({ targetIds: [1] }, [...targets])).toBe(true);
  expect(canClean({ targetIds: [1, 2] }, [...targets])).toBe(false);
  expect(canClean({ targetIds: [] }, [...targets])).toBe(false);
});

it("each complaint of the engine stands beside its field", () => {
  expect(fieldOf("/perSecond")).toBe("perSecond");
  expect(fieldOf("/targetIds")).toBe("targetIds");
  expect(fieldOf("/targetIds/1")).toBe("targetIds");
  expect(fieldOf("/rows/filter/to")).toBe("range");
  expect(fieldOf("/rows/conditions/createdTo")).toBe("range");
  expect(fieldOf("/rows/filter/receivers")).toBe("receivers");
  expect(fieldOf("/rows/filter/targetId")).toBe("sourceId");
  expect(fieldOf("/rows/conditions/dataSets")).toBe("dataSets");
  expect(fieldOf("/rows/cleanWith")).toBe("cleanWith");
  expect(fieldOf("/rows")).toBeNull();
  expect(fieldOf("/rows/task")).toBeNull();
});
