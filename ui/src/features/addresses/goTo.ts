import { idOf } from "./complaints";

/** Brings a field into sight; a complaint about a whole row leads to the row. */
export function goTo(pointer: string): void {
  const field = document.getElementById(idOf(pointer));
  field?.scrollIntoView({ behavior: "smooth", block: "center" });
  field?.focus({ preventScroll: true });
}
