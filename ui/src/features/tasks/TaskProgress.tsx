/** How far a task is: its bar, done of all, how fast, how long still, and what has come of the rows so far. */
import { Progress } from "antd";
import type { Task } from "@/shared/api/types";
import { count, rate } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { isUnderWay } from "@/shared/parts/runs";
import { StatusCounts } from "@/shared/parts/StatusCounts";
import { leftOf, progressOf, timeLeft } from "./progress";

export function TaskProgress({ task }: { task: Task }) {
  const { t } = useTexts();
  const { state, tally } = task;
  const left = leftOf(task);
  const { percent, total } = progressOf(task);
  const hasBegun = state !== "initialised";
  return (
    <div className="tasks-progress">
      {hasBegun && total > 0 && (
        <Progress
          size="small"
          percent={percent}
          showInfo={false}
          status={state === "failed" ? "exception" : isUnderWay(task) ? "active" : "normal"}
          aria-label={t("tasks.col.progress")}
        />
      )}
      <div className="tasks-numbers num">
        <FarWords task={task} />
      </div>
      <div className="tasks-counts">
        <StatusCounts counts={task.outcome} />
        {left > 0 && <span className="dim">{t("tasks.left", { n: count(left) })}</span>}
        {tally.unread > 0 && (
          <span className="tasks-bad">{t("tasks.unread", { n: count(tally.unread) })}</span>
        )}
      </div>
    </div>
  );
}

function FarWords({ task }: { task: Task }) {
  const { t } = useTexts();
  const { kind, state, tally, pace } = task;
  const { done, total } = progressOf(task);
  const isPersons = kind === "realTimePush";
  if (state === "initialised") return <span className="dim">{t("tasks.notStarted")}</span>;
  if (state === "choosing") {
    return <span>{t(isPersons ? "tasks.choosing.persons" : "tasks.choosing", { n: count(total) })}</span>;
  }
  if (state === "done" && total === 0) return <span className="dim">{t("run.nothing")}</span>;
  const far = { done: count(done), total: count(total) };
  return (
    <>
      {state === "cleaning" ? (
        <span>{t("tasks.cleaned", { n: count(tally.cleaned) })}</span>
      ) : (
        <span>{t(isPersons ? "tasks.far.persons" : "tasks.far", far)}</span>
      )}
      {isPersons && <span>{t("tasks.found", { n: count(tally.found) })}</span>}
      {pace && pace.perSecond > 0 && (
        <span>{t(isPersons ? "tasks.rate.persons" : "tasks.rate", { n: rate(pace.perSecond) })}</span>
      )}
      {pace?.secondsLeft != null && pace.secondsLeft > 0 && (
        <span className="dim">{t("tasks.timeLeft", { span: timeLeft(pace.secondsLeft) })}</span>
      )}
    </>
  );
}
