/** At most so many rows a second, which can be changed while a task still has a way to go. */
import { App, Button, InputNumber } from "antd";
import { useEffect, useState } from "react";
import { ApiProblem } from "@/shared/api/problem";
import type { Task } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { fieldWords, problemWords } from "@/shared/parts/complaint";
import { refusals } from "./progress";
import { useTaskChange } from "./queries";

export function PaceField({ task }: { task: Task }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { setPace } = useTaskChange();
  const { perSecond } = task.order;
  const [typed, setTyped] = useState(perSecond);
  useEffect(() => setTyped(perSecond), [perSecond]);
  const refusal = refusals(task).pace;
  if (refusal) {
    return perSecond === null ? t("tasks.pace.none") : t("tasks.pace.words", { n: perSecond });
  }
  const [wrong] = setPace.error instanceof ApiProblem ? setPace.error.fields : [];
  const save = () =>
    setPace.mutate(
      { id: task.id, perSecond: typed },
      {
        onSuccess: () => message.success(t("tasks.pace.set")),
        onError: (error) => {
          if (!(error instanceof ApiProblem) || error.fields.length === 0) message.error(problemWords(error));
        },
      },
    );
  return (
    <span className="tasks-pace">
      <InputNumber
        size="small"
        precision={0}
        value={typed}
        placeholder={t("tasks.pace.none")}
        aria-label={t("tasks.pace")}
        status={wrong ? "error" : undefined}
        suffix={t("tasks.pace.unit")}
        onChange={(next) => {
          setPace.reset();
          setTyped(next);
        }}
        onPressEnter={save}
      />
      <Button size="small" disabled={typed === perSecond} loading={setPace.isPending} onClick={save}>
        {t("tasks.pace.apply")}
      </Button>
      {wrong && (
        <span className="state-bad" role="alert">
          {fieldWords(wrong)}
        </span>
      )}
    </span>
  );
}
