import { expect, it } from "vitest";
import type { AdapterClass, PushTypeSpec } from "@/shared/api/types";
import { adapterOf, specOf, withCustom } from "./customType";

const spec = (pushType: PushTypeSpec["pushType"], implementationClass: string): PushTypeSpec => ({
  pushType,
  name: { zh: "", en: "" },
  description: { zh: "", en: "" },
  implementationClass,
  defaultScheme: "http",
  params: [],
  protocol: [],
});
const version = (number: number, ok = true) => ({
  version: number,
  spec: ok ? spec("custom", `v${number}`) : null,
  fault: ok ? null : { line: 3, column: 7, message: "syntax error" },
  usedBy: [],
});
const classes: AdapterClass[] = [
  { class: "example.Portal", versions: [version(1), version(2)] },
  { class: "example.Broken", versions: [version(1, false)] },
];
const landray = spec("landray", "L");

it("T7: without a version the newest counts; an older one can be chosen", () => {
  const newest = adapterOf(classes, { class: " example.Portal " });
  expect(newest.kind === "known" && newest.version.version).toBe(2);
  const older = adapterOf(classes, { class: "example.Portal", version: 1 });
  expect(older.kind === "known" && older.version.version).toBe(1);
});

it("T7: what does not exist is told apart from what does not compile", () => {
  expect(adapterOf(classes, undefined).kind).toBe("none");
  expect(adapterOf(classes, { class: "no.Such" }).kind).toBe("unknownClass");
  expect(adapterOf(classes, { class: "example.Portal", version: 9 }).kind).toBe("unknownVersion");
  const broken = adapterOf(classes, { class: "example.Broken" });
  expect(broken.kind === "known" && broken.version.fault?.line).toBe(3);
});

it("S7: a custom target's parameters are those of its adapter's version; without one it has none yet", () => {
  const draft = { class: "example.Portal", version: 1 };
  expect(specOf("custom", [landray], adapterOf(classes, draft), draft)?.implementationClass).toBe("v1");
  const unknown = { class: "no.Such" };
  expect(specOf("custom", [landray], adapterOf(classes, unknown), unknown)).toMatchObject({
    implementationClass: "no.Such",
    params: [],
  });
  expect(specOf("landray", [landray], { kind: "none" }, undefined)).toBe(landray);
  expect(specOf(undefined, [landray], { kind: "none" }, undefined)).toBeUndefined();
});

it("T7: custom stands at the end of the catalogue, once", () => {
  expect(withCustom([landray]).map((one) => one.pushType)).toEqual(["landray", "custom"]);
  expect(withCustom(withCustom([landray]))).toHaveLength(2);
});
