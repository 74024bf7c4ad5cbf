/** An event pasted as JSON: one event, a batch, or a row as the log shows it. */
import { Input } from "antd";
import { useTexts } from "../i18n";

interface PastedProps {
  value: string;
  onChange: (value: string) => void;
  wrong: boolean;
}

export function Pasted({ value, onChange, wrong }: PastedProps) {
  const { t } = useTexts();
  return (
    <div className="dryrun-pasted">
      <Input.TextArea
        rows={10}
        spellCheck={false}
        className="mono"
        value={value}
        status={wrong ? "error" : undefined}
        onChange={(event) => onChange(event.target.value)}
        placeholder={'{ "dataSet": "todo", "businessState": "pending", "requestId": "…" }'}
        aria-label={t("dryrun.source.pasted")}
      />
      <span className={wrong ? "dryrun-wrong" : "dim"} role={wrong ? "alert" : undefined}>
        {wrong ? t("dryrun.pasted.wrong") : t("dryrun.pasted.help")}
      </span>
    </div>
  );
}
