/** What stands in the settings form, and which field a complaint of the engine is about. Pure. */
import type { FieldProblem } from "@/shared/api/problem";
import type { Installation } from "@/shared/api/types";

export interface SettingsDraft {
  decentralized: boolean;
  tenantKey: string;
  /** Whether e-Bridge is configured at all; its three keys come or go together. */
  bridged: boolean;
  agent: string;
  corp: string;
  tenant: string;
}

export type SettingsField = keyof SettingsDraft;

export function draftOf({ decentralized, tenantKey, eBridge }: Installation): SettingsDraft {
  return {
    decentralized,
    tenantKey,
    bridged: eBridge !== null,
    agent: eBridge?.agent ?? "",
    corp: eBridge?.corp ?? "",
    tenant: eBridge?.tenant ?? "",
  };
}

export function installationOf(draft: SettingsDraft): Installation {
  const { decentralized, tenantKey, bridged, agent, corp, tenant } = draft;
  const keys = { agent: agent.trim(), corp: corp.trim(), tenant: tenant.trim() };
  return { decentralized, tenantKey: tenantKey.trim(), eBridge: bridged ? keys : null };
}

const places: Record<string, SettingsField> = {
  "/decentralized": "decentralized",
  "/tenantKey": "tenantKey",
  "/eBridge": "bridged",
  "/eBridge/agent": "agent",
  "/eBridge/corp": "corp",
  "/eBridge/tenant": "tenant",
};

/** The form's field for a complaint; nothing where the form has none. */
export function fieldOf({ path }: Pick<FieldProblem, "path">): SettingsField | null {
  return places[path] ?? null;
}

/** Names of the parameters that carry the three keys; they are fixed (row A2). */
export const parameterNames = {
  agent: "wea_link_keep_ebAgentKey",
  corp: "wea_link_keep_ebCorpKey",
  tenant: "wea_link_keep_ebTenantKey",
} as const;
