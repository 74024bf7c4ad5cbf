/** The event as it was taken in. */
import type { Event } from "@/shared/api/types";
import { moment } from "@/shared/format";
import { textOr, useTexts } from "@/shared/i18n";
import { Code } from "@/shared/parts/Code";
import { Fact, Facts } from "@/shared/parts/Facts";

const withId = (name: string | null | undefined, id: string | null | undefined) =>
  [name, id && `(${id})`].filter(Boolean).join(" ") || "–";

export function EventFacts({ event }: { event: Event }) {
  const { t } = useTexts();
  return (
    <>
      <Facts>
        <Fact label={t("log.col.dataSet")}>{t(`dataSet.${event.dataSet}`)}</Fact>
        <Fact label={t("log.col.state")}>
          {textOr(`state.${event.businessState}`, event.businessState)}{" "}
          <span className="mono dim">{event.businessState}</span>
        </Fact>
        <Fact label={t("detail.event.workflow")}>{withId(event.workflowName, event.workflowId)}</Fact>
        <Fact label={t("detail.event.workflowType")}>
          {withId(event.workflowTypeName, event.workflowTypeId)}
        </Fact>
        <Fact label={t("detail.event.node")}>{withId(event.nodeName, event.nodeId)}</Fact>
        <Fact label={t("detail.event.viewType")}>
          {event.viewType ? t(`detail.event.${event.viewType}`) : "–"}
        </Fact>
        <Fact label={t("log.col.creator")} mono>
          {event.creator}
        </Fact>
        <Fact label={t("detail.event.createdAt")}>{moment(event.createdAt)}</Fact>
        <Fact label={t("log.col.receiver")} mono>
          {event.receiver}
        </Fact>
        <Fact label={t("detail.event.receivedAt")}>{moment(event.receivedAt)}</Fact>
        <Fact label={t("detail.event.identity")} mono>
          {event.receiverIdentity ?? "–"}
        </Fact>
        <Fact label={t("detail.event.occurredAt")}>{moment(event.occurredAt)}</Fact>
      </Facts>
      <Code body={JSON.stringify(event)} />
    </>
  );
}
