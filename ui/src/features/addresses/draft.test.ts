import { expect, it } from "vitest";
import type { StoredAddress } from "@/shared/api/types";
import { complaintsOf, labelOf, without, wordsOf } from "./complaints";
import { blankDraft, bodyOf, draftOf, isSame, moved, newParameter, withKind, withValue } from "./draft";
import { exampleQuestion, STAND_IN } from "./example";
import { freeChannels, holderOf } from "./holders";

const stored: StoredAddress = {
  id: 7,
  name: "门户",
  enabled: true,
  redirect: false,
  prefix: "/ecology",
  parameters: [{ name: "a", remark: "", value: { kind: "fixed", text: "1" } }],
  bindings: [{ target: 3, pc: true, app: false, adaptive: true }],
  createdAt: "",
  updatedAt: "",
};

it("A1: a new address is off, does not redirect, and has nothing in it", () => {
  expect(bodyOf(blankDraft())).toEqual({
    name: "",
    enabled: false,
    redirect: false,
    prefix: "",
    parameters: [],
    bindings: [],
  });
});

it("A1: what is stored goes back as it came, without the keys of its rows", () => {
  const { id: _, createdAt: __, updatedAt: ___, ...address } = stored;
  expect(bodyOf(draftOf(stored))).toEqual(address);
  expect(isSame(draftOf(stored), draftOf(stored)), "the rows' keys say nothing").toBe(true);
});

it("A2: e-Bridge names its parameters, and takes its name away again", () => {
  const bridge = withKind(newParameter(), "eBridge");
  expect(bridge.name).toBe("wea_link_keep_ebAgentKey");
  expect(withValue(bridge, { kind: "eBridge", key: "tenant" }).name).toBe("wea_link_keep_ebTenantKey");
  expect(withKind(bridge, "fixed").name).toBe("");
  const named = { ...newParameter(), name: "x" };
  expect(withKind(named, "systemVariable").name, "other kinds keep the name").toBe("x");
});

it("A2: rows move by a place and stop at the ends", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

it("A3: an address that another one makes has a holder; its own does not count", () => {
  expect(holderOf([stored], null, 3, "pc")?.name).toBe("门户");
  expect(holderOf([stored], null, 3, "app")).toBeNull();
  expect(holderOf([stored], 7, 3, "pc")).toBeNull();
  expect(holderOf([stored], null, 4, "pc")).toBeNull();
  expect(freeChannels([stored], null, 3)).toEqual({ pc: false, app: true, adaptive: false });
});

it("A3: complaints are found by their field, below the question's own part too", () => {
  const fields = [
    { path: "/address/bindings/0/pc", code: "BOUND_ELSEWHERE", message: "" },
    { path: "/address/prefix", code: "REQUIRED", message: "" },
    { path: "/requestId", code: "NOT_DIGITS", message: "" },
  ];
  expect(complaintsOf(fields, "/address")).toEqual({
    "/bindings/0/pc": ["已绑定到另一个推送地址"],
    "/prefix": ["必填"],
  });
  expect(wordsOf({ code: "REQUIRED" }, "/bindings/2")).toContain("至少打开一个");
  expect(wordsOf({ code: "UNKNOWN_REFERENCE" }, "/bindings/0/target")).toBe("请选择应用系统");
  expect(labelOf("/parameters/1/name")).toBe("参数 2 · 参数名");
  expect(labelOf("/bindings/0/app")).toBe("绑定 1 · APP地址");
});

it("A1: a change takes away the complaints about it and what is in it, no others", () => {
  const complaints = { "/bindings/1": ["a"], "/bindings/1/pc": ["b"], "/bindings/10": ["c"], "/name": ["d"] };
  expect(Object.keys(without(complaints, "/bindings/1"))).toEqual(["/bindings/10", "/name"]);
});

it("A1: the redirect example stands in for a missing prefix and takes the holder's place", () => {
  const draft = { ...blankDraft(), parameters: [newParameter()] };
  const targets = [{ id: 3 }] as Parameters<typeof exampleQuestion>[2]["targets"];
  const world = { own: null, all: [stored], targets, operator: "1" };
  expect(exampleQuestion(draft, true, world)).toMatchObject({
    id: 7,
    address: { prefix: STAND_IN, redirect: true, parameters: [], bindings: [{ target: 3, pc: true }] },
  });
  expect(exampleQuestion(draft, false, world)?.address.prefix).toBe("");
  expect(exampleQuestion(draft, true, { ...world, targets: [] })).toBeNull();
  expect(exampleQuestion(draft, true, { ...world, operator: null })).toBeNull();
});
