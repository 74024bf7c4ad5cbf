/** All that is known of one task (row B4), in a drawer beside the list. */
import { DownloadOutlined, RedoOutlined } from "@ant-design/icons";
import { Alert, Drawer, Tabs } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { Task } from "@/shared/api/types";
import { count, second, span } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Fact, Facts } from "@/shared/parts/Facts";
import { RunStateTag } from "@/shared/parts/runs";
import { useDownload } from "@/shared/parts/saveFile";
import { Asked, Empty } from "@/shared/parts/states";
import { AbnormalRows } from "./AbnormalRows";
import { Act } from "./Act";
import { AllConditions } from "./Conditions";
import { PaceField } from "./PaceField";
import { abnormalOf, refusals, whyLeft } from "./progress";
import { useTargetNames, useTask } from "./queries";
import { TaskActions, useRetry } from "./TaskActions";
import { TaskProgress } from "./TaskProgress";
import { UnreadPersons } from "./UnreadPersons";

interface TaskDetailProps {
  id: number | null;
  onClose: () => void;
}

export function TaskDetail({ id, onClose }: TaskDetailProps) {
  const { t } = useTexts();
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={900}
      title={id === null ? t("tasks.title") : t("tasks.detail", { id })}
      styles={{ body: { padding: 0 }, wrapper: { maxWidth: "94vw" } }}
      destroyOnHidden
    >
      {id !== null && <Loaded key={id} id={id} onClose={onClose} />}
    </Drawer>
  );
}

function Loaded({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTexts();
  const task = useTask(id);
  if (task.error instanceof ApiProblem && task.error.status === 404) {
    return <Empty title={t("tasks.notFound")} detail={t("tasks.notFound.detail")} />;
  }
  return <Asked query={task}>{(data) => <Body task={data} onClose={onClose} />}</Asked>;
}

function Body({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTexts();
  const targetName = useTargetNames();
  const took = task.finishedAt ? Date.parse(task.finishedAt) - Date.parse(task.startedAt) : null;
  return (
    <div className="task">
      <header className="task-head">
        <div className="task-marks">
          <strong>{t(`run.kind.${task.kind}`)}</strong>
          <RunStateTag state={task.state} />
          {task.targetId !== null && (
            <Link to={`/targets/${task.targetId}`}>{targetName(task.targetId)}</Link>
          )}
        </div>
        <TaskActions task={task} onRemoved={onClose} />
      </header>
      {task.error && <Alert type="error" showIcon title={task.error} />}
      <TaskProgress task={task} />
      <Facts>
        <Fact label={t("tasks.col.made")}>
          {task.actor} <span className="num dim">{second(task.startedAt)}</span>
        </Fact>
        {took !== null && (
          <Fact label={t("tasks.ended")}>
            <span className="num">{second(task.finishedAt)}</span>
            <span className="dim">{t("runs.took", { span: span(took / 1_000) })}</span>
          </Fact>
        )}
        <AllConditions task={task} />
        <Fact label={t("tasks.pace")}>
          <PaceField task={task} />
        </Fact>
      </Facts>
      <Left task={task} />
      <Lists task={task} />
    </div>
  );
}

/** What was left and why. */
function Left({ task }: { task: Task }) {
  const { t } = useTexts();
  const there = whyLeft.filter((part) => task.tally[part] > 0);
  if (there.length === 0) return null;
  return (
    <section aria-label={t("tasks.why")}>
      <h3>{t("tasks.why")}</h3>
      <table className="grid task-why">
        <tbody>
          {there.map((part) => (
            <tr key={part}>
              <th scope="row">{t(`run.tally.${part}`)}</th>
              <td className="right num strong">{count(task.tally[part])}</td>
              <td className="dim">{t(`run.tally.${part}.help`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type List = "abnormal" | "unread";

function Lists({ task }: { task: Task }) {
  const { t } = useTexts();
  const download = useDownload();
  const [isSaving, setSaving] = useState(false);
  const retry = useRetry(task);
  const no = refusals(task);
  const [list, setList] = useState<List>("abnormal");
  const abnormal = abnormalOf(task);
  const { unread } = task.tally;
  useEffect(() => {
    if (abnormal === 0 && unread > 0) setList("unread");
  }, [abnormal, unread]);
  const save = async () => {
    setSaving(true);
    await download(`/api/v1/tasks/${task.id}/abnormal.xlsx`, t("tasks.export.name", { id: task.id }));
    setSaving(false);
  };
  return (
    <Tabs
      activeKey={list}
      onChange={(key) => setList(key as List)}
      tabBarExtraContent={
        <div className="task-tools">
          <Act
            icon={<RedoOutlined />}
            refusal={no.retryAbnormal && t(no.retryAbnormal)}
            help={retry.words}
            loading={retry.isPending}
            onClick={retry.ask}
          >
            {t("tasks.retryAbnormal")}
          </Act>
          <Act
            icon={<DownloadOutlined />}
            refusal={no.export && t(no.export)}
            loading={isSaving}
            onClick={() => void save()}
          >
            {t("tasks.export")}
          </Act>
        </div>
      }
      items={[
        {
          key: "abnormal",
          label: t("tasks.abnormal", { n: count(abnormal) }),
          children: <AbnormalRows id={task.id} known={abnormal} />,
        },
        ...(task.kind === "realTimePush"
          ? [
              {
                key: "unread",
                label: t("tasks.unreadPersons", { n: count(unread) }),
                children: <UnreadPersons id={task.id} known={unread} />,
              },
            ]
          : []),
      ]}
    />
  );
}
