/** A section of the form that folds. Folded fields stay in the form, so that nothing typed is lost. */
import { RightOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Section as Name } from "./pointers";

interface SectionProps {
  name: Name;
  title: string;
  open: boolean;
  onToggle: (name: Name) => void;
  help?: ReactNode;
  /** A word beside the title, such as how much was changed inside. */
  mark?: ReactNode;
  /** Number of complaints inside. */
  wrong?: number;
  children: ReactNode;
}

export function Section({ name, title, open, onToggle, help, mark, wrong = 0, children }: SectionProps) {
  return (
    <section className="panel form-section" id={`section-${name}`}>
      <h2>
        <button type="button" aria-expanded={open} onClick={() => onToggle(name)}>
          <RightOutlined className="form-arrow" rotate={open ? 90 : 0} aria-hidden="true" />
          {title}
          {mark && <span className="wire-mark">{mark}</span>}
          {wrong > 0 && <span className="badge">{wrong}</span>}
        </button>
      </h2>
      <div className="form-body" hidden={!open}>
        {help && <p className="form-help">{help}</p>}
        {children}
      </div>
    </section>
  );
}
