/**
 * Writes the console's types from the published OpenAPI document; with `--check` only compares, and fails when the
 * committed file is not what the document gives.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTypes, { astToString } from "openapi-typescript";

const source = new URL("../../../src-tauri/crates/api/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../../src/shared/api/schema.ts", import.meta.url));
const heading =
  "/** Generated from src-tauri/crates/api/openapi.json by `npm run gen:api`. Do not edit. */\n\n";

const document = JSON.parse(readFileSync(source, "utf8"));
mendReferences(document);
const wanted =
  heading + astToString(await openapiTypes(document, { alphabetize: true, defaultNonNullable: false }));
if (!process.argv.includes("--check")) {
  writeFileSync(target, wanted);
} else if (readFileSync(target, "utf8") !== wanted) {
  console.error("src/shared/api/schema.ts is not what openapi.json gives: run `npm run gen:api`");
  process.exit(1);
}

/** A reference that leads nowhere is named, and its type becomes unknown, so that one slip does not cost all types. */
function mendReferences(node) {
  if (node === null || typeof node !== "object") return;
  const name = typeof node.$ref === "string" ? node.$ref.replace("#/components/schemas/", "") : null;
  if (name !== null && !name.startsWith("#") && !(name in document.components.schemas)) {
    console.warn(`openapi.json refers to ${node.$ref}, which is not there`);
    delete node.$ref;
  }
  for (const child of Object.values(node)) mendReferences(child);
}
