import { expect, it } from "vitest";
import type { OaConnection } from "@/shared/api/types";
import { connectionOf, fieldOf, isElsewhere, isSame, presetOf } from "./draft";

const ecology9 = {
  appId: "appid",
  clientPublicKey: "cpk",
  secret: "secret",
  time: "time",
  token: "token",
  userId: "userid",
};
const iwork = { ...ecology9, appId: "app-id", clientPublicKey: "client-public-key", userId: "user-id" };
const seed = { secret: true, set: true };

const blank: OaConnection = {
  server: { scheme: "https", authority: "", basePath: "" },
  appId: "",
  clientPublicKey: "",
  userId: "",
  secrets: {},
  signOn: {
    headers: ecology9,
    registerPath: "/register",
    applyTokenPath: "/apply",
    ttlSeconds: 3_600,
    refreshAheadSeconds: 60,
  },
  hrm: {
    digest: "md5",
    letters: "upper",
    place: "field",
    body: "form",
    pageSize: 500,
    subsidiaryPath: "/subsidiaries",
    departmentPath: "/departments",
    postPath: "/posts",
    personPath: "/persons",
    schedule: { enabled: false, cron: "0 30 3 * * *", extent: "whole" },
  },
  workflow: {
    pageSize: 100,
    parallel: 8,
    todoListPath: "/todos",
    todoCountPath: "/todos/count",
    doneListPath: "/dones",
    doneCountPath: "/dones/count",
  },
  patience: { connectTimeoutMs: 5_000, responseTimeoutMs: 30_000 },
  tls: { customCa: null, legacy: false },
  proxy: null,
};

const stored: OaConnection = {
  ...blank,
  server: { scheme: "http", authority: "oa.example.com", basePath: "/oa" },
  appId: "EEAA5436",
  clientPublicKey: "123",
  userId: "1",
  secrets: { tokenSeed: seed },
};

/** What antd's fields hand over while they are empty. */
const emptied = (part: object): object => part;

it("O2, W2: a connection comes back from the form as it went in", () => {
  for (const connection of [blank, stored]) expect(connectionOf(connection)).toEqual(connection);
});

it("what is left empty among the details has the engine's default; blanks around a text are no part of it", () => {
  const draft: OaConnection = {
    ...stored,
    appId: " EEAA5436 ",
    proxy: " ",
    hrm: { ...stored.hrm, ...emptied({ pageSize: null, postPath: "", personPath: " /p " }) },
    tls: { customCa: "", legacy: false },
  };
  const { hrm, ...rest } = connectionOf(draft);
  expect(rest).toMatchObject({ appId: "EEAA5436", proxy: null, tls: { customCa: null } });
  expect(hrm).not.toHaveProperty("pageSize");
  expect(hrm).not.toHaveProperty("postPath");
  expect(hrm).toMatchObject({ personPath: "/p", schedule: { enabled: false } });
});

it("an emptied name of a header is sent, so that the engine can name it", () => {
  const headers = { ...ecology9, ...emptied({ token: undefined }) };
  expect(connectionOf({ ...stored, signOn: { ...stored.signOn, headers } })).toMatchObject({
    signOn: { headers: { ...ecology9, token: "" } },
  });
});

it("the token seed is kept, replaced or taken away", () => {
  const written = (tokenSeed: unknown) => connectionOf({ ...stored, secrets: { tokenSeed } }).secrets;
  expect(written(seed)).toEqual({ tokenSeed: seed });
  expect(written("new")).toEqual({ tokenSeed: "new" });
  expect(written("")).toEqual({});
});

it("only what would be stored otherwise is a change", () => {
  expect(isSame({ ...stored, userId: " 1" }, stored)).toBe(true);
  expect(isSame({ ...stored, proxy: "" }, stored)).toBe(true);
  expect(isSame({ ...stored, userId: "2" }, stored)).toBe(false);
});

it("a complaint stands beside its field, however deep", () => {
  expect(fieldOf({ path: "/server/authority" }, blank)).toEqual(["server", "authority"]);
  expect(fieldOf({ path: "/signOn/headers/appId" }, blank)).toEqual(["signOn", "headers", "appId"]);
  expect(fieldOf({ path: "/secrets/tokenSeed" }, blank)).toEqual(["secrets", "tokenSeed"]);
  expect(fieldOf({ path: "/proxy" }, blank)).toEqual(["proxy"]);
});

it("what is no single field has none, so that it is listed instead of lost", () => {
  for (const path of ["", "/signOn", "/nothing/known", "/appId/deeper"]) {
    expect(fieldOf({ path }, blank), path).toBeNull();
  }
});

it("W2: names of headers are known as those of a kind of server, or are one's own", () => {
  const known = { ecology9, iwork };
  expect(presetOf(ecology9, known)).toBe("ecology9");
  expect(presetOf({ ...iwork }, known)).toBe("iwork");
  expect(presetOf({ ...ecology9, token: "x-token" }, known)).toBeNull();
});

it("a stored seed is lent only to a check of the address that it is stored for", () => {
  const moved = { ...stored, server: { ...stored.server, authority: "other.example.com" } };
  expect(isElsewhere(stored, stored)).toBe(false);
  expect(isElsewhere(moved, stored)).toBe(true);
  expect(isElsewhere({ ...moved, secrets: { tokenSeed: "typed" } }, stored)).toBe(false);
  expect(isElsewhere(moved, null)).toBe(false);
});
