/** 定时备份: whether, when, how many, where. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Select, Switch } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { BackupPlan } from "@/shared/api/types";
import { SaveRow } from "@/shared/form/SaveRow";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: hour,
  label: `${String(hour).padStart(2, "0")}:00`,
}));

export function PlanForm({ plan }: { plan: BackupPlan }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<BackupPlan>();
  const [draft, setDraft] = useState(plan);
  const dirty = JSON.stringify(draft) !== JSON.stringify(plan);
  const guard = useLeaveGuard(dirty);
  const save = useMutation({
    mutationFn: (next: BackupPlan) => api.put<void>("/api/v1/system/backup-plan", next),
    onSuccess: async () => {
      message.success(t("backups.plan.saved"));
      await queries.invalidateQueries({ queryKey: keys.backups });
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      form.setFields(
        error.fields.map((field) => ({
          name: field.path.slice(1) as keyof BackupPlan,
          errors: [fieldWords(field)],
        })),
      );
    },
  });
  const reset = () => {
    save.reset();
    form.resetFields();
    setDraft(plan);
  };
  return (
    <section className="panel" aria-labelledby="backup-plan">
      {guard.dialog}
      <div className="panel-head">
        <h2 id="backup-plan">{t("backups.plan")}</h2>
      </div>
      <Form
        form={form}
        name="backup-plan"
        layout="vertical"
        className="panel-body backups-plan"
        initialValues={plan}
        onValuesChange={(_, all) => setDraft((before) => ({ ...before, ...all }))}
        onFinish={() => save.mutate({ ...draft, directory: draft.directory.trim() })}
      >
        <div className="switch-row">
          <Form.Item name="enabled" valuePropName="checked" noStyle>
            <Switch aria-label={t("backups.plan.enabled")} />
          </Form.Item>
          <span>{draft.enabled ? t("backups.plan.on") : t("common.off")}</span>
        </div>
        <Form.Item name="hour" label={t("backups.plan.hour")} extra={t("backups.plan.hour.help")}>
          <Select className="backups-short" options={hours} />
        </Form.Item>
        <Form.Item
          name="keep"
          label={t("backups.plan.keep")}
          extra={t("backups.plan.keep.help")}
          rules={[{ required: true, message: t("field.REQUIRED") }]}
        >
          <InputNumber className="backups-short" min={1} max={365} precision={0} />
        </Form.Item>
        <Form.Item name="directory" label={t("backups.directory")} extra={t("backups.plan.directory.help")}>
          <Input
            className="key-field mono"
            autoComplete="off"
            placeholder={t("backups.plan.directory.usual")}
          />
        </Form.Item>
        <SaveRow
          label={t("common.save")}
          dirty={dirty}
          saving={save.isPending}
          error={save.error}
          onReset={reset}
        />
      </Form>
    </section>
  );
}
