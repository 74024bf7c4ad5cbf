/** What people call the parts of a document, and how they read its values. The words are those of the forms. */
import { text, textOr } from "../i18n";

/** The parts of a JSON pointer (RFC 6901). */
export function segments(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * `特殊数据处理 › 重复数据过滤` for `/specialData/duplicateFilter`. What has no name of its own (a parameter of a suite, a
 * person of a mapping table) is called what the document calls it.
 */
export function partName(pointer: string): string {
  let chain: string[] = [];
  const named = segments(pointer).map((part) => {
    if (/^\d+$/.test(part) && chain.length > 0 && chain.at(-1) !== "personMapping") {
      // An entry of a list has fields of its own, called as if it stood alone.
      chain = [];
      return text("diff.nth", { n: Number(part) + 1 });
    }
    chain.push(part);
    const name = textOr(`part.${chain.join(".")}`, part);
    // So has what stands under the heading of the settings.
    if (chain.join(".") === "settings") chain = [];
    return name;
  });
  return named.join(" › ");
}

const catalogues: Record<string, string> = {
  "/personKey": "personKey",
  "/interception/persons/mode": "form.mode",
  "/interception/workflows/mode": "form.mode",
  "/interception/business/mode": "form.business",
};

/** A single value as it is read: yes and no in words, a known choice by its name, the rest as it stands. */
export function valueText(pointer: string, value: unknown): string {
  if (typeof value === "boolean") return value ? text("common.yes") : text("common.no");
  if (typeof value === "string") {
    const catalogue = catalogues[pointer];
    return catalogue ? textOr(`${catalogue}.${value}`, value) : value;
  }
  return JSON.stringify(value);
}

/** One entry of a list: a member by its kind and id, other things field by field. */
export function entryText(entry: unknown): string {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return JSON.stringify(entry);
  const { kind, id, includeBelow, ...rest } = entry as Record<string, unknown>;
  if (typeof kind === "string" && typeof id === "string" && Object.keys(rest).length === 0) {
    const member = `${textOr(`memberKind.${kind}`, kind)} ${id}`;
    return includeBelow === true ? `${member} (${text("diff.below")})` : member;
  }
  return Object.entries(entry)
    .map(([name, value]) => `${textOr(`part.${name}`, name)}: ${plain(value)}`)
    .join(" · ");
}

function plain(value: unknown): string {
  return typeof value === "string"
    ? value
    : typeof value === "boolean"
      ? valueText("", value)
      : JSON.stringify(value);
}
