/** Which field a change is about: a complaint there is about the value that was sent, and goes with it. Pure. */

/**
 * The field, where `changed` holds just that change, as the form tells it. `fieldAt` gives the form's field for a JSON
 * pointer, or null.
 */
export function changedField<T>(changed: unknown, fieldAt: (pointer: string) => T | null): T | null {
  let pointer = "";
  let rest = changed;
  while (typeof rest === "object" && rest !== null && !Array.isArray(rest)) {
    const [entry] = Object.entries(rest);
    if (!entry) return null;
    pointer += `/${entry[0].replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const field = fieldAt(pointer);
    if (field !== null) return field;
    rest = entry[1];
  }
  return null;
}
