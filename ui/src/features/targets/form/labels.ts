/** What the form calls each field, for lists of complaints that stand apart from the fields. */
import type { PushTypeSpec } from "@/shared/api/types";
import { pick, text } from "@/shared/i18n";
import { type FieldName, fieldOf } from "./pointers";

const labels: Record<string, () => string> = {
  identifier: () => text("form.identifier"),
  name: () => text("form.name"),
  enabled: () => text("form.enabled"),
  pushType: () => text("form.pushType"),
  "server/scheme": () => `${text("form.server")} · ${text("form.server.scheme")}`,
  "server/authority": () => `${text("form.server")} · ${text("form.server.authority")}`,
  "server/basePath": () => `${text("form.server")} · ${text("form.server.basePath")}`,
  personKey: () => text("form.personKey"),
  organization: () => text("form.organization"),
  "adapter/class": () => text("form.implementationClass"),
  "adapter/version": () => text("form.adapter.version"),
  proxy: () => text("form.proxy"),
  specialData: () => text("form.section.special"),
  "interception/persons": () => text("form.persons"),
  "interception/workflows": () => text("form.workflows"),
  "interception/business": () => text("form.business"),
  "interception/workflowTypes": () => text("form.workflowTypes"),
  "compensation/cron": () => text("form.cron"),
  "compensation/retries": () => text("form.compensation.retries"),
  "compensation/waitMinutes": () => text("form.compensation.wait"),
  "cleanup/hour": () => text("form.cleanup.hour"),
  "cleanup/keepDays": () => text("form.cleanup.keepDays"),
  "delivery/concurrency": () => text("form.delivery.concurrency"),
  "delivery/ratePerSecond": () => text("form.delivery.rate"),
  "delivery/timeoutMs": () => text("form.delivery.timeout"),
  "delivery/connectTimeoutMs": () => text("form.delivery.connectTimeout"),
  "delivery/noAnswerAttempts": () => text("form.delivery.attempts"),
  "tls/customCa": () => text("form.tls.customCa"),
  "tls/legacy": () => text("form.tls.legacy"),
};

/** The label of the field that a pointer is about; the pointer itself where the form has no such field. */
export function labelOf(pointer: string, suite: PushTypeSpec | undefined): string {
  const field: FieldName | null = fieldOf(pointer, suite);
  if (!field) return pointer || "/";
  const [head, name] = field;
  if (head === "params" || head === "protocol") {
    const spec = suite?.[head].find((one) => one.name === name);
    return pick(spec?.label) || String(name);
  }
  for (let length = field.length; length > 0; length--) {
    const label = labels[field.slice(0, length).join("/")];
    if (label) return label();
  }
  return pointer;
}
