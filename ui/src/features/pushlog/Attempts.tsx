/** Every attempt: the exact request and response (secrets were masked by the engine), and where the time went. */
import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled, WarningFilled } from "@ant-design/icons";
import { Collapse } from "antd";
import type { Attempt, DeliveryDetail } from "@/shared/api/types";
import { millis, moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { reasonName } from "@/shared/parts/delivery";
import { Body, Headers, RequestLine } from "@/shared/parts/Exchange";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";

const looks: Record<Attempt["outcome"], { tone: ToneName; icon: React.ReactNode }> = {
  accepted: { tone: "green", icon: <CheckCircleFilled /> },
  rejected: { tone: "red", icon: <CloseCircleFilled /> },
  noAnswer: { tone: "amber", icon: <QuestionCircleFilled /> },
  ownFault: { tone: "violet", icon: <WarningFilled /> },
};

export function Attempts({ detail }: { detail: DeliveryDetail }) {
  const { t } = useTexts();
  const { attemptLog } = detail;
  if (attemptLog.length === 0) {
    return (
      <p className="dim">
        {detail.status === "pending" ? t("detail.attempts.pending") : t("detail.attempts.none")}
      </p>
    );
  }
  const newestFirst = [...attemptLog].reverse();
  return (
    <Collapse
      className="attempts"
      defaultActiveKey={newestFirst[0]?.number}
      items={newestFirst.map((attempt) => ({
        key: attempt.number,
        label: <AttemptHead attempt={attempt} />,
        children: <AttemptBody attempt={attempt} />,
      }))}
    />
  );
}

function AttemptHead({ attempt }: { attempt: Attempt }) {
  const { t } = useTexts();
  const look = looks[attempt.outcome];
  return (
    <div className="attempt-head">
      <strong className="num">{t("detail.attempt", { n: attempt.number })}</strong>
      <Tag tone={look.tone} icon={look.icon}>
        {t(`detail.attemptOutcome.${attempt.outcome}`)}
      </Tag>
      <span className="mono">{attempt.operation}</span>
      <span className="num">
        {attempt.responseStatus ? `HTTP ${attempt.responseStatus}` : t("detail.noResponse")}
      </span>
      <span className="num dim">{moment(attempt.startedAt)}</span>
      <span className="num attempt-took">{millis(attempt.totalMs)}</span>
    </div>
  );
}

function AttemptBody({ attempt }: { attempt: Attempt }) {
  const { t } = useTexts();
  const reason = reasonName(attempt);
  return (
    <div className="attempt">
      {(reason || attempt.reason) && (
        <div className={`detail-reason tone-${looks[attempt.outcome].tone}`}>
          {reason && <strong>{reason}</strong>}
          {attempt.reason && attempt.reason !== reason && <span>{attempt.reason}</span>}
        </div>
      )}
      <Timing attempt={attempt} />
      <h4>{t("detail.request")}</h4>
      <RequestLine method={attempt.method} url={attempt.url} />
      <Headers headers={attempt.requestHeaders} />
      <Body body={attempt.requestBody} />
      <h4>{t("detail.response")}</h4>
      {attempt.responseStatus === null ? (
        <p className="dim">{t("detail.noResponse")}</p>
      ) : (
        <>
          <div className="request-line mono">
            <strong>HTTP {attempt.responseStatus}</strong>
          </div>
          <Headers headers={attempt.responseHeaders} />
          <Body body={attempt.responseBody} />
          {attempt.responseTruncated && <p className="dim">{t("detail.truncated")}</p>}
        </>
      )}
    </div>
  );
}

function Timing({ attempt }: { attempt: Attempt }) {
  const { t } = useTexts();
  const { headersMs, totalMs } = attempt;
  return (
    <div className="timing">
      {headersMs !== null && totalMs > 0 && (
        <div className="timing-bar" aria-hidden="true">
          <span style={{ flexGrow: headersMs, background: "var(--blue-ink)" }} />
          <span style={{ flexGrow: Math.max(0, totalMs - headersMs), background: "var(--violet-ink)" }} />
        </div>
      )}
      <div className="timing-words num">
        {headersMs !== null && (
          <>
            <span>
              <i style={{ background: "var(--blue-ink)" }} />
              {t("detail.timing.headers")} {millis(headersMs)}
            </span>
            <span>
              <i style={{ background: "var(--violet-ink)" }} />
              {t("detail.timing.body")} {millis(Math.max(0, totalMs - headersMs))}
            </span>
          </>
        )}
        <span>
          {t("detail.timing.total")} {millis(totalMs)}
        </span>
      </div>
    </div>
  );
}
