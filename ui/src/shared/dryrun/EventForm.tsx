/** The small form for the event of a dry run. */
import { AutoComplete, Form, Input, Select } from "antd";
import type { DataSet } from "../api/types";
import { textOr, useTexts } from "../i18n";
import { allDataSets } from "../parts/kinds";
import { PersonPicker } from "../pickers/PersonPicker";
import { useBusinessStates, useWorkflows } from "../pickers/queries";
import { stateOf, type TypedEvent } from "./event";

export function EventForm({ form }: { form: ReturnType<typeof Form.useForm<TypedEvent>>[0] }) {
  const { t } = useTexts();
  const workflows = useWorkflows();
  const states = useBusinessStates();
  const dataSet = Form.useWatch("dataSet", form) as DataSet | undefined;
  const required = [{ required: true, message: t("field.REQUIRED") }];
  const chooseWorkflow = (id: string) => {
    const chosen = workflows.data?.workflows.find((one) => one.id === id);
    if (chosen) form.setFieldsValue({ workflowName: chosen.name, workflowTypeId: chosen.typeId });
  };
  return (
    <Form form={form} layout="vertical" name="dryrun" className="dryrun-event" scrollToFirstError>
      <Form.Item name="dataSet" label={t("log.col.dataSet")} rules={required}>
        <Select
          options={allDataSets.map((one) => ({ value: one, label: t(`dataSet.${one}`) }))}
          onChange={(next: DataSet) => form.setFieldValue("businessState", stateOf(next))}
        />
      </Form.Item>
      <Form.Item name="businessState" label={t("log.col.state")} rules={required}>
        <AutoComplete
          options={states.data
            ?.filter((state) => state.dataSet === dataSet)
            .map(({ code, name }) => ({
              value: code,
              label: `${textOr(`state.${code}`, name)} (${code})`,
            }))}
        />
      </Form.Item>
      <Form.Item name="receiver" label={t("log.col.receiver")} rules={required}>
        <PersonPicker allowUnknown label={t("log.col.receiver")} />
      </Form.Item>
      <Form.Item name="creator" label={t("log.col.creator")} rules={required}>
        <PersonPicker allowUnknown label={t("log.col.creator")} />
      </Form.Item>
      <Form.Item name="requestId" label={t("log.col.requestId")} rules={required}>
        <Input spellCheck={false} />
      </Form.Item>
      <Form.Item name="requestName" label={t("dryrun.requestName")} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="workflowId" label={t("dryrun.workflowId")} rules={required}>
        <AutoComplete
          onSelect={chooseWorkflow}
          filterOption={(typed, option) => `${option?.label ?? ""}`.includes(typed)}
          options={workflows.data?.workflows.map((one) => ({
            value: one.id,
            label: `${one.name} (${one.id})`,
          }))}
        />
      </Form.Item>
      <Form.Item name="workflowName" label={t("dryrun.workflowName")} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="workflowTypeId" label={t("dryrun.workflowTypeId")} rules={required}>
        <Input spellCheck={false} />
      </Form.Item>
      <Form.Item name="nodeName" label={t("detail.event.node")} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="viewType" label={t("detail.event.viewType")}>
        <Select
          allowClear
          options={(["unread", "read"] as const).map((one) => ({
            value: one,
            label: t(`detail.event.${one}`),
          }))}
        />
      </Form.Item>
    </Form>
  );
}
