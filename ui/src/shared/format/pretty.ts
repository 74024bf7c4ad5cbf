/** Lays out JSON, XML and form bodies for reading, and colours them. What is none of them stays as it is. Pure. */

export type Kind = "json" | "xml" | "form" | "text";

export interface Pretty {
  kind: Kind;
  text: string;
}

/** A piece of coloured text; `tint` is a CSS class. */
export interface Piece {
  text: string;
  tint: "k" | "s" | "n" | "t" | null;
}

export function pretty(body: string): Pretty {
  const trimmed = body.trim();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    try {
      return { kind: "json", text: JSON.stringify(JSON.parse(trimmed), null, 2) };
    } catch {
      // A cut or broken document is shown as it came.
      return { kind: "text", text: body };
    }
  }
  if (/^<(\?xml|[A-Za-z_][\w.:-]*[\s/>])/.test(trimmed) && !/^<html|^<!doctype/i.test(trimmed)) {
    const laidOut = prettyXml(trimmed);
    if (laidOut !== null) return { kind: "xml", text: laidOut };
  }
  const form = prettyForm(trimmed);
  if (form !== null) return { kind: "form", text: form };
  return { kind: "text", text: body };
}

const XML_TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<\/[^>]+>|<[^>]+>|[^<]+/g;

/** One element a line, elements that hold only text on one line; null when the tags don't pair up. */
function prettyXml(source: string): string | null {
  const tokens = (source.match(XML_TOKEN) ?? [])
    .map((token) => (token.startsWith("<") ? token : token.trim()))
    .filter(Boolean);
  const lines: string[] = [];
  let depth = 0;
  const put = (line: string) => lines.push("  ".repeat(depth) + line);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    const next = tokens[at + 1] ?? "";
    const after = tokens[at + 2] ?? "";
    if (token.startsWith("</")) {
      depth -= 1;
      if (depth < 0) return null;
      put(token);
    } else if (/^<[A-Za-z_]/.test(token) && !token.endsWith("/>")) {
      if (next.startsWith("</")) {
        put(token + next);
        at += 1;
      } else if ((!next.startsWith("<") || next.startsWith("<![CDATA[")) && after.startsWith("</")) {
        put(token + next + after);
        at += 2;
      } else {
        put(token);
        depth += 1;
      }
    } else {
      put(token);
    }
  }
  return depth === 0 ? lines.join("\n") : null;
}

const FORM = /^[\w.$%[\]-]+=[^\s&=<>{}]*(?:&[\w.$%[\]-]+=[^\s&=<>{}]*)*$/;

/** A form or a query, one field a line, decoded; JSON in a field is laid out below its name. */
function prettyForm(source: string): string | null {
  if (!FORM.test(source)) return null;
  try {
    const fields = source.split("&").map((pair) => {
      const [name = "", value = ""] = pair
        .split("=")
        .map((side) => decodeURIComponent(side.replaceAll("+", " ")));
      const laidOut = /^\s*[{[]/.test(value) ? pretty(value).text.replaceAll("\n", "\n  ") : value;
      return laidOut.includes("\n") ? `${name} =\n  ${laidOut}` : `${name} = ${laidOut}`;
    });
    return fields.join("\n");
  } catch {
    // Cut in the middle of a character, or not in UTF-8.
    return null;
  }
}

const JSON_PIECE = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const FORM_PIECE = /^\S+(?= =(?: |$))/gm;
const XML_PIECE = /<\/?[\w.:-]+|\/?>|<\?[\s\S]*?\?>|"[^"]*"/g;

/** Cuts laid-out text into coloured pieces. */
export function pieces({ kind, text }: Pretty): Piece[] {
  if (kind === "text") return [{ text, tint: null }];
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll({ json: JSON_PIECE, xml: XML_PIECE, form: FORM_PIECE }[kind])) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), tint: null });
    const [whole] = match;
    if (kind === "form") found.push({ text: whole, tint: "k" });
    else if (kind === "xml") found.push({ text: whole, tint: whole.startsWith('"') ? "s" : "t" });
    else if (match[1]) found.push({ text: whole, tint: match[2] ? "k" : "s" });
    else found.push({ text: whole, tint: "n" });
    from = match.index + whole.length;
  }
  if (from < text.length) found.push({ text: text.slice(from), tint: null });
  return found;
}
