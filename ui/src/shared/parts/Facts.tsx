/** Labelled facts in two columns. */
import type { ReactNode } from "react";
import { CopyButton } from "./copy";
import "./facts.css";

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

interface FactProps {
  label: string;
  copy?: string;
  mono?: boolean;
  children: ReactNode;
}

export function Fact({ label, copy, mono, children }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={mono ? "mono" : undefined}>
        {children}
        {copy && <CopyButton value={copy} />}
      </dd>
    </div>
  );
}
