/** Complaints of the engine about a row, in words. */
import { ApiProblem } from "@/shared/api/problem";
import { fieldWords } from "@/shared/parts/complaint";

/** What went wrong with one row; null when it was not about the row. */
export function rowWords(error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return null;
  const [first] = error.fields;
  return first ? fieldWords(first) : `${error.code}: ${error.message}`;
}

/** `李四 (1002)`, or the id alone. */
export function personWords(person: { person: string; name: string | null }): string {
  return person.name ? `${person.name} (${person.person})` : person.person;
}
