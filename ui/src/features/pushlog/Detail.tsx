/** All that is known of one delivery (row L2), in a drawer beside the list. */

import { ExperimentOutlined, RedoOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Tabs } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import { useTargets } from "@/shared/api/queries";
import type { DeliveryDetail } from "@/shared/api/types";
import { DryRunDrawer } from "@/shared/dryrun/DryRunDrawer";
import { between, millis, moment } from "@/shared/format";
import { textOr, useTexts } from "@/shared/i18n";
import { Code } from "@/shared/parts/Code";
import { person, reasonName } from "@/shared/parts/delivery";
import { LinksList } from "@/shared/parts/Exchange";
import { Fact, Facts } from "@/shared/parts/Facts";
import { Asked, Empty } from "@/shared/parts/states";
import { DataSetMark, StatusTag } from "@/shared/parts/tags";
import { Verdicts } from "@/shared/parts/Verdicts";
import { statusTone } from "@/shared/theme/palette";
import { Attempts } from "./Attempts";
import { EventFacts } from "./EventFacts";

interface DetailProps {
  id: number | null;
  onClose: () => void;
  onRepush: (id: number) => void;
}

export function Detail({ id, onClose, onRepush }: DetailProps) {
  const { t } = useTexts();
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={820}
      title={id === null ? t("detail.title") : `${t("detail.title")} #${id}`}
      styles={{ body: { padding: 0 }, wrapper: { maxWidth: "94vw" } }}
      destroyOnHidden
    >
      {id !== null && <Loaded id={id} onRepush={() => onRepush(id)} />}
    </Drawer>
  );
}

function Loaded({ id, onRepush }: { id: number; onRepush: () => void }) {
  const { t } = useTexts();
  const detail = useQuery({
    queryKey: keys.delivery(id),
    queryFn: ({ signal }) => api.get<DeliveryDetail>(`/api/v1/deliveries/${id}`, undefined, signal),
    // A delivery without a result changes while one looks at it.
    refetchInterval: (query) => (query.state.data?.status === "pending" ? 1_000 : false),
    staleTime: 0,
  });
  if (detail.error instanceof ApiProblem && detail.error.status === 404) {
    return <Empty title={t("detail.notFound")} />;
  }
  return <Asked query={detail}>{(data) => <Body detail={data} onRepush={onRepush} />}</Asked>;
}

function Body({ detail, onRepush }: { detail: DeliveryDetail; onRepush: () => void }) {
  const { t } = useTexts();
  const targets = useTargets();
  const target = targets.data?.find((one) => one.id === detail.targetId);
  const reason = reasonName(detail);
  const [trying, setTrying] = useState(false);
  return (
    <div className="detail">
      <header className="detail-head">
        <div className="detail-title">{detail.requestName}</div>
        <div className="detail-marks">
          <StatusTag status={detail.status} />
          <DataSetMark dataSet={detail.dataSet} />
          <span>{textOr(`state.${detail.businessState}`, detail.businessState)}</span>
          {detail.backfilled && <span className="backfilled">{t("log.backfilled")}</span>}
          <Link to={`/targets/${detail.targetId}`}>{target?.name ?? `#${detail.targetId}`}</Link>
          <Link to={`/log?requestId=${encodeURIComponent(detail.requestId)}`}>{t("detail.sameRequest")}</Link>
          <Button size="small" icon={<ExperimentOutlined />} onClick={() => setTrying(true)}>
            {t("dryrun.now")}
          </Button>
          {detail.status !== "pending" && detail.status !== "superseded" && (
            <Button size="small" icon={<RedoOutlined />} onClick={onRepush}>
              {t("bulk.repush.one")}
            </Button>
          )}
          {detail.supersededBy !== null && (
            <Link to={`/log?id=${detail.supersededBy}`}>
              {t("detail.supersededBy", { id: detail.supersededBy })}
            </Link>
          )}
        </div>
        {(reason || detail.reason) && (
          <div className={`detail-reason tone-${statusTone[detail.status]}`}>
            {reason && <strong>{reason}</strong>}
            {detail.reason && detail.reason !== reason && <span>{detail.reason}</span>}
          </div>
        )}
      </header>
      <DryRunDrawer
        open={trying}
        onClose={() => setTrying(false)}
        subject={{ targetId: detail.targetId }}
        row={detail}
        title={t("dryrun.now.title", { id: detail.id })}
      />
      <Tabs
        className="detail-tabs"
        items={[
          { key: "summary", label: t("detail.summary"), children: <Summary detail={detail} /> },
          {
            key: "attempts",
            label: `${t("detail.attempts")} (${detail.attemptLog.length})`,
            children: <Attempts detail={detail} />,
          },
          { key: "event", label: t("detail.event"), children: <EventFacts event={detail.event} /> },
          { key: "json", label: "JSON", children: <Code body={JSON.stringify(detail)} /> },
        ]}
      />
    </div>
  );
}

function Summary({ detail }: { detail: DeliveryDetail }) {
  const { t } = useTexts();
  const first = detail.attemptLog[0];
  return (
    <>
      <Facts>
        <Fact label={t("log.col.requestId")} copy={detail.requestId} mono>
          {detail.requestId}
        </Fact>
        <Fact label={t("detail.event.workflow")}>{detail.workflowName}</Fact>
        <Fact label={t("log.col.receiver")} copy={detail.receiver}>
          {person(detail.receiverName, detail.receiver)}
          <span className="dim">
            {" → "}
            {detail.mappedReceiver ? (
              <>
                {t("detail.mapped")} <span className="mono">{detail.mappedReceiver}</span>
              </>
            ) : (
              t("detail.mapped.none")
            )}
          </span>
        </Fact>
        <Fact label={t("log.col.creator")} copy={detail.creator}>
          {person(detail.creatorName, detail.creator)}
        </Fact>
        <Fact label={t("log.col.time")}>
          <span className="num">{moment(detail.createdAt)}</span>
        </Fact>
        <Fact label={t("detail.timing.waited")}>
          <span className="num">{millis(between(detail.createdAt, first?.startedAt))}</span>
        </Fact>
        <Fact label={t("log.col.attempts")}>
          <span className="num">{detail.attempts}</span>
        </Fact>
        <Fact label={t("detail.timing.whole")}>
          <span className="num">{millis(between(detail.createdAt, detail.finishedAt))}</span>
        </Fact>
      </Facts>
      <h3>{t("detail.verdicts")}</h3>
      <Verdicts verdicts={detail.verdicts} />
      <h3>{t("detail.links")}</h3>
      {detail.links ? <LinksList links={detail.links} /> : <p className="dim">{t("detail.links.none")}</p>}
    </>
  );
}
