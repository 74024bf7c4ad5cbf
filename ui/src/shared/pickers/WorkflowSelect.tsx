/** Chooses one workflow template; an id that nobody knows yet can be typed. */
import { Select } from "antd";
import { useMemo, useState } from "react";
import type { Workflow } from "../api/types";
import { useTexts } from "../i18n";
import { useWorkflows } from "./queries";

/** More than anyone reads; the search finds the others. */
const MOST_SHOWN = 100;

interface WorkflowSelectProps {
  /** Given by `Form.Item`. */
  id?: string;
  /** The template's id. */
  value?: string;
  /** `workflow` is left out for an id that nobody knows yet, and when the choice is taken back. */
  onChange?: (id: string | undefined, workflow?: Workflow) => void;
  label: string;
  placeholder?: string;
}

export function WorkflowSelect({ id, value, onChange, label, placeholder }: WorkflowSelectProps) {
  const { t } = useTexts();
  const workflows = useWorkflows();
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const all = workflows.data?.workflows;
  const byId = useMemo(() => new Map(all?.map((one) => [one.id, one])), [all]);
  const shown = useMemo(() => {
    const found = (all ?? []).filter(
      (one) => one.name.toLowerCase().includes(wanted) || one.id.toLowerCase().includes(wanted),
    );
    return found.slice(0, MOST_SHOWN);
  }, [all, wanted]);
  const typed = text.trim();
  const options = shown.map((one) => ({
    value: one.id,
    label: (
      <span className="person-line">
        {one.name} <span className="mono dim">{one.id}</span>{" "}
        <span className="dim">{one.typeName ?? one.typeId}</span>
      </span>
    ),
  }));
  if (typed !== "" && !byId.has(typed)) {
    options.push({ value: typed, label: <span>{t("pick.useId", { id: typed })}</span> });
  }
  return (
    <Select
      id={id}
      aria-label={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      value={value}
      placeholder={placeholder ?? t("pick.searchWorkflow")}
      options={options}
      labelRender={({ value: chosen }) => {
        const known = byId.get(String(chosen));
        return known ? `${known.name} (${known.id})` : String(chosen);
      }}
      onOpenChange={(open) => !open && setText("")}
      onChange={(next: string | undefined) =>
        onChange?.(next, next === undefined ? undefined : byId.get(next))
      }
      notFoundContent={workflows.isPending ? t("common.loading") : t("pick.noWorkflows")}
      style={{ width: "100%" }}
    />
  );
}
