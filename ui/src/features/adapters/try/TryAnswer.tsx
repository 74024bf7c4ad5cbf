/** What came of sending to the sandbox: the request, the answer, and what the script made of it; or why nothing was sent. */

import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled, WarningFilled } from "@ant-design/icons";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { ApiProblem } from "@/shared/api/problem";
import type { AdapterFault, Attempt } from "@/shared/api/types";
import { millis } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { codeWords, fieldWords } from "@/shared/parts/complaint";
import { Body, Headers, RequestLine } from "@/shared/parts/Exchange";
import { Failure } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";
import { FaultText } from "../FaultText";
import { placeIn } from "../faults";

const marks: Record<Attempt["outcome"], { tone: ToneName; icon: ReactNode }> = {
  accepted: { tone: "green", icon: <CheckCircleFilled /> },
  rejected: { tone: "red", icon: <CloseCircleFilled /> },
  noAnswer: { tone: "amber", icon: <QuestionCircleFilled /> },
  ownFault: { tone: "red", icon: <WarningFilled /> },
};

export function Answer({ attempt }: { attempt: Attempt }) {
  const { t, textOr } = useTexts();
  const { tone, icon } = marks[attempt.outcome];
  const sent = attempt.url !== "";
  return (
    <section className="adapter-answer" role="status">
      <header>
        <Tag tone={tone} icon={icon}>
          {t(`adapters.try.outcome.${attempt.outcome}`)}
        </Tag>
        {attempt.reasonCode && attempt.outcome !== "accepted" && (
          <span>{textOr(`reason.${attempt.reasonCode}`, attempt.reasonCode)}</span>
        )}
        {attempt.reason && <span className="mono">{attempt.reason}</span>}
      </header>
      {sent && (
        <>
          <h4>{t("adapters.try.request")}</h4>
          <RequestLine method={attempt.method} url={attempt.url} />
          <Headers headers={attempt.requestHeaders} />
          <Body body={attempt.requestBody} />
          <h4>
            {t("adapters.try.answer")}{" "}
            {attempt.responseStatus !== null && <span className="mono">HTTP {attempt.responseStatus}</span>}{" "}
            <span className="dim num">{millis(attempt.totalMs)}</span>
          </h4>
          {attempt.responseStatus === null ? (
            <p className="dim">{t("adapters.try.noAnswer")}</p>
          ) : (
            <>
              <Headers headers={attempt.responseHeaders} />
              <Body body={attempt.responseBody} />
            </>
          )}
        </>
      )}
    </section>
  );
}

/** Complaints about single parameters, which stand beside their fields. */
export function paramComplaints(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const field of error.fields) {
    const [, name] = /\/params\/([^/]+)$/.exec(field.path) ?? [];
    if (name) found[name] = fieldWords(field);
  }
  return found;
}

interface RefusedProps {
  error: unknown;
  onFault: (fault: AdapterFault) => void;
}

/** Why nothing was done: no sandbox, a script that does not compile, or fields that are wrong. */
export function Refused({ error, onFault }: RefusedProps) {
  const { t } = useTexts();
  if (error instanceof ApiProblem && error.code === "NO_SANDBOX") {
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t("adapters.try.noSandbox")}
        description={t("adapters.try.noSandbox.detail")}
      />
    );
  }
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return <Failure error={error} compact />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t("adapters.try.refused")}
      description={
        <ul className="adapter-refused">
          {error.fields.map((field) => {
            const fault = placeIn(field.message);
            return (
              <li key={`${field.path} ${field.code}`}>
                {fault.line === null ? (
                  <>
                    <span className="mono">{field.path}</span> {codeWords(field.code)}{" "}
                    {field.message && <span className="dim">{field.message}</span>}
                  </>
                ) : (
                  <button type="button" onClick={() => onFault(fault)}>
                    <FaultText fault={fault} />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
