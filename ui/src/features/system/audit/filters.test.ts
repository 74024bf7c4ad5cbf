import { expect, it } from "vitest";
import { isShownAlone, onlyThis, readFilters, writeFilters } from "./filters";

const search = (text: string) => new URLSearchParams(text);

it("D4: the trail's filters stand in the address; what makes no sense there is left out", () => {
  expect(readFilters(search("kind=target&objectId=3"))).toEqual({ kind: "target", objectId: "3" });
  expect(readFilters(search("kind=nonsense&objectId=3"))).toEqual({});
  expect(readFilters(search("objectId=3"))).toEqual({});
  expect(writeFilters({ kind: "target", objectId: "3" }).toString()).toBe("kind=target&objectId=3");
  expect(writeFilters({}).toString()).toBe("");
});

it("one object's rows are found by kind and id, the settings by their kind alone", () => {
  expect(onlyThis({ kind: "target", objectId: "3" })).toEqual({ kind: "target", objectId: "3" });
  expect(onlyThis({ kind: "settings", objectId: "" })).toEqual({ kind: "settings" });
  expect(isShownAlone({ kind: "settings", objectId: "" }, { kind: "settings" })).toBe(true);
  expect(isShownAlone({ kind: "target", objectId: "3" }, { kind: "target" })).toBe(false);
});
