/** Fields that are seldom needed, behind one line. They stay in the form while folded; `reveal` unfolds around a field. */
import type { ReactNode } from "react";

export function Fold({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className="fold">
      <summary>{title}</summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}

/** Unfolds what hides a field of a form. */
export function reveal(form: string, field: (string | number)[]): void {
  document
    .getElementById(`${form}_${field.join("_")}`)
    ?.closest("details")
    ?.setAttribute("open", "");
}
