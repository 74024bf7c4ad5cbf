import { expect, it } from "vitest";
import type { PushTypeSpec } from "@/shared/api/types";
import { changedField } from "@/shared/form/changed";
import { fieldAt, fieldOf, rowOf, sectionOf } from "./pointers";

const param = (name: string) => ({
  name,
  label: { zh: "", en: "" },
  help: { zh: "", en: "" },
  kind: "text" as const,
  secret: false,
  required: true,
  choices: [],
  default: null,
});
const suite: PushTypeSpec = {
  pushType: "ecology",
  name: { zh: "", en: "" },
  description: { zh: "", en: "" },
  implementationClass: "",
  defaultScheme: "http",
  params: [param("sysCode")],
  protocol: [param("a/b")],
};

it("T3: a complaint stands beside the very field it is about", () => {
  expect(fieldOf("/name", suite)).toEqual(["name"]);
  expect(fieldOf("/server/authority", suite)).toEqual(["server", "authority"]);
  expect(fieldOf("/params/sysCode", suite)).toEqual(["params", "sysCode"]);
  expect(fieldOf("/protocol/a~1b", suite)).toEqual(["protocol", "a/b"]);
});

it("a complaint about something inside a list stands beside the list, and says which row", () => {
  const members = fieldOf("/interception/persons/members/2/id", suite);
  expect(members).toEqual(["interception", "persons", "members"]);
  expect(rowOf("/interception/persons/members/2/id", members)).toBe(3);
  expect(rowOf("/name", ["name"])).toBeNull();
});

it("a complaint about a whole part goes to its main field", () => {
  expect(fieldOf("/server", suite)).toEqual(["server", "authority"]);
  expect(fieldOf("/organization/id", suite)).toEqual(["organization"]);
  expect(fieldOf("/adapter", suite)).toEqual(["adapter", "class"]);
  expect(fieldOf("/interception/business", suite)).toEqual(["interception", "business", "rules"]);
});

it("what the form does not show has no field, so that it is listed above instead of lost", () => {
  expect(fieldOf("/params/unheardOf", suite)).toBeNull();
  expect(fieldOf("/createdAt", suite)).toBeNull();
  expect(fieldOf("", suite)).toBeNull();
});

it("every complaint has a section to open", () => {
  expect(sectionOf("/params/sysCode")).toBe("params");
  expect(sectionOf("/cleanup/hour")).toBe("housekeeping");
  expect(sectionOf("/protocol/x")).toBe("protocol");
  expect(sectionOf("/server/authority")).toBe("basic");
  expect(sectionOf("")).toBe("basic");
});

it("a change is led back to its field, so that the complaint there can go", () => {
  const changed = (change: unknown) => changedField(change, (pointer) => fieldAt(pointer, suite));
  expect(changed({ name: "x" })).toEqual(["name"]);
  expect(changed({ server: { authority: "h" } })).toEqual(["server", "authority"]);
  expect(changed({ interception: { persons: { members: [{ kind: "person", id: "1" }] } } })).toEqual([
    "interception",
    "persons",
    "members",
  ]);
  expect(changed({ params: { sysCode: "A" } })).toEqual(["params", "sysCode"]);
  expect(changed({ unheardOf: 1 })).toBeNull();
});
