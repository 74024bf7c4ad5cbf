/** What a dry run answered: for each delivery every stage's verdict, the mapped persons, the addresses and the request. */
import { CheckCircleFilled, SendOutlined } from "@ant-design/icons";
import type { DryRunDelivery } from "../api/types";
import { textOr, useTexts } from "../i18n";
import { Body, Headers, LinksList, RequestLine } from "../parts/Exchange";
import { DataSetMark, StatusTag, Tag } from "../parts/tags";
import { Verdicts } from "../parts/Verdicts";
import { statusTone } from "../theme/palette";

interface ResultProps {
  deliveries: DryRunDelivery[];
  receiver: string | null;
  creator: string | null;
}

export function Result({ deliveries, receiver, creator }: ResultProps) {
  const { t } = useTexts();
  return (
    <section className="dryrun-result" aria-label={t("dryrun.result")} role="status">
      {deliveries.length > 1 && (
        <p className="dryrun-several">{t("dryrun.several", { n: deliveries.length })}</p>
      )}
      {deliveries.map((delivery, at) => (
        <OneDelivery
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is one answer and never changes
          key={at}
          delivery={delivery}
          number={deliveries.length > 1 ? at + 1 : null}
          receiver={receiver}
          creator={creator}
        />
      ))}
    </section>
  );
}

interface OneDeliveryProps {
  delivery: DryRunDelivery;
  number: number | null;
  receiver: string | null;
  creator: string | null;
}

function OneDelivery({ delivery, number, receiver, creator }: OneDeliveryProps) {
  const { t } = useTexts();
  const { status, reasonCode, reason, links, request } = delivery;
  const reasonName = reasonCode && textOr(`reason.${reasonCode}`, reasonCode);
  return (
    <article className="dryrun-delivery">
      <header>
        {number !== null && <strong className="num">{number}.</strong>}
        <DataSetMark dataSet={delivery.dataSet} />
        {delivery.backfilled && (
          <Tag tone="blue" icon={<SendOutlined />}>
            {t("log.backfilled")}
          </Tag>
        )}
        {status === "pending" ? (
          <Tag tone="green" icon={<CheckCircleFilled />}>
            {t("dryrun.wouldSend")}
          </Tag>
        ) : (
          <>
            <StatusTag status={status} />
            <strong>{t("dryrun.wouldNotSend")}</strong>
          </>
        )}
      </header>
      {(reasonName || reason) && (
        <div className={`dryrun-reason tone-${statusTone[status]}`}>
          {reasonName && <strong>{reasonName}</strong>}
          {reason && reason !== reasonName && <span>{reason}</span>}
        </div>
      )}
      <h4>{t("detail.verdicts")}</h4>
      <Verdicts verdicts={delivery.verdicts} />
      <h4>{t("dryrun.mapped")}</h4>
      <dl className="dryrun-mapped">
        <Mapped label={t("log.col.receiver")} before={receiver} after={delivery.mappedReceiver} />
        <Mapped label={t("log.col.creator")} before={creator} after={delivery.mappedCreator} />
      </dl>
      {links && (
        <>
          <h4>{t("detail.links")}</h4>
          <LinksList links={links} />
        </>
      )}
      <h4>{t("dryrun.request")}</h4>
      {request ? (
        <>
          <RequestLine method={request.method} url={request.url} />
          <Headers headers={request.headers} open />
          <Body body={request.body} />
        </>
      ) : (
        <p className="dim">{t("dryrun.noRequest")}</p>
      )}
    </article>
  );
}

interface MappedProps {
  label: string;
  before: string | null;
  after: string | null;
}

function Mapped({ label, before, after }: MappedProps) {
  const { t } = useTexts();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {before && <span className="mono">{before} → </span>}
        {after ? (
          <strong className="mono">{after}</strong>
        ) : (
          <span className="dim">{t("dryrun.noValue")}</span>
        )}
      </dd>
    </div>
  );
}
