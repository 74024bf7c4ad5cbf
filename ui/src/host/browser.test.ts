import { expect, it } from "vitest";
import { tokenInFragment } from "./browser";

it("a token in the address's fragment is found, and nothing else is taken for one", () => {
  expect(tokenInFragment("#token=abc-123_x")).toBe("abc-123_x");
  expect(tokenInFragment("#/log?text=token")).toBeNull();
  expect(tokenInFragment("#token=")).toBeNull();
  expect(tokenInFragment("")).toBeNull();
});
