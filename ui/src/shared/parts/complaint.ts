/** What the engine complains of in a field, in the console's language: the one place that puts it into words. */
import { ApiProblem, type FieldProblem } from "../api/problem";
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
  "DISABLED",
  "WRONG_PUSH_TYPE",
  "NOT_ON_A_LIST",
]);

export function codeWords(code: string): string {
  return textOr(`field.${code}`, text("field.other", { code }));
}

export function fieldWords({ code, message }: Pick<FieldProblem, "code" | "message">): string {
  const words = codeWords(code);
  return message && !selfEvident.has(code) ? `${words}（${message}）` : words;
}

/** A refusal in one line: its code's text where there is one, what it says of the first field, or the engine's words. */
export function problemWords(error: unknown): string {
  if (!(error instanceof ApiProblem)) return text("state.unreachable.title");
  const [field] = error.fields;
  return textOr(`problem.${error.code}`, field ? fieldWords(field) : error.message);
}
