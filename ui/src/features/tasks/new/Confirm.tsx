/** The count first, then the question: make it and begin, or only make it. */
import { Alert, Button, Modal, Progress } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { Run, Target } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { useTaskChange } from "../queries";
import { type Counting, useCounting } from "./counts";
import { type Draft, type Kind, logsOf, tasksOf } from "./draft";

interface ConfirmProps {
  kind: Kind;
  draft: Draft;
  targets: Target[];
  onMade: (runs: Run[]) => void;
  /** Something in the form is wrong. */
  onRefused: (problem: ApiProblem) => void;
  onClose: () => void;
}

const isAboutFields = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && error.fields.length > 0;

export function Confirm({ kind, draft, targets, onMade, onRefused, onClose }: ConfirmProps) {
  const { t } = useTexts();
  const counting = useCounting(kind, draft);
  const { create } = useTaskChange();
  const error = create.error ?? counting.error;
  const refused = useRef(onRefused);
  refused.current = onRefused;
  useEffect(() => {
    if (isAboutFields(error)) refused.current(error);
  }, [error]);
  const make = (start: boolean) => create.mutate(tasksOf(kind, draft, start), { onSuccess: onMade });
  const rows = rowsOf(draft, counting);
  const isUnderWay = error instanceof ApiProblem && error.code === "RUN_UNDER_WAY";
  return (
    <Modal
      open
      centered
      width={560}
      title={t(`tasks.new.${kind}`)}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("tasks.back")}</Button>
          <Button loading={create.isPending && !create.variables?.start} onClick={() => make(false)}>
            {t("tasks.makeOnly")}
          </Button>
          <Button
            type="primary"
            disabled={counting.isDone && rows === 0}
            loading={create.isPending && create.variables?.start}
            onClick={() => make(true)}
          >
            {t(counting.isDone ? "tasks.makeAndStart" : "tasks.makeUncounted")}
          </Button>
        </>
      }
    >
      <div className="task-confirm">
        <p className="task-count" role="status">
          {kind === "history" ? (
            <HistoryWords rows={rows} counting={counting} />
          ) : (
            <RealTimeWords rows={rows} counting={counting} />
          )}
        </p>
        {kind === "realTime" && !counting.isDone && counting.error === null && (
          <Progress
            size="small"
            percent={counting.persons === 0 ? 0 : Math.floor((counting.asked / counting.persons) * 100)}
          />
        )}
        <Shares draft={draft} targets={targets} counting={counting} />
        {!counting.isDone && counting.error === null && <p className="dim">{t("tasks.count.skip")}</p>}
        {counting.unread > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t("tasks.count.unread", { n: count(counting.unread) })}
            description={counting.fault}
          />
        )}
        <p className="form-note">{t(`tasks.confirm.${kind}`)}</p>
        {isUnderWay ? (
          <Alert
            type="warning"
            showIcon
            title={
              <>
                {t("tasks.underWay")} <Link to="/tasks">{t("tasks.toList")}</Link>
              </>
            }
          />
        ) : (
          error !== null && !isAboutFields(error) && <Failure compact error={error} />
        )}
      </div>
    </Modal>
  );
}

/** Rows that go out, as far as was counted: one log may go to several targets. */
function rowsOf(draft: Draft, { found }: Counting): number {
  const logs = logsOf(draft);
  return found.reduce((sum, { log, count }) => {
    const to = log === null ? draft.targetIds : (logs.find((one) => one.log === log)?.targets ?? []);
    return sum + count * to.length;
  }, 0);
}

function HistoryWords({ rows, counting }: { rows: number; counting: Counting }) {
  const { t } = useTexts();
  return t(counting.isDone ? "tasks.count.rows" : "tasks.count.rows.sofar", { n: count(rows) });
}

function RealTimeWords({ rows, counting }: { rows: number; counting: Counting }) {
  const { t } = useTexts();
  const values = { n: count(rows), m: count(counting.persons) };
  return counting.isDone
    ? t("tasks.count.items", values)
    : t("tasks.count.items.sofar", { n: values.n, done: count(counting.asked), m: values.m });
}

/** What goes to each target, where there are several. */
function Shares({ draft, targets, counting }: { draft: Draft; targets: Target[]; counting: Counting }) {
  const { t } = useTexts();
  if (draft.targetIds.length < 2) return null;
  const [common] = counting.found;
  const isCommon = draft.sourceId !== null || common?.log === null;
  return (
    <ul className="task-shares">
      {draft.targetIds.map((id) => {
        const own = isCommon ? common : counting.found.find(({ log }) => log === id);
        return (
          <li key={id}>
            <span>{targets.find((target) => target.id === id)?.name ?? `#${id}`}</span>
            <span className="num">
              {own ? t("tasks.count.rows", { n: count(own.count) }) : <span className="dim">…</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
