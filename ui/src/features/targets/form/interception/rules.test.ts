import { expect, it } from "vitest";
import { covers, inForce, rulesOf, withStates } from "./rules";

const nothing = {
  persons: { mode: "all", members: [] },
  workflows: { mode: "all", ids: [] },
  business: { mode: "none", rules: [] },
  workflowTypes: { ids: [] },
};

it("I1 to I4: what a form leaves out lets everything through", () => {
  expect(rulesOf(undefined)).toEqual(nothing);
  expect(rulesOf({ persons: { mode: null }, business: {} })).toEqual(nothing);
});

it("I1: members are completed, so that a half-made draft can be tried", () => {
  const rules = rulesOf({ persons: { mode: "allow", members: [{ kind: "everyone" }, { id: "7" }] } });
  expect(rules.persons).toEqual({
    mode: "allow",
    members: [{ kind: "everyone", id: "", includeBelow: false }],
  });
});

it("I1: the count of each member stands beside it; null is one that nobody knows", () => {
  const members = rulesOf({
    persons: {
      mode: "deny",
      members: [
        { kind: "department", id: "12" },
        { kind: "person", id: "12" },
      ],
    },
  }).persons.members;
  expect([...covers(members, [28, null])]).toEqual([
    ["department/12", 28],
    ["person/12", null],
  ]);
});

it("I3: states are kept by data set, in the order of the data sets; an empty one goes", () => {
  const one = withStates([], "done", ["handled"]);
  const two = withStates(one, "todo", ["copied", "forwarded"]);
  expect(two).toEqual([
    { dataSet: "todo", states: ["copied", "forwarded"] },
    { dataSet: "done", states: ["handled"] },
  ]);
  expect(withStates(two, "done", [])).toEqual([{ dataSet: "todo", states: ["copied", "forwarded"] }]);
});

it("a tab is marked while its rules are in force; custom without states is not", () => {
  expect(
    inForce(rulesOf({ business: { mode: "custom", rules: [{ dataSet: "todo", states: [] }] } })),
  ).toEqual({
    persons: false,
    workflows: false,
    business: false,
    workflowTypes: false,
  });
  expect(inForce(rulesOf({ persons: { mode: "deny" }, workflowTypes: { ids: ["5"] } }))).toMatchObject({
    persons: true,
    workflowTypes: true,
  });
});
