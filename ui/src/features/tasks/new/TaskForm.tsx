/**
 * What is pushed to whom, and how. The engine checks the values: its complaints stand beside their fields. Nothing is made
 * before the count has been seen or passed over.
 */
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { keys } from "@/shared/api/keys";
import type { ApiProblem } from "@/shared/api/problem";
import type { Run, Target } from "@/shared/api/types";
import { changedField } from "@/shared/form/changed";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { ConditionsPart } from "./ConditionsPart";
import { Confirm } from "./Confirm";
import { blank, canClean, type Draft, fieldOf, type Kind } from "./draft";
import { HowPart } from "./HowPart";
import { TargetsPart } from "./TargetsPart";

interface TaskFormProps {
  kind: Kind;
  targets: Target[];
}

export function TaskForm({ kind, targets }: TaskFormProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Draft>();
  const [draft, setDraft] = useState(() => blank(kind));
  const [dirty, setDirty] = useState(false);
  const [wrong, setWrong] = useState<string[]>([]);
  const [asking, setAsking] = useState(false);
  const guard = useLeaveGuard(dirty);

  const goTo = (name: keyof Draft) =>
    form.scrollToField(name, { behavior: "smooth", block: "center", focus: true });
  const complain = ({ fields }: ApiProblem) => {
    setAsking(false);
    const named = fields.map((field) => ({ name: fieldOf(field.path), words: fieldWords(field) }));
    setWrong(named.filter(({ name }) => name === null).map(({ words }) => words));
    for (const { name, words } of named) if (name) form.setFields([{ name, errors: [words] }]);
    const first = named.find(({ name }) => name !== null)?.name;
    if (first) requestAnimationFrame(() => goTo(first));
  };
  const change = (changed: unknown) => {
    setWrong([]);
    setDirty(true);
    const next: Draft = form.getFieldsValue(true);
    if (next.cleanWith !== null && !canClean(next, targets)) form.setFieldValue("cleanWith", null);
    setDraft(form.getFieldsValue(true));
    const name = changedField(changed, (pointer) => fieldOf(pointer));
    if (name) form.setFields([{ name, errors: [] }]);
  };
  const made = async (runs: Run[]) => {
    guard.release();
    message.success(t("tasks.made", { ids: runs.map(({ id }) => `#${id}`).join(t("tasks.cond.and")) }));
    await queries.invalidateQueries({ queryKey: keys.allTasks });
    const [only] = runs;
    navigate(runs.length === 1 && only ? `/tasks?id=${only.id}` : "/tasks");
  };

  return (
    <Form
      form={form}
      name="task"
      layout="vertical"
      className="task-form"
      initialValues={draft}
      scrollToFirstError={{ behavior: "smooth", block: "center", focus: true }}
      onValuesChange={change}
      onFinish={() => setAsking(true)}
    >
      {guard.dialog}
      <TargetsPart kind={kind} targets={targets} draft={draft} />
      <ConditionsPart kind={kind} />
      <HowPart targets={targets} draft={draft} />
      {wrong.map((words) => (
        <Alert key={words} type="error" showIcon title={words} />
      ))}
      <div className="save-row">
        <Button type="primary" htmlType="submit">
          {t("tasks.next")}
        </Button>
        <Button onClick={() => navigate("/tasks")}>{t("common.cancel")}</Button>
        <span className="dim">{t("tasks.next.help")}</span>
      </div>
      {asking && (
        <Confirm
          kind={kind}
          draft={draft}
          targets={targets}
          onMade={(runs) => void made(runs)}
          onRefused={complain}
          onClose={() => setAsking(false)}
        />
      )}
    </Form>
  );
}
