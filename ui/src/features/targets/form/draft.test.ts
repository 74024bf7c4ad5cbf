import { expect, it } from "vitest";
import type { Target } from "@/shared/api/types";
import { blankDraft, carriedParams, draftToConfig, targetDraft } from "./draft";

const target: Target = {
  id: 7,
  createdAt: "2026-11-22T00:00:00Z",
  updatedAt: "2026-11-22T00:00:00Z",
  identifier: "portal",
  name: "集团门户",
  enabled: true,
  organization: { kind: "department", id: "12" },
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
  proxy: null,
};

it("T8: an edited target goes back whole, its secret untouched", () => {
  const { id: _, createdAt: __, updatedAt: ___, proxy: ____, ...config } = target;
  const sent = draftToConfig(targetDraft(target));
  expect(sent).toEqual({
    ...config,
    delivery: { concurrency: 16, timeoutMs: 10_000, connectTimeoutMs: 3_000, noAnswerAttempts: 3 },
    tls: { legacy: false },
  });
});

it("T1: from blank, what was left empty is left out, so that the engine's defaults hold", () => {
  const sent = draftToConfig(blankDraft());
  expect(sent).not.toHaveProperty("pushType");
  expect(sent.delivery).toEqual({});
  expect(sent.compensation).toEqual({ enabled: false });
  expect(sent.identifier).toBe("");
});

it("T7: only a custom target names its class; without a version the newest is meant", () => {
  const custom = draftToConfig({ ...blankDraft(), pushType: "custom", adapter: { class: " a.B " } });
  expect(custom.adapter).toEqual({ class: "a.B", version: null });
  const other = draftToConfig({
    ...blankDraft(),
    pushType: "landray",
    adapter: { class: "a.B", version: 2 },
  });
  expect(other).not.toHaveProperty("adapter");
});

it("S2: a wire detail that was made empty on purpose is sent empty, one left alone is not sent", () => {
  const sent = draftToConfig({ ...blankDraft(), protocol: { prefix: "", tokenPath: undefined, mode: null } });
  expect(sent.protocol).toEqual({ prefix: "" });
});

it("S7: what was filled in goes along to another version of the adapter as far as it knows it", () => {
  const spec = (name: string, preset: string | null = null) => ({
    name,
    label: { zh: "", en: "" },
    help: { zh: "", en: "" },
    kind: "text" as const,
    secret: false,
    required: false,
    choices: [],
    default: preset,
  });
  expect(carriedParams([spec("key"), spec("path", "/a")], { key: "k", gone: "x", path: "" })).toEqual({
    key: "k",
    path: "/a",
  });
});
