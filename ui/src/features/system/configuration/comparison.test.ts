import { expect, it } from "vitest";
import type { Compared } from "@/shared/api/types";
import { countsOf, groupsOf, leavesOf, missingSecrets } from "./comparison";

const thing = (kind: Compared["kind"], key: string, difference: Compared["difference"]): Compared => ({
  kind,
  key,
  name: key,
  difference,
  fields: [],
});
const things = [
  thing("pushAddress", "p", "added"),
  thing("target", "a", "same"),
  thing("target", "b", "changed"),
  thing("settings", "settings", "same"),
];

it("D4: the differences stand by kind, what is the same apart", () => {
  const groups = groupsOf(things);
  expect(groups.map(({ kind }) => kind)).toEqual(["settings", "target", "pushAddress"]);
  expect(groups[1]?.differing.map(({ key }) => key)).toEqual(["b"]);
  expect(groups[1]?.same.map(({ key }) => key)).toEqual(["a"]);
  expect(countsOf(things)).toEqual({ added: 1, changed: 1, same: 2 });
});

it("a part that comes as a whole is told field by field", () => {
  const changed = {
    ...thing("settings", "settings", "changed"),
    fields: [{ path: "/eBridge", before: null, after: { agent: "1", corp: "2", tenant: "3" } }],
  };
  expect(leavesOf(changed).map(({ path, after }) => [path, after])).toEqual([
    ["/eBridge/agent", "1"],
    ["/eBridge/corp", "2"],
    ["/eBridge/tenant", "3"],
  ]);
});

it("missing secrets are named by target and parameter", () => {
  expect(missingSecrets({ missingSecrets: ["sandbox-e10/app_secret", "a/b/c"] })).toEqual([
    { identifier: "sandbox-e10", parameter: "app_secret" },
    { identifier: "a/b", parameter: "c" },
  ]);
});
