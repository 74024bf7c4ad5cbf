/** One row of the mapping table: its value is changed in place and taken when one leaves it; Escape takes it back. */
import { DeleteOutlined, LoadingOutlined } from "@ant-design/icons";
import { App, Button, Input, Popconfirm } from "antd";
import { type CSSProperties, useState } from "react";
import type { MappingRow } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { useMappingChange } from "./queries";
import { personWords, rowWords } from "./words";

interface MappingLineProps {
  targetId: number;
  row: MappingRow;
  style: CSSProperties;
}

export function MappingLine({ targetId, row, style }: MappingLineProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useMappingChange(targetId);
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const person = personWords(row);

  const take = async () => {
    const value = typed?.trim();
    if (value === undefined || value === row.value) {
      setTyped(null);
      setWrong(null);
      return;
    }
    setBusy(true);
    try {
      await change.put(row.person, value);
      message.success(t("mapping.saved", { person, value }));
      setTyped(null);
      setWrong(null);
    } catch (error) {
      setWrong(rowWords(error) ?? t("state.unreachable.title"));
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    setBusy(true);
    try {
      await change.remove(row.person);
      message.success(t("mapping.deleted", { person }));
    } catch (error) {
      setWrong(rowWords(error) ?? t("state.unreachable.title"));
      setBusy(false);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed, which a list element's items can't be
    <div role="listitem" className="mapping-row" style={style}>
      <span className="ellipsis" title={person}>
        {row.name ?? <span className="mapping-unknown">{t("mapping.unknownPerson")}</span>}{" "}
        <span className="mono dim">{row.person}</span>
      </span>
      <Input
        className="mono"
        value={typed ?? row.value}
        variant={typed === null && !wrong ? "borderless" : "outlined"}
        status={wrong ? "error" : undefined}
        title={wrong ?? undefined}
        // Always there: an input whose suffix comes and goes loses the focus.
        suffix={busy ? <LoadingOutlined /> : <span className="field-bad">{wrong}</span>}
        aria-label={t("mapping.value.edit", { person })}
        onFocus={() => setTyped((before) => before ?? row.value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void take()}
        onPressEnter={(event) => event.currentTarget.blur()}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setTyped(null);
          setWrong(null);
        }}
      />
      <Popconfirm
        title={t("mapping.delete.title", { person })}
        description={t("mapping.delete.detail")}
        okText={t("common.delete")}
        okButtonProps={{ danger: true }}
        cancelText={t("common.cancel")}
        onConfirm={() => void remove()}
      >
        <Button
          type="text"
          danger
          icon={<DeleteOutlined />}
          aria-label={t("mapping.delete", { person })}
          disabled={busy}
        />
      </Popconfirm>
    </div>
  );
}
