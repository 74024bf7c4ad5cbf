/** The frame of a screen: its title, what can be done on it, and its content. */
import { type ReactNode, useEffect } from "react";
import { useTexts } from "../i18n";
import "./parts.css";

interface PageProps {
  title: ReactNode;
  /** For the window's title, where `title` is not a text. */
  plainTitle?: string;
  lede?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** A screen that fills the window and scrolls inside itself. */
  fill?: boolean;
  /** A long form, whose head with its buttons stays in sight. */
  sticky?: boolean;
}

export function Page({ title, plainTitle, lede, actions, children, fill, sticky }: PageProps) {
  const { t } = useTexts();
  const name = plainTitle ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = name ? `${name} · ${t("app.name")}` : t("app.name");
  }, [name, t]);
  return (
    <div className={`page${fill ? " page-fill" : ""}${sticky ? " page-sticky" : ""}`}>
      <header className="page-head">
        <div className="page-titles">
          <h1>{title}</h1>
          {lede && <p>{lede}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
