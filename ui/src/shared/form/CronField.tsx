/** A cron expression (row C1): typed or taken from a preset, said in plain words, with its next five times. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import cronstrue from "cronstrue";
import "cronstrue/locales/zh_CN";
import dayjs from "dayjs";
import { Fragment } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import { useDebounced } from "@/shared/format/useDebounced";
import { type Language, useTexts } from "@/shared/i18n";
import "./fields.css";

/** What an expression says, or null where it says nothing. */
function inWords(cron: string, language: Language): string | null {
  try {
    return cronstrue.toString(cron, {
      locale: language === "zh" ? "zh_CN" : "en",
      use24HourTimeFormat: true,
    });
  } catch {
    return null;
  }
}

interface CronFieldProps {
  name: string[];
  /** Expressions that are often wanted here. */
  presets: string[];
  /** The one that holds while the field is empty. */
  placeholder: string;
}

export function CronField({ name, presets, placeholder }: CronFieldProps) {
  const { t } = useTexts();
  return (
    <Form.Item name={name} label={t("form.cron")} extra={<CronWords name={name} />}>
      <CronInput presets={presets} placeholder={placeholder} />
    </Form.Item>
  );
}

interface CronInputProps extends Pick<CronFieldProps, "presets" | "placeholder"> {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (cron: string) => void;
}

function CronInput({ presets, placeholder, id, value, onChange }: CronInputProps) {
  const { t, language } = useTexts();
  return (
    <div className="cron-line">
      <Input
        id={id}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        spellCheck={false}
        className="mono"
        placeholder={placeholder}
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

function CronWords({ name }: Pick<CronFieldProps, "name">) {
  const { t, language } = useTexts();
  const typed: string = Form.useWatch(name) ?? "";
  const cron = useDebounced(typed.trim(), 300);
  const ahead = useQuery({
    queryKey: keys.nextTimes(cron),
    queryFn: ({ signal }) => api.get<{ next: string[] }>("/api/v1/schedules/next", { cron }, signal),
    enabled: cron !== "",
    retry: false,
  });
  if (cron === "") return t("form.cron.help");
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
          {next.map((at, nth) => (
            <Fragment key={at}>
              {nth > 0 && " · "}
              <span className="num">{engineClock(at)}</span>
            </Fragment>
          ))}
        </span>
      )}
    </span>
  );
}
