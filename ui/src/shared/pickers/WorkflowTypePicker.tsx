/** Chooses workflow types, several; ids that nobody knows yet can be typed or pasted. */
import { Select } from "antd";
import { useMemo } from "react";
import { count } from "../format";
import { useTexts } from "../i18n";
import { useWorkflows } from "./queries";

interface WorkflowTypePickerProps {
  /** Given by `Form.Item`. */
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  label: string;
  placeholder?: string;
}

export function WorkflowTypePicker({ id, value, onChange, label, placeholder }: WorkflowTypePickerProps) {
  const { t } = useTexts();
  const workflows = useWorkflows();
  const types = workflows.data?.types;
  const options = useMemo(
    () =>
      (types ?? []).map((type) => ({
        value: type.id,
        name: type.name ?? type.id,
        words: `${type.name ?? ""} ${type.id}`.toLowerCase(),
        label: (
          <span className="person-line">
            {type.name ?? type.id} <span className="mono dim">{type.id}</span>{" "}
            <span className="dim">{t("pick.workflowsOfType", { n: count(type.workflows) })}</span>
          </span>
        ),
      })),
    [types, t],
  );
  return (
    <Select
      id={id}
      mode="tags"
      aria-label={label}
      allowClear
      maxTagCount={60}
      tokenSeparators={[",", "，", "、", ";", "；", " ", "\n", "\t"]}
      showSearch={{
        filterOption: (text, option) => option?.words?.includes(text.trim().toLowerCase()) ?? false,
      }}
      value={value ?? []}
      onChange={onChange}
      options={options}
      labelRender={({ value: chosen }) => {
        const known = options.find((one) => one.value === chosen);
        return known && known.name !== known.value ? `${known.name} (${known.value})` : String(chosen);
      }}
      placeholder={placeholder ?? t("pick.searchTypes")}
      style={{ width: "100%" }}
    />
  );
}
