/** 检测: the connection as the form has it, tried step by step; what failed is said with who can mend it. */
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useEffect, useRef } from "react";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import type { OaConnection, OaStep } from "@/shared/api/types";
import { Part } from "@/shared/form/Part";
import { text, useTexts } from "@/shared/i18n";
import { type StepOutcome, Steps } from "@/shared/parts/Steps";
import { Failure } from "@/shared/parts/states";
import { connectionOf, isSame } from "./draft";

export function useCheck() {
  return useMutation({
    mutationFn: async (draft: OaConnection) =>
      (await api.post<{ steps: OaStep[] }>("/api/v1/oa/check", { connection: connectionOf(draft) })).steps,
  });
}

/** What is wrong with single fields is said beside them. */
export const isRefused = (error: unknown) => error instanceof ApiProblem && error.fields.length > 0;

const outcomes: Record<OaStep["state"], StepOutcome> = { passed: "ok", failed: "failed", skipped: "skipped" };

interface CheckProps {
  check: ReturnType<typeof useCheck>;
  draft: OaConnection;
  dirty: boolean;
  onAgain: () => void;
}

export function Check({ check, draft, dirty, onAgain }: CheckProps) {
  const { t } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const steps = check.data;
  const seen = useRef(steps);
  // Each answer is brought into sight once, and not again with the form that a save begins.
  useEffect(() => {
    if (steps === seen.current) return;
    seen.current = steps;
    place.current?.scrollIntoView({ block: "nearest" });
  }, [steps]);
  const failure = isRefused(check.error) ? null : check.error;
  if (!steps && !failure) return null;
  const isOld = steps && check.variables && !isSame(check.variables, draft);
  return (
    <div ref={place} className="oa-check">
      <Part title={t("oa.check.title")} className="oa-part">
        {failure && <Failure error={failure} compact />}
        {steps && (
          <div role="status">
            <p className={steps.some(hasFailed) ? "state-bad" : "oa-verdict"}>{verdict(steps)}</p>
            {isOld && <p className="dim">{t("oa.check.old")}</p>}
            <Steps
              steps={steps.map((step) => ({
                name: t(`oa.step.${step.stage}`),
                outcome: outcomes[step.state],
                millis: step.tookMs,
                detail: <Detail step={step} appId={draft.appId} dirty={dirty} onAgain={onAgain} />,
              }))}
            />
          </div>
        )}
      </Part>
    </div>
  );
}

const hasFailed = (step: OaStep) => step.state === "failed";

function verdict(steps: OaStep[]): string {
  const failed = steps.find(hasFailed);
  if (failed) return text("test.someFailed", { step: text(`oa.step.${failed.stage}`) });
  const skipped = steps.filter((step) => step.state === "skipped").length;
  if (skipped === 0) return text("oa.check.passed");
  if (skipped === steps.length) return text("oa.check.nothing");
  return text("oa.check.partly", { n: skipped });
}

interface DetailProps extends Pick<CheckProps, "dirty" | "onAgain"> {
  step: OaStep;
  appId: string;
}

function Detail({ step, appId, dirty, onAgain }: DetailProps) {
  const { t } = useTexts();
  if (!step.fault) return step.detail;
  const isKey = step.stage === "persons" && step.fault === "refused";
  return (
    <>
      <div>{step.detail}</div>
      <div className="oa-mend">
        {isKey ? t("oa.fault.refused.persons") : t(`oa.fault.${step.fault}`)}{" "}
        {step.fault === "keys" && <Register appId={appId} dirty={dirty} onDone={onAgain} />}
      </div>
    </>
  );
}

interface RegisterProps {
  appId: string;
  /** What is registered is what is saved. */
  dirty: boolean;
  onDone: () => void;
}

function Register({ appId, dirty, onDone }: RegisterProps) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const register = useMutation({
    mutationFn: () => api.post<void>("/api/v1/oa/registration", {}),
    onSuccess: () => {
      message.success(t("oa.register.done"));
      onDone();
    },
    onError: (error) =>
      message.error(error instanceof ApiProblem ? error.message : t("state.unreachable.title")),
  });
  const ask = () =>
    modal.confirm({
      title: t("oa.register.title", { id: appId }),
      content: t("oa.register.detail"),
      okText: t("oa.register"),
      okButtonProps: { danger: true },
      cancelText: t("common.cancel"),
      onOk: () => register.mutateAsync().catch(() => undefined),
    });
  return (
    <>
      <Button size="small" danger disabled={dirty} loading={register.isPending} onClick={ask}>
        {t("oa.register")}
      </Button>{" "}
      {dirty && t("oa.register.saveFirst")}
    </>
  );
}
