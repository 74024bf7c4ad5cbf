/** Which rows: what is left empty does not narrow. */
import { Checkbox, DatePicker, Form, Select } from "antd";
import dayjs from "dayjs";
import { Part } from "@/shared/form/Part";
import { useTexts } from "@/shared/i18n";
import { PersonsPicker } from "@/shared/pickers/PersonsPicker";
import { WorkflowTypePicker } from "@/shared/pickers/WorkflowTypePicker";
import { dataSetsOf, type Kind } from "./draft";

export function ConditionsPart({ kind }: { kind: Kind }) {
  const { t } = useTexts();
  const isHistory = kind === "history";
  return (
    <Part title={t("tasks.part.conditions")} lede={t("tasks.part.conditions.help")} className="task-part">
      <div className="form-columns">
        <Form.Item name="dataSets" label={t("tasks.cond.dataSets")} extra={t("tasks.dataSets.help")}>
          <Checkbox.Group
            options={dataSetsOf[kind].map((value) => ({ value, label: t(`dataSet.${value}`) }))}
          />
        </Form.Item>
        <RangeField kind={kind} />
        <Form.Item
          name="receivers"
          label={t("tasks.cond.receivers")}
          extra={t(isHistory ? "tasks.receivers.help" : "tasks.receivers.help.realTime")}
        >
          <PersonsPicker label={t("tasks.cond.receivers")} allowUnknown={isHistory} mainOnly={!isHistory} />
        </Form.Item>
        <Form.Item name="creators" label={t("tasks.cond.creators")}>
          <PersonsPicker label={t("tasks.cond.creators")} allowUnknown />
        </Form.Item>
        <Form.Item name="requestIds" label={t("tasks.cond.requestIds")} extra={t("tasks.requestIds.help")}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            allowClear
            maxTagCount={60}
            tokenSeparators={[",", "，", "、", ";", "；", " ", "\n", "\t"]}
            placeholder={t("tasks.requestIds.type")}
          />
        </Form.Item>
        <Form.Item name="workflowTypeIds" label={t("tasks.cond.workflowTypeIds")}>
          <WorkflowTypePicker label={t("tasks.cond.workflowTypeIds")} />
        </Form.Item>
      </div>
    </Part>
  );
}

/** When a row came about, to the second; or the days on which a request was created. */
function RangeField({ kind }: { kind: Kind }) {
  const { t } = useTexts();
  const now = dayjs();
  const today = now.startOf("day");
  const presets = [
    { label: t("tasks.range.today"), days: 0 },
    { label: t("tasks.range.days", { n: 7 }), days: 6 },
    { label: t("tasks.range.days", { n: 30 }), days: 29 },
  ];
  const isHistory = kind === "history";
  return (
    <Form.Item
      name="range"
      label={t(isHistory ? "tasks.cond.triggered" : "tasks.cond.created")}
      extra={t(isHistory ? "tasks.triggered.help" : "tasks.created.help")}
    >
      <DatePicker.RangePicker
        showTime={isHistory && { defaultOpenValue: [today, today] }}
        format={isHistory ? "YYYY-MM-DD HH:mm:ss" : "YYYY-MM-DD"}
        allowEmpty={[true, true]}
        placeholder={[t("log.filter.from"), t("log.filter.to")]}
        style={{ width: "100%" }}
        presets={presets.map(({ label, days }) => ({
          label,
          value: [today.subtract(days, "day"), isHistory ? today.add(1, "day") : today],
        }))}
      />
    </Form.Item>
  );
}
