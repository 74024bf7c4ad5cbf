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

export function PairsField({ id, value, onChange }: PairsFieldProps) {
  const { t } = useTexts();
  const last = useRef(0);
  const makeRow = (name: string, text: string): Row => {
    last.current += 1;
    return { key: last.current, name, value: text };
  };
  // Rows hold what an object can't: two rows with one name, or with none, while they are typed.
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(value ?? {}).map(([name, text]) => makeRow(name, text)),
  );

  const change = (next: Row[]) => {
    setRows(next);
    const pairs = next.filter((row) => row.name.trim() !== "").map((row) => [row.name.trim(), row.value]);
    onChange?.(pairs.length > 0 ? Object.fromEntries(pairs) : undefined);
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
