/** What the engine complains of in a field, in the console's language: the one place that puts it into words. */
import type { FieldProblem } from "../api/problem";
import { text, textOr } from "../i18n";

/** Codes that say all there is to say; with any other the engine's own words, which are English, say the rest. */
const selfEvident = new Set([
  "REQUIRED",
  "INVALID_CHARACTER",
  "DIGITS_ONLY",
  "NOT_DIGITS",
  "INVALID_ADDRESS",
  "INVALID_PATH",
  "UNKNOWN_PARAMETER",
  "UNKNOWN_PUSH_TYPE",
  "UNKNOWN_PERSON",
  "DUPLICATE",
  "REPEATED",
  "NOT_A_MAIN_ACCOUNT",
  "INVALID_MAIL_ADDRESS",
  "CANNOT_CHANGE",
  "NOT_ABSOLUTE",
]);

export function codeWords(code: string): string {
  return textOr(`field.${code}`, text("field.other", { code }));
}

export function fieldWords({ code, message }: Pick<FieldProblem, "code" | "message">): string {
  const words = codeWords(code);
  return message && !selfEvident.has(code) ? `${words}（${message}）` : words;
}
