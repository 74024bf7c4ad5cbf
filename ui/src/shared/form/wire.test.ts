import { expect, it } from "vitest";
import type { ParamSpec } from "@/shared/api/types";
import { changedCount, isChanged, isEssential, isLong } from "./wire";

const spec = (kind: ParamSpec["kind"], preset: ParamSpec["default"], name = "x"): ParamSpec => ({
  name,
  label: { zh: "", en: "" },
  help: { zh: "", en: "" },
  kind,
  secret: false,
  required: false,
  choices: [],
  default: preset,
});

it("T8: a wire detail is changed only while its value differs from the default", () => {
  expect(isChanged(spec("text", "/a"), undefined)).toBe(false);
  expect(isChanged(spec("text", "/a"), "/a")).toBe(false);
  expect(isChanged(spec("text", "/a"), "/b")).toBe(true);
  expect(isChanged(spec("text", "/a"), ""), "made empty on purpose").toBe(true);
  expect(isChanged(spec("text", null), ""), "empty as it was").toBe(false);
  expect(isChanged(spec("flag", true), false)).toBe(true);
  expect(isChanged(spec("flag", true), true)).toBe(false);
  expect(isChanged(spec("number", 60), 60)).toBe(false);
  expect(isChanged(spec("pairs", null), {})).toBe(false);
  expect(isChanged(spec("pairs", null), { a: "b" })).toBe(true);
});

it("counts what differs, whatever else is stored", () => {
  const specs = [spec("text", "/a", "path"), spec("flag", true, "on")];
  expect(changedCount(specs, undefined)).toBe(0);
  expect(changedCount(specs, { path: "/b", on: true, gone: 1 })).toBe(1);
});

it("S3: a body template is edited over several lines", () => {
  expect(isLong(spec("lines", '{\n"a": 1}'))).toBe(true);
  expect(isLong(spec("text", "x".repeat(90)))).toBe(true);
  expect(isLong(spec("text", "/short"))).toBe(false);
  expect(isLong(spec("choice", "x".repeat(90)))).toBe(false);
});

it("S5: a wire detail that must be given and has no default is asked for at once", () => {
  expect(isEssential({ ...spec("text", null), required: true })).toBe(true);
  expect(isEssential({ ...spec("text", "/a"), required: true })).toBe(false);
  expect(isEssential(spec("text", null))).toBe(false);
});
