/**
 * What stands in the form of the OA's connection: the connection as the engine has it, in which texts and numbers may be
 * missing. Pure. Guarantees: what was left empty among the details is left out, so that the engine's default holds; a
 * token seed that was not replaced goes back as it came.
 */
import type { FieldProblem } from "@/shared/api/problem";
import type { HeaderNames, HeaderPresets, OaConnection } from "@/shared/api/types";
import { segments } from "@/shared/diff/names";

/** What the engine takes. */
export type Written = Record<string, unknown>;

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() : value);

function withoutEmpty(part: object): Written {
  const filled = Object.entries(part).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(filled.map(([name, value]) => [name, trimmed(value)]));
}

/** Names of headers go together: an empty one is named by the engine. */
const allTrimmed = (part: object): Written =>
  Object.fromEntries(Object.entries(part).map(([name, value]) => [name, trimmed(value) ?? ""]));

export function connectionOf(draft: OaConnection): Written {
  const { server, appId, clientPublicKey, userId, secrets, signOn, hrm, workflow, patience, tls, proxy } =
    draft;
  return {
    server: allTrimmed(server),
    ...allTrimmed({ appId, clientPublicKey, userId }),
    secrets: isEmpty(secrets.tokenSeed) ? {} : { tokenSeed: secrets.tokenSeed },
    signOn: { ...withoutEmpty(signOn), headers: allTrimmed(signOn.headers) },
    hrm: { ...withoutEmpty(hrm), schedule: withoutEmpty(hrm.schedule) },
    workflow: withoutEmpty(workflow),
    patience: withoutEmpty(patience),
    tls: { ...tls, customCa: isEmpty(tls.customCa) ? null : tls.customCa },
    proxy: isEmpty(proxy) ? null : trimmed(proxy),
  };
}

/** Whether both would be stored alike. */
export function isSame(one: OaConnection, other: OaConnection): boolean {
  return JSON.stringify(connectionOf(one)) === JSON.stringify(connectionOf(other));
}

/** The form's field for a complaint, as antd names it; nothing where the form has none. */
export function fieldOf({ path }: Pick<FieldProblem, "path">, blank: OaConnection): string[] | null {
  const name = segments(path);
  let at: unknown = { ...blank, secrets: { tokenSeed: null } };
  for (const part of name) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return null;
    at = (at as Record<string, unknown>)[part];
  }
  return typeof at === "object" && at !== null ? null : name;
}

export const presets = ["ecology9", "iwork"] as const satisfies (keyof HeaderPresets)[];
export type Preset = (typeof presets)[number];

export const headerFields = [
  "appId",
  "clientPublicKey",
  "secret",
  "time",
  "token",
  "userId",
] as const satisfies (keyof HeaderNames)[];

/** Which servers' names of headers these are; nothing for names of one's own. */
export function presetOf(headers: HeaderNames, known: HeaderPresets): Preset | null {
  const isThis = (preset: Preset) => headerFields.every((field) => headers[field] === known[preset][field]);
  return presets.find(isThis) ?? null;
}

/** Whether the secret that is stored is not lent to a check: it is, only for the address that it is stored for. */
export function isElsewhere(draft: OaConnection, stored: OaConnection | null): boolean {
  const isStored = typeof draft.secrets.tokenSeed === "object" && draft.secrets.tokenSeed !== null;
  if (!stored || !isStored) return false;
  return JSON.stringify(allTrimmed(draft.server)) !== JSON.stringify(allTrimmed(stored.server));
}
