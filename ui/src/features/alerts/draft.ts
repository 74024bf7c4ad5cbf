/** A channel as its form has it. Pure. */
import type { AlertKind, ChannelConfig, ChannelSpec, Member } from "@/shared/api/types";

/** What is sent: a number that was emptied is left out, and the engine says that it is missing. */
export type SentConfig = Omit<ChannelConfig, Pace> & { [K in Pace]?: number };
type Pace = "mergeSeconds" | "mostPerHour";

export interface Draft extends Omit<ChannelConfig, "recipients" | Pace> {
  /** Recipients as the picker knows them: persons and roles. */
  members: Member[];
  mergeSeconds: number | null;
  mostPerHour: number | null;
}

export const allAlertKinds: AlertKind[] = [
  "breakerOpened",
  "breakerRecovered",
  "runFailed",
  "taskEnded",
  "storeUnavailable",
  "storeRecovered",
];

/** A new channel with what its kind has by default. */
export function blank(spec: ChannelSpec, name: string): ChannelConfig {
  return {
    name,
    enabled: true,
    kind: spec.kind,
    params: {},
    tells: allAlertKinds,
    recipients: { persons: [], roles: [] },
    language: "zh",
    subject: "",
    text: "",
    mergeSeconds: spec.mergeSeconds,
    mostPerHour: spec.mostPerHour,
  };
}

export function draftOf({ recipients, ...config }: ChannelConfig): Draft {
  const member = (kind: "person" | "role") => (id: string) => ({ kind, id, includeBelow: false });
  return {
    ...config,
    members: [...recipients.persons.map(member("person")), ...recipients.roles.map(member("role"))],
  };
}

/** Parameters that are empty are left out, so that they have their defaults. */
export function configFrom(draft: Draft, kind: ChannelConfig["kind"]): SentConfig {
  const { members, params, mergeSeconds, mostPerHour, ...rest } = draft;
  const given = Object.entries(params ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const ids = (wanted: Member["kind"]) => members.filter((one) => one.kind === wanted).map(({ id }) => id);
  return {
    ...rest,
    subject: rest.subject ?? "",
    text: rest.text ?? "",
    kind,
    params: Object.fromEntries(given),
    recipients: { persons: ids("person"), roles: ids("role") },
    ...(mergeSeconds === null ? {} : { mergeSeconds }),
    ...(mostPerHour === null ? {} : { mostPerHour }),
  };
}

/** Text with a placeholder put in where the caret stands, and where it stands then. */
export function inserted(text: string, at: number, placeholder: string): { text: string; caret: number } {
  const piece = `{${placeholder}}`;
  return { text: text.slice(0, at) + piece + text.slice(at), caret: at + piece.length };
}
