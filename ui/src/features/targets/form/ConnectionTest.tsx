/** Tests a target as the form has it (row T5): DNS, TCP, TLS, HTTP and the sign-on, each said separately. */
import { ApiOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import type { ConnectionStep } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Steps } from "@/shared/parts/Steps";
import { Failure } from "@/shared/parts/states";

/** The part of a configuration that a connection needs; the rest of it may still be wrong. */
export function tested(config: Record<string, unknown>, targetId: number | undefined) {
  const { server, tls, proxy, delivery, pushType, adapter, params, protocol } = config;
  const signOn = pushType === undefined ? {} : { pushType, adapter, params, protocol, targetId };
  return { server, tls, proxy, delivery, ...signOn };
}

export function useConnectionTest() {
  return useMutation({
    mutationFn: async (draft: ReturnType<typeof tested>) =>
      (await api.post<{ steps: ConnectionStep[] }>("/api/v1/connection-tests", draft)).steps,
  });
}

interface ConnectionTestProps {
  test: ReturnType<typeof useConnectionTest>;
  onTest: () => void;
}

export function ConnectionTest({ test, onTest }: ConnectionTestProps) {
  const { t } = useTexts();
  const failed = test.data?.find((step) => step.outcome === "failed");
  const withSignOn = test.data?.some((step) => step.step === "signOn" && step.outcome === "ok");
  // What is wrong with the draft is said beside its fields.
  const refused = test.error instanceof ApiProblem && test.error.fields.length > 0;
  return (
    <div className="test">
      <div className="test-head">
        <Button icon={<ApiOutlined />} onClick={onTest} loading={test.isPending}>
          {test.data ? t("test.again") : t("test.button")}
        </Button>
        <span className="form-note">{t("test.hint")}</span>
      </div>
      {refused && (
        <p className="test-verdict test-bad" role="alert">
          {t("test.refused")}
        </p>
      )}
      {test.error && !refused && <Failure error={test.error} compact />}
      {test.data && (
        <div role="status">
          <div className={failed ? "test-verdict test-bad" : "test-verdict test-good"}>
            {failed
              ? t("test.someFailed", { step: t(`test.${failed.step}`) })
              : t(withSignOn ? "test.allOk" : "test.noSignOn")}
          </div>
          <Steps steps={test.data.map(({ step, ...found }) => ({ ...found, name: t(`test.${step}`) }))} />
        </div>
      )}
    </div>
  );
}
