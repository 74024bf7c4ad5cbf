import { expect, it } from "vitest";
import { en } from "./en";
import { fill, isTextKey } from "./index";
import { zh } from "./zh";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

it("D2: every text exists in both languages, with the same placeholders and something in it", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, chinese] of Object.entries(zh)) {
    const english = en[key as keyof typeof zh];
    expect(placeholders(english), key).toEqual(placeholders(chinese));
    expect(english.trim(), key).not.toBe("");
    expect(chinese.trim(), key).not.toBe("");
  }
});

it("every reason that the engine can give, and every complaint about a field, has a text", () => {
  const reasons =
    "DUPLICATE_FILTER INTERCEPTED_PERSON INTERCEPTED_WORKFLOW INTERCEPTED_WORKFLOW_TYPE INTERCEPTED_BUSINESS PERSON_WITHOUT_VALUE ACCEPTED REJECTED_DATA REJECTED_CONFIGURATION REJECTED_TRANSIENT NO_ANSWER_DNS NO_ANSWER_CONNECT NO_ANSWER_TLS NO_ANSWER_TIMEOUT NO_ANSWER_CUT NO_ANSWER_SERVER_ERROR NO_ANSWER_UNREADABLE NO_ANSWER_NOTHING_DONE OWN_FAULT";
  const fields =
    "REQUIRED TOO_LONG INVALID_CHARACTER DIGITS_ONLY OUT_OF_RANGE NOT_UNIQUE INVALID_ADDRESS INVALID_PATH UNKNOWN_PARAMETER INVALID_VALUE";
  for (const code of reasons.split(" ")) expect(isTextKey(`reason.${code}`), code).toBe(true);
  for (const code of fields.split(" ")) expect(isTextKey(`field.${code}`), code).toBe(true);
});

it("placeholders are filled, unknown ones are left to be seen", () => {
  expect(fill("共 {n} 项", { n: 3 })).toBe("共 3 项");
  expect(fill("{a}{b}", { a: 1 })).toBe("1{b}");
});
