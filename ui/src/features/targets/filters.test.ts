import { expect, it } from "vitest";
import { matches, readTargetFilters, type TargetRow, writeTargetFilters } from "./filters";

const row = (part: object, pulse?: object) =>
  ({
    target: {
      id: 1,
      name: "集团门户",
      identifier: "Portal",
      enabled: true,
      pushType: "landray",
      server: { scheme: "http", authority: "ekp.example.com:8080", basePath: "" },
      ...part,
    },
    pulse: pulse && { breaker: { state: "closed" }, blocked: null, counts: { pending: 0 }, ...pulse },
  }) as unknown as TargetRow;
const all = { text: "", type: null, state: null };

it("T1: a list is found by name, identifier and address, whatever the case", () => {
  expect(matches(row({}), all)).toBe(true);
  expect(matches(row({}), { ...all, text: " 门户 " })).toBe(true);
  expect(matches(row({}), { ...all, text: "portal" })).toBe(true);
  expect(matches(row({}), { ...all, text: "ekp.example" })).toBe(true);
  expect(matches(row({}), { ...all, text: "别的" })).toBe(false);
});

it("T1: a list is narrowed by type and by state", () => {
  expect(matches(row({}), { ...all, type: "e10" })).toBe(false);
  expect(matches(row({ enabled: false }), { ...all, state: "enabled" })).toBe(false);
  expect(matches(row({ enabled: false }), { ...all, state: "disabled" })).toBe(true);
  expect(matches(row({}), { ...all, state: "trouble" }), "nothing is known of it yet").toBe(false);
  expect(matches(row({}, { breaker: { state: "open" } }), { ...all, state: "trouble" })).toBe(true);
  expect(matches(row({}, { blocked: "no secret" }), { ...all, state: "trouble" })).toBe(true);
  expect(
    matches(row({ enabled: false }, { blocked: "no secret" }), { ...all, state: "trouble" }),
    "what is switched off can't be in trouble for that",
  ).toBe(false);
  expect(matches(row({}, { counts: { pending: 3 } }), { ...all, state: "backlog" })).toBe(true);
});

it("the filters go into the address and come back; what makes no sense there is left out", () => {
  const filters = { text: "门户", type: "e10", state: "trouble" } as const;
  expect(readTargetFilters(writeTargetFilters(filters))).toEqual(filters);
  expect(writeTargetFilters(all).toString()).toBe("");
  expect(readTargetFilters(new URLSearchParams("state=nonsense")).state).toBeNull();
});
