/**
 * 从 OA 同步: how much is to be read, then how far it is and what came of it. The run goes on in the engine whether or not
 * anybody looks; one that is under way already is shown instead of the question.
 */
import { StopOutlined } from "@ant-design/icons";
import { Alert, App, Button, Checkbox, Modal, Progress, Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import { useOa } from "@/shared/api/queries";
import type { Extent, Run } from "@/shared/api/types";
import { textOr, useTexts } from "@/shared/i18n";
import { isUnderWay, RunStateTag, RunTally, readSoFar } from "@/shared/parts/runs";
import { Asked, Empty, Failure, Loading } from "@/shared/parts/states";
import { useRun, useSynchronisationChange, type Wish } from "./useSynchronisation";

interface SynchroniseDialogProps {
  /** The last run, or null. */
  last: Run | null;
  onClose: () => void;
}

export function SynchroniseDialog({ last, onClose }: SynchroniseDialogProps) {
  const { t } = useTexts();
  const oa = useOa();
  const [id, setId] = useState(last && isUnderWay(last) ? last.id : null);
  return (
    <Modal open centered width={600} footer={null} title={t("sync.title")} onCancel={onClose}>
      <Asked query={oa} loading={<Loading rows={4} />}>
        {(view) =>
          id !== null ? (
            <Going id={id} onAgain={() => setId(null)} onClose={onClose} />
          ) : view.connection ? (
            <Question onBegun={(run) => setId(run.id)} onClose={onClose} />
          ) : (
            <Empty
              compact
              title={t("sync.notConnected")}
              detail={t("sync.notConnected.detail")}
              action={<Link to="/system/oa">{t("sync.toConnection")}</Link>}
            />
          )
        }
      </Asked>
    </Modal>
  );
}

const extents: Extent[] = ["whole", "changed"];

interface QuestionProps {
  onBegun: (run: Run) => void;
  onClose: () => void;
}

function Question({ onBegun, onClose }: QuestionProps) {
  const { t } = useTexts();
  const { begin } = useSynchronisationChange();
  const [wish, setWish] = useState<Wish>({ extent: "whole", acceptLoss: false });
  const { error } = begin;
  return (
    <div className="sync">
      <Radio.Group
        aria-label={t("sync.extent")}
        value={wish.extent}
        onChange={(event) => setWish({ ...wish, extent: event.target.value })}
      >
        {extents.map((extent) => (
          <Radio key={extent} value={extent}>
            <span className="strong">{t(`extent.${extent}`)}</span>
            <div className="sync-help">{t(`extent.${extent}.help`)}</div>
          </Radio>
        ))}
      </Radio.Group>
      <Checkbox
        checked={wish.acceptLoss}
        onChange={(event) => setWish({ ...wish, acceptLoss: event.target.checked })}
      >
        {t("sync.acceptLoss")}
        <div className="sync-help">{t("sync.acceptLoss.help")}</div>
      </Checkbox>
      {error instanceof ApiProblem && error.code === "RUN_UNDER_WAY" ? (
        <Alert type="warning" showIcon title={textOr(`problem.${error.code}`, error.message)} />
      ) : (
        error && <Failure compact error={error} />
      )}
      <div className="sync-actions">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button
          type="primary"
          loading={begin.isPending}
          onClick={() => begin.mutate(wish, { onSuccess: onBegun })}
        >
          {t("sync.begin")}
        </Button>
      </div>
    </div>
  );
}

interface GoingProps {
  id: number;
  onAgain: () => void;
  onClose: () => void;
}

function Going({ id, onAgain, onClose }: GoingProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { stop } = useSynchronisationChange();
  const asked = useRun(id);
  if (!asked.data) return asked.error ? <Failure compact error={asked.error} /> : <Loading rows={3} />;
  const run = asked.data;
  const { tally, state, error } = run;
  const goesOn = isUnderWay(run);
  const share = tally.total === 0 ? 0 : Math.min(100, Math.floor((tally.looked / tally.total) * 100));
  return (
    <div className="sync">
      <div className="sync" role="status">
        <div className="sync-state">
          <RunStateTag state={state} />
          <span className="num dim">{readSoFar(tally)}</span>
        </div>
        <Progress
          percent={state === "done" ? 100 : share}
          status={state === "failed" ? "exception" : goesOn ? "active" : undefined}
          aria-label={t("runs.col.done")}
        />
        {!goesOn && <RunTally run={run} />}
      </div>
      {error && <Alert type={state === "done" ? "info" : "error"} showIcon title={error} />}
      {goesOn && <p className="sync-help">{t("bulk.goesOn")}</p>}
      <div className="sync-actions">
        <Link to="/runs?kind=synchronisation">{t("bulk.toRuns")}</Link>
        {goesOn ? (
          <Button
            danger
            icon={<StopOutlined />}
            loading={stop.isPending}
            onClick={() =>
              stop.mutate(id, {
                onError: (failure) =>
                  message.error(
                    failure instanceof ApiProblem ? failure.message : t("state.unreachable.title"),
                  ),
              })
            }
          >
            {t("runs.stop")}
          </Button>
        ) : (
          state !== "done" && <Button onClick={onAgain}>{t("sync.again")}</Button>
        )}
        <Button type="primary" onClick={onClose}>
          {t("common.close")}
        </Button>
      </div>
    </div>
  );
}
