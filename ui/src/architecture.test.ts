/**
 * Holds the console's own arrows: only `src/host` knows Tauri, features don't import one another, `shared` imports no
 * feature, and no file grows past what one idea needs.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(tsx?|css)$/.test(path) && path !== "shared/api/schema.ts")
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, wanted = ""]) => {
    const isOurs = wanted.startsWith("@/") || wanted.startsWith(".");
    const base = wanted.startsWith("@/") ? root : join(root, dirname(path));
    return { path, wanted, to: isOurs ? relative(root, resolve(base, wanted.replace(/^@\//, "./"))) : null };
  }),
);
const featureOf = (path: string) => /^features\/([^/]+)\//.exec(path)?.[1] ?? null;

it("finds the imports it is about", () => {
  expect(imports.length).toBeGreaterThan(200);
});

it("only src/host imports Tauri", () => {
  expect(
    imports.filter(({ path, wanted }) => wanted.startsWith("@tauri-apps") && !path.startsWith("host/")),
  ).toEqual([]);
});

it("features do not import one another", () => {
  const crossings = imports.filter(({ path, to }) => {
    const from = featureOf(path);
    const wanted = to === null ? null : featureOf(`${to}/`);
    return from !== null && wanted !== null && from !== wanted;
  });
  expect(crossings).toEqual([]);
});

it("shared and host import neither a feature nor the app", () => {
  const upward = imports.filter(
    ({ path, to }) => /^(shared|host)\//.test(path) && to !== null && /^(features|app)(\/|$)/.test(to),
  );
  expect(upward).toEqual([]);
});

it("no file is longer than 600 lines", () => {
  expect(files.filter(({ text }) => text.split("\n").length > 600).map(({ path }) => path)).toEqual([]);
});
