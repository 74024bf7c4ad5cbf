import { expect, it } from "vitest";
import { draftOf, fieldOf, installationOf } from "./draft";

const eBridge = { agent: "905296088639315968", corp: "877800227655229441", tenant: "t4dvwhryc8" };

it("T4, A2: settings come back from the form as they went in", () => {
  for (const installation of [
    { decentralized: false, tenantKey: "", eBridge: null },
    { decentralized: true, tenantKey: "t4dvwhryc8", eBridge },
  ]) {
    expect(installationOf(draftOf(installation))).toEqual(installation);
  }
});

it("A2: the three keys go together, whatever still stands in the fields", () => {
  const draft = { ...draftOf({ decentralized: false, tenantKey: "", eBridge }), bridged: false };
  expect(installationOf(draft).eBridge).toBeNull();
});

it("blanks around a key are no part of it", () => {
  const draft = { ...draftOf({ decentralized: false, tenantKey: " t ", eBridge }), corp: " 8 " };
  expect(installationOf(draft)).toMatchObject({ tenantKey: "t", eBridge: { corp: "8" } });
});

it("a complaint finds its field", () => {
  expect(fieldOf({ path: "/eBridge/agent" })).toBe("agent");
  expect(fieldOf({ path: "/eBridge" })).toBe("bridged");
  expect(fieldOf({ path: "/nothing/known" })).toBeNull();
});
