/** The fields of a change: what each was and what it became. What came new or went shows one side only. */
import { MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTexts } from "../i18n";
import { inReadingOrder, isReplaced, isSecretMarker, type Leaf, listChange } from "./leaves";
import { entryText, partName, valueText } from "./names";
import "./diff.css";

type Kind = "created" | "changed" | "deleted";

/** Rows that are drawn at first; a mapping table alone may have tens of thousands. */
const FIRST = 200;

export function ChangeTable({ leaves, kind }: { leaves: Leaf[]; kind: Kind }) {
  const { t } = useTexts();
  const [most, setMost] = useState(FIRST);
  const heads = {
    created: [t("diff.value")],
    changed: [t("diff.before"), t("diff.after")],
    deleted: [t("diff.deleted")],
  }[kind];
  return (
    <table className="change">
      <thead>
        <tr>
          <th>{t("diff.field")}</th>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inReadingOrder(leaves)
          .slice(0, most)
          .map((leaf) => (
            <tr key={leaf.path}>
              <th scope="row" title={leaf.path}>
                {partName(leaf.path)}
              </th>
              <Sides leaf={leaf} kind={kind} />
            </tr>
          ))}
      </tbody>
      {leaves.length > most && (
        <tfoot>
          <tr>
            <td colSpan={heads.length + 1}>
              <Button type="link" size="small" onClick={() => setMost(most * 10)}>
                {t("diff.moreFields", { n: leaves.length - most })}
              </Button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Sides({ leaf, kind }: { leaf: Leaf; kind: Kind }) {
  const { path, before, after } = leaf;
  if (kind !== "changed") {
    return (
      <td>
        <Value path={path} value={kind === "created" ? after : before} />
      </td>
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return (
      <td colSpan={2}>
        <ListSides before={before} after={after} />
      </td>
    );
  }
  return (
    <>
      <td className={before === undefined ? undefined : "change-before"}>
        <Value path={path} value={before} />
      </td>
      <td className={after === undefined ? undefined : "change-after"}>
        <Value path={path} value={after} />
      </td>
    </>
  );
}

function ListSides({ before, after }: { before: unknown[]; after: unknown[] }) {
  const { t } = useTexts();
  const { added, removed } = listChange(before, after);
  if (added.length === 0 && removed.length === 0) return <span>{t("diff.list.order")}</span>;
  return (
    <ul className="change-list">
      {removed.map((entry) => (
        <li key={`-${entryText(entry)}`} className="change-before">
          <MinusOutlined aria-hidden="true" /> {t("diff.list.removed")} {entryText(entry)}
        </li>
      ))}
      {added.map((entry) => (
        <li key={`+${entryText(entry)}`} className="change-after">
          <PlusOutlined aria-hidden="true" /> {t("diff.list.added")} {entryText(entry)}
        </li>
      ))}
    </ul>
  );
}

/** Longer than this, or of more than one line, a text stands in a box of its own. */
const LONG = 160;

function Value({ path, value }: { path: string; value: unknown }) {
  const { t } = useTexts();
  if (value === undefined) return <span className="dim">{t("diff.nothing")}</span>;
  if (isSecretMarker(value) || value === "(secret)") {
    return <span className="dim">{t(isReplaced(value) ? "diff.secret.replaced" : "diff.secret")}</span>;
  }
  if (Array.isArray(value)) {
    return (
      <ul className="change-list">
        {value.map((entry) => (
          <li key={entryText(entry)}>{entryText(entry)}</li>
        ))}
      </ul>
    );
  }
  const shown = valueText(path, value);
  if (shown.length > LONG || shown.includes("\n")) return <Long text={shown} />;
  return <span>{shown}</span>;
}

function Long({ text }: { text: string }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <div className="change-long">
      <pre className={open ? "open" : undefined}>{text}</pre>
      <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("diff.less") : t("diff.more")}
      </Button>
    </div>
  );
}
