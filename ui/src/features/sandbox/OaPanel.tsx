/** The simulated OA's controls: does it run, how fast; start a request by hand, act on one. */
import { CaretRightOutlined, PauseOutlined, PlusOutlined, WarningFilled } from "@ant-design/icons";
import { App, Button, Dropdown, InputNumber, Slider } from "antd";
import { useEffect, useState } from "react";
import { ApiProblem } from "@/shared/api/problem";
import type { OaAction, OaRequest, SandboxOa } from "@/shared/api/types";
import { clock, count } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { Asked, Empty } from "@/shared/parts/states";
import { useOpenRequests, useSandboxChange } from "./queries";
import { LEAST, MOST, rateAt, STEPS, stepOf } from "./rateScale";

export function OaPanel({ oa }: { oa: SandboxOa }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { setOa, start } = useSandboxChange();

  const startRequest = () =>
    start.mutate(undefined, {
      onSuccess: (request) =>
        message.success(
          t("sandbox.oa.started", {
            name: request.requestName,
            persons: request.waitingFor.map((one) => one.name).join("、"),
          }),
        ),
      onError: (error) => message.error(wordsOf(error)),
    });
  const set = (settings: { running: boolean; eventsPerSecond: number }) =>
    setOa.mutate(settings, { onError: (error) => message.error(wordsOf(error)) });

  return (
    <>
      <section className="panel oa">
        <div className="oa-controls">
          <Button
            type={oa.running ? "default" : "primary"}
            icon={oa.running ? <PauseOutlined /> : <CaretRightOutlined />}
            onClick={() => set({ running: !oa.running, eventsPerSecond: oa.eventsPerSecond })}
            loading={setOa.isPending}
          >
            {oa.running ? t("sandbox.oa.pause") : t("sandbox.oa.run")}
          </Button>
          <RateSlider
            rate={oa.eventsPerSecond}
            onChange={(rate) => set({ running: oa.running, eventsPerSecond: rate })}
          />
          <Button icon={<PlusOutlined />} onClick={startRequest} loading={start.isPending}>
            {t("sandbox.oa.start")}
          </Button>
        </div>
        <dl className="figures">
          <Figure label={t("sandbox.oa.eventsSent")} value={count(oa.eventsSent)} />
          <Figure label={t("sandbox.oa.batchesSent")} value={count(oa.batchesSent)} />
          <Figure
            label={t("sandbox.oa.batchesRefused")}
            value={count(oa.batchesRefused)}
            bad={oa.batchesRefused > 0}
          />
          <Figure label={t("sandbox.oa.openRequests")} value={count(oa.openRequests)} />
          <Figure label={t("sandbox.oa.finishedRequests")} value={count(oa.finishedRequests)} />
          <Figure label={t("sandbox.oa.people")} value={`${count(oa.persons)} / ${count(oa.workflows)}`} />
        </dl>
        {oa.lastError && (
          <div className="oa-error" role="alert">
            <WarningFilled aria-hidden="true" /> {t("sandbox.oa.lastError", { error: oa.lastError })}
          </div>
        )}
      </section>
      <OpenRequests onStart={startRequest} />
    </>
  );
}

export function wordsOf(error: unknown): string {
  if (error instanceof ApiProblem) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

export function Figure({ label, value, bad }: { label: string; value: string; bad?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={bad ? "num figure-bad" : "num"}>{value}</dd>
    </div>
  );
}

const marks = Object.fromEntries(
  [0.1, 1, 10, 100, 500].map((rate) => [stepOf(rate), <span key={rate}>{rate}</span>]),
);

/** Moves at once, tells when it is let go. */
function RateSlider({ rate, onChange }: { rate: number; onChange: (rate: number) => void }) {
  const { t } = useTexts();
  const [step, setStep] = useState(stepOf(rate));
  useEffect(() => setStep(stepOf(rate)), [rate]);
  return (
    <div className="rate">
      <span className="rate-label" id="oa-rate">
        {t("sandbox.oa.rate")}
      </span>
      <Slider
        min={0}
        max={STEPS}
        value={step}
        marks={marks}
        onChange={setStep}
        onChangeComplete={(done) => onChange(rateAt(done))}
        tooltip={{ formatter: (at) => `${rateAt(at ?? 0)} ${t("sandbox.oa.rate.unit")}` }}
        ariaLabelledByForHandle="oa-rate"
      />
      <InputNumber
        min={LEAST}
        max={MOST}
        value={stepOf(rate) === step ? rate : rateAt(step)}
        onChange={(typed) => {
          if (typed !== null && typed !== rate) onChange(typed);
        }}
        changeOnWheel={false}
        suffix={t("sandbox.oa.rate.unit")}
        aria-label={t("sandbox.oa.rate")}
        style={{ width: 116 }}
      />
    </div>
  );
}

function OpenRequests({ onStart }: { onStart: () => void }) {
  const { t } = useTexts();
  const requests = useOpenRequests();
  return (
    <section className="panel" aria-labelledby="open-requests">
      <div className="panel-head">
        <h2 id="open-requests">{t("sandbox.oa.requests")}</h2>
      </div>
      <Asked query={requests}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              compact
              title={t("sandbox.oa.requests.empty")}
              detail={t("sandbox.oa.requests.empty.detail")}
              action={<Button onClick={onStart}>{t("sandbox.oa.start")}</Button>}
            />
          ) : (
            <div className="grid-scroll requests">
              <table className="grid">
                <thead>
                  <tr>
                    <th>{t("sandbox.oa.col.request")}</th>
                    <th>{t("sandbox.oa.col.node")}</th>
                    <th>{t("sandbox.oa.col.waitingFor")}</th>
                    <th>{t("sandbox.oa.col.createdAt")}</th>
                    <th className="right" />
                  </tr>
                </thead>
                <tbody>
                  {items.map((request) => (
                    <RequestRow key={request.requestId} request={request} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Asked>
    </section>
  );
}

const direct: OaAction[] = ["approve", "return"];
const more: OaAction[] = ["forward", "copy", "close", "delete"];
/** More names than this are counted. */
const MOST_NAMES = 4;

function RequestRow({ request }: { request: OaRequest }) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const { act } = useSandboxChange();
  const now = useNow(10_000);

  const run = (action: OaAction) =>
    act.mutate(
      { requestId: request.requestId, action },
      {
        onSuccess: ({ events }) =>
          message.success(t("sandbox.oa.acted", { action: t(`sandbox.action.${action}`), n: events })),
        onError: (error) => message.error(wordsOf(error)),
      },
    );
  const choose = (action: OaAction) => {
    if (action !== "delete") return run(action);
    modal.confirm({
      title: t("sandbox.action.delete.confirm", { n: request.waitingFor.length }),
      okText: t("sandbox.action.delete"),
      okButtonProps: { danger: true },
      cancelText: t("common.cancel"),
      onOk: () => run(action),
    });
  };
  const names = request.waitingFor.map((one) => one.name);

  return (
    <tr>
      <td>
        <div>{request.requestName}</div>
        <div className="dim">
          <span className="mono">{request.requestId}</span> ·{" "}
          {t("sandbox.receiver.from", { name: request.creatorName })}
        </div>
      </td>
      <td className="nowrap">{request.nodeName}</td>
      <td title={names.join("、")}>
        {names.slice(0, MOST_NAMES).join("、")}
        {names.length > MOST_NAMES && <span className="dim"> +{names.length - MOST_NAMES}</span>}
      </td>
      <td className="num">{clock(request.createdAt, now)}</td>
      <td className="right nowrap">
        {direct.map((action) => (
          <Button
            key={action}
            size="small"
            type="link"
            onClick={() => choose(action)}
            disabled={act.isPending}
          >
            {t(`sandbox.action.${action}`)}
          </Button>
        ))}
        <Dropdown
          trigger={["click"]}
          menu={{
            items: more.map((action) => ({
              key: action,
              label: t(`sandbox.action.${action}`),
              danger: action === "delete",
            })),
            onClick: ({ key }) => choose(key as OaAction),
          }}
        >
          <Button size="small" type="link" disabled={act.isPending}>
            {t("common.more")}
          </Button>
        </Dropdown>
      </td>
    </tr>
  );
}
