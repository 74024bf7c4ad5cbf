/** The parameter values of a trial: typed here, or taken from a target whose secrets stay in the secret store. Pure. */
import type { ParamSpec, Target, TargetConfig } from "@/shared/api/types";

export type Values = Record<string, unknown>;

export function isStored(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { set?: unknown }).set === true;
}

/** What the fields begin with: the target's values where there is one, else the declared defaults. */
export function firstValues(params: ParamSpec[], target: Target | null): Values {
  const values: Values = {};
  for (const param of params) {
    const known = target?.params[param.name];
    if (known !== undefined && known !== null) values[param.name] = known;
    else if (!param.secret && param.default !== null) values[param.name] = param.default;
  }
  return values;
}

/** What is sent: only what is declared and filled in; a stored secret goes as the marker that it came as. */
export function sentValues(params: ParamSpec[], values: Values): Values {
  const filled = params.flatMap((param) => {
    const value = values[param.name];
    return value === undefined || value === null || value === "" ? [] : [[param.name, value] as const];
  });
  return Object.fromEntries(filled);
}

/** The stand-in for a receiving system while no target is chosen: nothing is sent in a dry run. */
const STAND_IN = { scheme: "http", authority: "receiver.example.com", basePath: "" } as const;

/** The configuration that a dry run tries the script with. */
export function draftTarget(name: string, target: Target | null, values: Values): Partial<TargetConfig> {
  const adapter = { class: name || "draft" };
  if (target) {
    const { id: _, createdAt: __, updatedAt: ___, ...config } = target;
    return { ...config, adapter, params: values };
  }
  return {
    identifier: "draft",
    name: "draft",
    enabled: true,
    pushType: "custom",
    adapter,
    server: { ...STAND_IN },
    personKey: "userId",
    params: values,
  };
}
