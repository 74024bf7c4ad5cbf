/** A part of a form that stands on its screen: a panel with its name. */
import { type ReactNode, useId } from "react";

interface PartProps {
  title: string;
  lede?: ReactNode;
  extra?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Part({ title, lede, extra, className = "", children }: PartProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <div>
          <h2 id={id}>{title}</h2>
          {lede && <span className="dim">{lede}</span>}
        </div>
        {extra}
      </div>
      <div className={`panel-body ${className}`.trim()}>{children}</div>
    </section>
  );
}
