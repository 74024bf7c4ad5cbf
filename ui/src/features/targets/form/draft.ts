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

/** A configuration in the making. */
export type Draft = Omit<
  Loose<TargetConfig>,
  "pushType" | "params" | "protocol" | "adapter" | "organization"
> & {
  pushType?: PushType;
  params?: Record<string, unknown>;
  protocol?: Record<string, unknown>;
  adapter?: AdapterDraft;
  organization?: TargetConfig["organization"];
};

/** The class of a custom target; no version means the newest. */
export interface AdapterDraft {
  class?: string;
  version?: number | null;
}

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
  const { id: _id, createdAt: _created, updatedAt: _updated, ...config } = target;
  return config;
}

/** What another version or class of an adapter still knows of what was filled in, over its defaults. */
export function carriedParams(specs: ParamSpec[], before: Record<string, unknown> | undefined) {
  const known = new Set(specs.map((spec) => spec.name));
  const kept = Object.entries(withoutEmpty(before)).filter(([name]) => known.has(name));
  return { ...defaultParams(specs), ...Object.fromEntries(kept) };
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";

function withoutUnset(record: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record ?? {}).filter(([, value]) => value !== undefined && value !== null),
  );
}

function withoutEmpty(record: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => !isEmpty(value)));
}

/** What is sent to the engine. An empty text among the wire details is meant: only what is not there has its default. */
export function draftToConfig(draft: Draft): Record<string, unknown> {
  const { params, protocol, server, delivery, compensation, cleanup, tls, adapter, ...rest } = draft;
  return {
    ...withoutEmpty(rest as Record<string, unknown>),
    identifier: draft.identifier ?? "",
    name: draft.name ?? "",
    server: { scheme: server?.scheme, authority: server?.authority ?? "", basePath: server?.basePath ?? "" },
    ...(draft.pushType === "custom"
      ? { adapter: { class: adapter?.class?.trim() ?? "", version: adapter?.version ?? null } }
      : {}),
    params: withoutEmpty(params),
    protocol: withoutUnset(protocol),
    delivery: withoutEmpty(delivery),
    compensation: withoutEmpty(compensation),
    cleanup: withoutEmpty(cleanup),
    tls: withoutEmpty(tls),
  };
}
