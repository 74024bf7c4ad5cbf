import { expect, it } from "vitest";
import type { Target } from "@/shared/api/types";
import { blankDraft, copyDraft, draftToConfig, readMapping, targetDraft } from "./draft";

const target: Target = {
  id: 7,
  createdAt: "2026-11-22T00:00:00Z",
  updatedAt: "2026-11-22T00:00:00Z",
  identifier: "portal",
  name: "集团门户",
  enabled: true,
  organization: "keep-me",
  pushType: "landray",
  server: { scheme: "http", authority: "127.0.0.1:9001", basePath: "" },
  personKey: "loginId",
  params: { appName: "OA", password: { secret: true, set: true } },
  protocol: { passwordEncoding: "md5Lower" },
  specialData: { duplicateFilter: true, missingBackfill: false, forgetWhenOver: true },
  interception: {
    persons: { mode: "deny", members: [{ kind: "department", id: "12", includeBelow: true }] },
    workflows: { mode: "all", ids: [] },
    business: { mode: "custom", rules: [{ dataSet: "todo", states: ["forwarded"] }] },
    workflowTypes: { ids: ["3"] },
  },
  compensation: { enabled: false, cron: "0 */10 * * * *", retries: 3, waitMinutes: 5 },
  cleanup: { enabled: false, hour: 2, keepDays: 30 },
  delivery: {
    concurrency: 16,
    ratePerSecond: null,
    timeoutMs: 10_000,
    connectTimeoutMs: 3_000,
    noAnswerAttempts: 3,
  },
  tls: { customCa: null, legacy: false },
  personMapping: [{ person: "1001", value: "zs" }],
};

it("T8: an edited target goes back whole, its secret untouched", () => {
  const { id: _, createdAt: __, updatedAt: ___, ...config } = target;
  const sent = draftToConfig(targetDraft(target));
  expect(sent).toEqual({
    ...config,
    delivery: { concurrency: 16, timeoutMs: 10_000, connectTimeoutMs: 3_000, noAnswerAttempts: 3 },
    tls: { legacy: false },
  });
});

it("T1, T2: a copy is disabled, has no identifier and no secret", () => {
  const copy = copyDraft(target, "（副本）");
  expect(copy.enabled).toBe(false);
  expect(copy.identifier).toBeUndefined();
  expect(copy.name).toBe("集团门户（副本）");
  expect(copy.params).toEqual({ appName: "OA" });
  expect(copy.interception).toEqual(target.interception);
});

it("T1: from blank, what was left empty is left out, so that the engine's defaults hold", () => {
  const sent = draftToConfig(blankDraft());
  expect(sent).not.toHaveProperty("pushType");
  expect(sent.delivery).toEqual({});
  expect(sent.compensation).toEqual({ enabled: false });
  expect(sent.identifier).toBe("");
});

it("T6: a mapping table is read as spreadsheets and CSV files give it", () => {
  expect(readMapping("1001,zs\r\n1002\tls\n\n 1003 ; ww \n1004")).toEqual([
    { person: "1001", value: "zs" },
    { person: "1002", value: "ls" },
    { person: "1003", value: "ww" },
    { person: "1004", value: "" },
  ]);
});
