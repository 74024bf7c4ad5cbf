/**
 * What the form edits: a target's configuration in which anything may still be missing. Pure. Guarantees: what the form
 * does not show survives; a secret that was not replaced goes back as it came; what was left empty is left out, so that
 * the engine's default holds.
 */
import type { ParamSpec, PushType, PushTypeSpec, Target, TargetConfig } from "@/shared/api/types";

type Loose<T> = T extends (infer U)[]
  ? Loose<U>[]
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> }
    : T | null;

/** A configuration in the making. The mapping table is text, one person a line. */
export type Draft = Omit<Loose<TargetConfig>, "pushType" | "params" | "protocol" | "personMapping"> & {
  pushType?: PushType;
  params?: Record<string, unknown>;
  protocol?: Record<string, unknown>;
  personMapping?: string;
};

const unlimited = { persons: { mode: "all", members: [] }, workflows: { mode: "all", ids: [] } } as const;

function nothingIntercepted(): Draft["interception"] {
  return {
    persons: { ...unlimited.persons, members: [] },
    workflows: { ...unlimited.workflows, ids: [] },
    business: { mode: "none", rules: [] },
    workflowTypes: { ids: [] },
  };
}

/** From blank: every field empty. Switches are off and lists let everything through, which is what empty means there. */
export function blankDraft(): Draft {
  return {
    enabled: false,
    specialData: { duplicateFilter: false, missingBackfill: false, forgetWhenOver: false },
    interception: nothingIntercepted(),
    compensation: { enabled: false },
    cleanup: { enabled: false },
    tls: { legacy: false },
    params: {},
    protocol: {},
  };
}

/** The parameters' defaults; a secret has none. */
export function defaultParams(specs: ParamSpec[]): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const spec of specs) {
    if (spec.secret) continue;
    if (spec.default !== null && spec.default !== undefined) params[spec.name] = spec.default;
    else if (spec.kind === "flag") params[spec.name] = false;
  }
  return params;
}

/** From a suite: all but what only the operator can know is preset. */
export function suiteDraft(suite: PushTypeSpec): Draft {
  return {
    ...blankDraft(),
    pushType: suite.pushType,
    server: { scheme: suite.defaultScheme, basePath: "" },
    personKey: "userId",
    params: defaultParams(suite.params),
    compensation: { enabled: false, cron: "0 */10 * * * *", retries: 3, waitMinutes: 5 },
    cleanup: { enabled: false, hour: 2, keepDays: 30 },
    delivery: {
      concurrency: 16,
      ratePerSecond: null,
      timeoutMs: 10_000,
      connectTimeoutMs: 3_000,
      noAnswerAttempts: 3,
    },
  };
}

export function targetDraft(target: Target): Draft {
  const { id: _id, createdAt: _created, updatedAt: _updated, personMapping, ...config } = target;
  return {
    ...config,
    personMapping: (personMapping ?? []).map((row) => `${row.person},${row.value}`).join("\n"),
  };
}

export function isStoredSecret(value: unknown): value is { secret: true; set: boolean } {
  return typeof value === "object" && value !== null && "secret" in value;
}

/** A copy begins disabled, without the identifier (it must be unique) and without secrets (they can't be read). */
export function copyDraft(target: Target, suffix: string): Draft {
  const draft = targetDraft(target);
  const params = Object.fromEntries(
    Object.entries(draft.params ?? {}).filter(([, value]) => !isStoredSecret(value)),
  );
  return { ...draft, params, identifier: undefined, enabled: false, name: `${target.name}${suffix}` };
}

/** One person a line, `person,value`; tabs and semicolons are taken too, as spreadsheets give them. */
export function readMapping(text: string): { person: string; value: string }[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, person = line, value = ""] = /^([^,;\t，；]*)[,;\t，；](.*)$/.exec(line) ?? [];
      return { person: person.trim(), value: value.trim() };
    });
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";

function withoutEmpty(record: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => !isEmpty(value)));
}

/** What is sent to the engine. */
export function draftToConfig(draft: Draft): Record<string, unknown> {
  const { personMapping, params, protocol, server, delivery, compensation, cleanup, tls, ...rest } = draft;
  const mapping = readMapping(personMapping ?? "");
  return {
    ...withoutEmpty(rest as Record<string, unknown>),
    identifier: draft.identifier ?? "",
    name: draft.name ?? "",
    server: { scheme: server?.scheme, authority: server?.authority ?? "", basePath: server?.basePath ?? "" },
    params: withoutEmpty(params),
    protocol: withoutEmpty(protocol),
    delivery: withoutEmpty(delivery),
    compensation: withoutEmpty(compensation),
    cleanup: withoutEmpty(cleanup),
    tls: withoutEmpty(tls),
    ...(mapping.length > 0 ? { personMapping: mapping } : {}),
  };
}
