/** What the engine complains about in a channel: beside which field it stands, and in which words. Pure but for the language. */
import type { FieldProblem } from "@/shared/api/problem";
import type { ChannelSpec } from "@/shared/api/types";
import { pick, text } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";

export type FieldName = string[];

const plainFields: Record<string, () => string> = {
  name: () => text("alerts.name"),
  enabled: () => text("alerts.enabled"),
  tells: () => text("alerts.tells"),
  recipients: () => text("alerts.section.recipients"),
  language: () => text("alerts.language"),
  subject: () => text("alerts.subject"),
  text: () => text("alerts.text"),
  mergeSeconds: () => text("alerts.mergeSeconds"),
  mostPerHour: () => text("alerts.mostPerHour"),
};

/** The parts of a pointer; a draft that is previewed or tested stands below `/channel`. */
function partsOf(pointer: string): string[] {
  const [, ...parts] = pointer.split("/");
  return parts[0] === "channel" ? parts.slice(1) : parts;
}

/** The field of the form that a pointer of the engine is about; null where the form has none. */
export function fieldOf(pointer: string, spec: ChannelSpec): FieldName | null {
  const [first = "", second = ""] = partsOf(pointer);
  if (first === "params") return spec.params.some(({ name }) => name === second) ? ["params", second] : null;
  if (!Object.hasOwn(plainFields, first)) return null;
  return [first === "recipients" ? "members" : first];
}

/** What the form calls the field at a pointer; the pointer itself where the form has no such field. */
export function labelOf(pointer: string, spec: ChannelSpec): string {
  const [first = "", second = ""] = partsOf(pointer);
  if (first === "params") return pick(spec.params.find(({ name }) => name === second)?.label) || second;
  return plainFields[first]?.() ?? pointer;
}

/** Words of this screen go before the common ones, which speak of targets. */
export function wordsOf(problem: FieldProblem): string {
  const [first = "", second = ""] = partsOf(problem.path);
  switch (problem.code) {
    case "NOT_UNIQUE":
      return text("alerts.complaint.NOT_UNIQUE");
    case "UNKNOWN_PARAMETER":
      return text("alerts.complaint.UNKNOWN_PARAMETER");
    case "INVALID_ADDRESS":
      return text(second === "host" ? "alerts.complaint.host" : "alerts.complaint.INVALID_ADDRESS");
    case "REQUIRED":
      if (first === "tells") return text("alerts.complaint.noKind");
      if (first === "recipients") return text("alerts.complaint.nobody");
      return fieldWords(problem);
    default:
      return fieldWords(problem);
  }
}
