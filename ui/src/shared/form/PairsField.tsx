/** Names with values, such as extra headers. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { useTexts } from "@/shared/i18n";

interface PairsFieldProps {
  id?: string;
  value?: Record<string, string>;
  onChange?: (value: Record<string, string> | undefined) => void;
}

interface Row {
  key: number;
  name: string;
  value: string;
}

function pairsOf(rows: Row[]): Record<string, string> {
  const named = rows.filter((row) => row.name.trim() !== "");
  return Object.fromEntries(named.map((row) => [row.name.trim(), row.value]));
}

export function PairsField({ id, value, onChange }: PairsFieldProps) {
  const { t } = useTexts();
  const last = useRef(0);
  const makeRow = (name: string, text: string): Row => {
    last.current += 1;
    return { key: last.current, name, value: text };
  };
  const rowsOf = (pairs: Record<string, string> | undefined) =>
    Object.entries(pairs ?? {}).map(([name, text]) => makeRow(name, text));
  // Rows hold what an object can't: two rows with one name, or with none, while they are typed.
  const [rows, setRows] = useState<Row[]>(() => rowsOf(value));
  const shown = JSON.stringify(value ?? {});
  const [seen, setSeen] = useState(shown);
  if (shown !== seen) {
    setSeen(shown);
    // It was set from outside, such as back to its default.
    if (shown !== JSON.stringify(pairsOf(rows))) setRows(rowsOf(value));
  }

  const change = (next: Row[]) => {
    setRows(next);
    const pairs = pairsOf(next);
    onChange?.(Object.keys(pairs).length > 0 ? pairs : undefined);
  };
  const edit = (key: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));

  return (
    <div className="pairs" id={id}>
      {rows.map((row) => (
        <div key={row.key} className="pair">
          <Input
            value={row.name}
            placeholder={t("form.pairs.name")}
            aria-label={t("form.pairs.name")}
            onChange={(event) => edit(row.key, { name: event.target.value })}
          />
          <Input
            value={row.value}
            placeholder={t("form.pairs.value")}
            aria-label={t("form.pairs.value")}
            onChange={(event) => edit(row.key, { value: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("common.remove")}
            onClick={() => change(rows.filter((one) => one.key !== row.key))}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => setRows([...rows, makeRow("", "")])}>
        {t("common.add")}
      </Button>
    </div>
  );
}
