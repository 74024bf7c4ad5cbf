/** Tests the connection to a server address (row T5): DNS, TCP, TLS and HTTP, each said separately. */
import { ApiOutlined, CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "@/shared/api/client";
import type { ConnectionStep } from "@/shared/api/types";
import { millis } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";

export interface Tested {
  server: unknown;
  tls: unknown;
  delivery: unknown;
}

export function useConnectionTest() {
  return useMutation({
    mutationFn: async (tested: Tested) =>
      (await api.post<{ steps: ConnectionStep[] }>("/api/v1/connection-tests", tested)).steps,
  });
}

const looks: Record<ConnectionStep["outcome"], { tone: ToneName; icon: React.ReactNode }> = {
  ok: { tone: "green", icon: <CheckCircleFilled /> },
  failed: { tone: "red", icon: <CloseCircleFilled /> },
  skipped: { tone: "grey", icon: <MinusCircleOutlined /> },
};

interface ConnectionTestProps {
  test: ReturnType<typeof useConnectionTest>;
  onTest: () => void;
}

export function ConnectionTest({ test, onTest }: ConnectionTestProps) {
  const { t } = useTexts();
  const failed = test.data?.find((step) => step.outcome === "failed");
  return (
    <div className="test">
      <div className="test-head">
        <Button icon={<ApiOutlined />} onClick={onTest} loading={test.isPending}>
          {test.data ? t("test.again") : t("test.button")}
        </Button>
        <span className="form-note">{t("test.hint")}</span>
      </div>
      {test.error && <Failure error={test.error} compact />}
      {test.data && (
        <div role="status">
          <div className={failed ? "test-verdict test-bad" : "test-verdict test-good"}>
            {failed ? t("test.someFailed", { step: t(`test.${failed.step}`) }) : t("test.allOk")}
          </div>
          <ol>
            {test.data.map((step) => (
              <li key={step.step}>
                <span>{t(`test.${step.step}`)}</span>
                <Tag tone={looks[step.outcome].tone} icon={looks[step.outcome].icon}>
                  {!failed && step.outcome === "skipped" ? t("test.notNeeded") : t(`test.${step.outcome}`)}
                </Tag>
                <span className="num dim">{step.outcome === "skipped" ? "" : millis(step.millis)}</span>
                <span className="test-detail">{step.detail}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
