import { expect, it } from "vitest";
import type { ParamSpec, Target } from "@/shared/api/types";
import { draftTarget, firstValues, isStored, sentValues } from "./values";

const param = (name: string, more: Partial<ParamSpec> = {}) =>
  ({ name, secret: false, required: false, kind: "text", choices: [], default: null, ...more }) as ParamSpec;
const marker = { secret: true, set: true };
const target = {
  id: 6,
  name: "门户",
  identifier: "p",
  params: { appKey: "k", secret: marker, gone: "x" },
  createdAt: "",
  updatedAt: "",
} as unknown as Target;
const params = [param("appKey"), param("secret", { secret: true }), param("path", { default: "/a" })];

it("S7: a trial begins with the target's values and the declared defaults", () => {
  expect(firstValues(params, target)).toEqual({ appKey: "k", secret: marker, path: "/a" });
  expect(firstValues(params, null)).toEqual({ path: "/a" });
});

it("S7, T8: a stored secret is sent as its marker; what is empty or not declared is not sent", () => {
  expect(isStored(marker)).toBe(true);
  expect(isStored("text")).toBe(false);
  expect(sentValues(params, { appKey: "", secret: marker, path: "/b", gone: "x" })).toEqual({
    secret: marker,
    path: "/b",
  });
});

it("S7: a dry run takes the target's configuration with the script's own class, or a stand-in", () => {
  const draft = draftTarget("e2e.New", target, { appKey: "k" });
  expect(draft).toMatchObject({ name: "门户", adapter: { class: "e2e.New" }, params: { appKey: "k" } });
  expect(draft).not.toHaveProperty("id");
  expect(draftTarget("", null, {})).toMatchObject({ pushType: "custom", adapter: { class: "draft" } });
});
