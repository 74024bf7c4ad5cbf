/** What can be done with a task now: pause or start, repeat, look at what went wrong, delete. */
import { CaretRightOutlined, DeleteOutlined, PauseOutlined, RedoOutlined } from "@ant-design/icons";
import { App } from "antd";
import { useNavigate } from "react-router-dom";
import type { Task } from "@/shared/api/types";
import { count } from "@/shared/format";
import { text, useTexts } from "@/shared/i18n";
import { problemWords } from "@/shared/parts/complaint";
import { isUnderWay } from "@/shared/parts/runs";
import { Act } from "./Act";
import { abnormalOf, refusals, retryOf } from "./progress";
import { useTaskChange } from "./queries";

/** Asks before a task is deleted. */
function useRemoval(task: Task, onRemoved?: () => void) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const { remove } = useTaskChange();
  return () =>
    modal.confirm({
      title: t("tasks.remove.title", { kind: t(`run.kind.${task.kind}`), id: task.id }),
      content: t("tasks.remove.help"),
      okText: t("common.delete"),
      okButtonProps: { danger: true },
      cancelText: t("common.cancel"),
      onOk: () =>
        remove.mutateAsync(task.id).then(
          () => {
            onRemoved?.();
            message.success(t("tasks.removed", { id: task.id }));
          },
          (error: unknown) => void message.error(problemWords(error)),
        ),
    });
}

/** What a retry of a task pushes, in words. */
function retryWords(task: Task): string {
  const values = { n: count(abnormalOf(task)), m: count(task.tally.unread) };
  const what = retryOf(task);
  if (what === "both") return text("tasks.retry.both", values);
  if (what === "abnormal") return text("tasks.retry.abnormal", { n: values.n });
  return what === "unread" ? text("tasks.retry.unread", { m: values.m }) : text("tasks.retry.all");
}

/** Begins new tasks for what was abnormal; all of it again only after a question. */
export function useRetry(task: Task) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const { retry } = useTaskChange();
  const begin = () =>
    retry.mutateAsync(task.id).then(
      (made) => {
        const ids = made.map(({ id }) => `#${id}`).join(t("tasks.cond.and"));
        message.success(t("tasks.retry.begun", { ids }));
      },
      (error: unknown) => void message.error(problemWords(error)),
    );
  const ask = () =>
    retryOf(task) === "all"
      ? void modal.confirm({
          title: t("tasks.retry.all.title", { id: task.id }),
          content: t("tasks.retry.all"),
          okText: t("tasks.retry.all.do"),
          cancelText: t("common.cancel"),
          onOk: begin,
        })
      : void begin();
  return { ask, isPending: retry.isPending, words: retryWords(task) };
}

/** Pauses a task that is under way; starts any other. */
function Toggle({ task }: { task: Task }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { start, pause } = useTaskChange();
  const onError = (error: unknown) => void message.error(problemWords(error));
  const no = refusals(task);
  if (isUnderWay(task)) {
    return (
      <Act
        icon={<PauseOutlined />}
        help={t("tasks.pause.help")}
        // It rests after the step that it is in.
        loading={pause.isPending || pause.isSuccess}
        onClick={() => pause.mutate(task.id, { onError })}
      >
        {t("tasks.pause")}
      </Act>
    );
  }
  const isNew = task.state === "initialised" || no.start !== null;
  return (
    <Act
      icon={<CaretRightOutlined />}
      type={no.start === null ? "primary" : "default"}
      refusal={no.start && t(no.start)}
      help={isNew ? undefined : t("tasks.goOn.help")}
      loading={start.isPending}
      onClick={() => start.mutate(task.id, { onError })}
    >
      {t(isNew ? "tasks.start" : "tasks.goOn")}
    </Act>
  );
}

interface TaskActionsProps {
  task: Task;
  /** Where the detail is; left out in the detail itself. */
  to?: string;
  onRemoved?: () => void;
}

export function TaskActions({ task, to, onRemoved }: TaskActionsProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const no = refusals(task);
  const retry = useRetry(task);
  const remove = useRemoval(task, onRemoved);
  const abnormal = abnormalOf(task);
  return (
    <div className="tasks-actions">
      <Toggle key={isUnderWay(task) ? "pause" : "start"} task={task} />
      <Act
        icon={<RedoOutlined />}
        refusal={no.retry && t(no.retry)}
        help={retry.words}
        loading={retry.isPending}
        onClick={retry.ask}
      >
        {t("tasks.retry")}
      </Act>
      {to && (
        <Act
          danger={abnormal > 0}
          refusal={abnormal > 0 ? null : t("tasks.no.abnormalRows")}
          onClick={() => navigate(to)}
        >
          {t("tasks.abnormal", { n: count(abnormal) })}
        </Act>
      )}
      <Act icon={<DeleteOutlined />} danger refusal={no.remove && t(no.remove)} onClick={remove}>
        {t("common.delete")}
      </Act>
    </div>
  );
}
