/** A cron expression (row C1): typed or taken from a preset, said in plain words, with its next five times. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import cronstrue from "cronstrue";
import "cronstrue/locales/zh_CN";
import dayjs from "dayjs";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import { useDebounced } from "@/shared/format/useDebounced";
import { type Language, useTexts } from "@/shared/i18n";

const presets = [
  "0 */5 * * * *",
  "0 */10 * * * *",
  "0 */30 * * * *",
  "0 0 * * * *",
  "0 */15 8-18 * * MON-FRI",
  "0 0 2 * * *",
  "0 0 3 * * SUN",
];

/** What an expression says, or null where it says nothing. */
export function inWords(cron: string, language: Language): string | null {
  try {
    return cronstrue.toString(cron, {
      locale: language === "zh" ? "zh_CN" : "en",
      use24HourTimeFormat: true,
    });
  } catch {
    return null;
  }
}

export function CronField() {
  const { t } = useTexts();
  return (
    <Form.Item name={["compensation", "cron"]} label={t("form.compensation.cron")} extra={<CronWords />}>
      <CronInput />
    </Form.Item>
  );
}

interface CronInputProps {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (cron: string) => void;
}

function CronInput({ id, value, onChange }: CronInputProps) {
  const { t, language } = useTexts();
  return (
    <div className="cron-line">
      <Input
        id={id}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        spellCheck={false}
        className="mono"
        placeholder="0 */10 * * * *"
      />
      <Select
        value={null}
        aria-label={t("form.cron.presets")}
        placeholder={t("form.cron.presets")}
        popupMatchSelectWidth={false}
        onChange={(cron: string | null) => cron && onChange?.(cron)}
        options={presets.map((cron) => ({ value: cron, label: inWords(cron, language) }))}
      />
    </div>
  );
}

/** `11-23 17:30:00` by the engine's clock, which the schedule goes by; with its offset where the reader's is another. */
function engineClock(at: string): string {
  const [, clock = at, offset = ""] = /^\d+-(\d+-\d+T[\d:]+).*?([+-][\d:]+|Z)$/.exec(at) ?? [];
  const here = dayjs(at).format("Z");
  const there = offset === "Z" ? "+00:00" : offset;
  return `${clock.replace("T", " ")}${here === there ? "" : ` (${there})`}`;
}

function CronWords() {
  const { t, language } = useTexts();
  const typed: string = Form.useWatch(["compensation", "cron"]) ?? "";
  const cron = useDebounced(typed.trim(), 300);
  const ahead = useQuery({
    queryKey: keys.nextTimes(cron),
    queryFn: ({ signal }) => api.get<{ next: string[] }>("/api/v1/schedules/next", { cron }, signal),
    enabled: cron !== "",
    retry: false,
  });
  if (cron === "") return t("form.compensation.cron.help");
  if (ahead.error instanceof ApiProblem) {
    return <span className="cron-wrong">{ahead.error.fields[0]?.message ?? ahead.error.message}</span>;
  }
  const next = ahead.data?.next ?? [];
  return (
    <span className="cron-words">
      <span className="strong">{inWords(cron, language)}</span>
      {ahead.data && (
        <span>
          {next.length === 0 ? t("form.cron.never") : `${t("form.cron.next")} `}
          <span className="num">{next.map(engineClock).join(" · ")}</span>
        </span>
      )}
    </span>
  );
}
