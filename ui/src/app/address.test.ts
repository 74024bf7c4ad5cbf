import { expect, it } from "vitest";
import { withScreenInFragment } from "./address";

it("D1: a link that names a screen by its path leads to that screen", () => {
  expect(withScreenInFragment({ pathname: "/log", search: "?targetId=3", hash: "" })).toBe(
    "/#/log?targetId=3",
  );
});

it("an address that has its screen in the fragment, or none, stays as it is", () => {
  expect(withScreenInFragment({ pathname: "/", search: "", hash: "#/log?targetId=3" })).toBeNull();
  expect(withScreenInFragment({ pathname: "/", search: "", hash: "" })).toBeNull();
  expect(withScreenInFragment({ pathname: "/index.html", search: "", hash: "" })).toBeNull();
});
