/** One task in the list. */
import { Link } from "react-router-dom";
import type { Task } from "@/shared/api/types";
import { clock } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { RunStateTag } from "@/shared/parts/runs";
import { Conditions } from "./Conditions";
import { useTargetNames } from "./queries";
import { TaskActions } from "./TaskActions";
import { TaskProgress } from "./TaskProgress";

/** `to`: where its detail is. */
export function TaskRow({ task, to }: { task: Task; to: string }) {
  const { t } = useTexts();
  const targetName = useTargetNames();
  const now = useNow(60_000);
  return (
    <tr>
      <td>
        <Link to={to} className="strong">
          {t(`run.kind.${task.kind}`)}
        </Link>{" "}
        <span className="dim num">#{task.id}</span>
        <div className="tasks-target">{task.targetId !== null && targetName(task.targetId)}</div>
        <RunStateTag state={task.state} />
        {task.error && <div className="tasks-error">{task.error}</div>}
      </td>
      <td>
        <TaskProgress task={task} />
      </td>
      <td>
        <Conditions task={task} />
      </td>
      <td className="wrap">
        {task.actor}
        <div className="dim num">{clock(task.startedAt, now)}</div>
      </td>
      <td>
        <TaskActions task={task} to={to} />
      </td>
    </tr>
  );
}
