/**
 * The push type of a target being edited, as the form needs it. Pure. A custom target has no entry in the catalogue: its
 * parameters are those that the chosen version of its class declares.
 */
import type { AdapterClass, AdapterVersion, PushType, PushTypeSpec } from "@/shared/api/types";
import type { AdapterDraft } from "./draft";

/** What is known of the class and version that were typed. */
export type Adapter =
  | { kind: "none" }
  | { kind: "unknownClass" }
  | { kind: "unknownVersion" }
  | { kind: "known"; version: AdapterVersion };

export function newestOf(one: AdapterClass): AdapterVersion | undefined {
  return one.versions.at(-1);
}

export function adapterOf(classes: AdapterClass[], draft: AdapterDraft | undefined): Adapter {
  const name = draft?.class?.trim() ?? "";
  if (name === "") return { kind: "none" };
  const found = classes.find((one) => one.class === name);
  if (!found) return { kind: "unknownClass" };
  const wanted = draft?.version ?? null;
  const version =
    wanted === null ? newestOf(found) : found.versions.find((candidate) => candidate.version === wanted);
  return version ? { kind: "known", version } : { kind: "unknownVersion" };
}

/** A custom type before its class is known: no parameters yet. */
function bare(className: string): PushTypeSpec {
  return {
    pushType: "custom",
    name: { zh: "自定义", en: "Custom" },
    description: { zh: "运行自行编写的适配脚本", en: "Runs an adapter of your own" },
    implementationClass: className,
    defaultScheme: "http",
    params: [],
    protocol: [],
  };
}

export function specOf(
  pushType: PushType | undefined,
  suites: PushTypeSpec[],
  adapter: Adapter,
  draft: AdapterDraft | undefined,
): PushTypeSpec | undefined {
  if (pushType !== "custom") return suites.find((one) => one.pushType === pushType);
  const spec = adapter.kind === "known" ? adapter.version.spec : null;
  return spec ?? bare(draft?.class?.trim() ?? "");
}

/** The catalogue with custom at its end, for choosing. */
export function withCustom(suites: PushTypeSpec[]): PushTypeSpec[] {
  return suites.some((one) => one.pushType === "custom") ? suites : [...suites, bare("")];
}
