/** Begins a compensation or a clean-up at once, by what is stored; the list of runs shows what becomes of it. */
import { CaretRightOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { useNavigate } from "react-router-dom";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import type { Run } from "@/shared/api/types";
import { textOr, useTexts } from "@/shared/i18n";

interface RunNowProps {
  kind: "compensation" | "cleanup";
  targetId: number;
}

export function RunNow({ kind, targetId }: RunNowProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: () => api.post<Run>("/api/v1/runs", { kind, targetId }),
    onSuccess: (run) => navigate(`/runs?id=${run.id}&targetId=${targetId}`),
    onError: (error) =>
      message.error(
        error instanceof ApiProblem
          ? textOr(`problem.${error.code}`, error.message)
          : t("state.unreachable.title"),
      ),
  });
  return (
    <Popconfirm
      title={t(`form.runNow.${kind}`)}
      okText={t("form.runNow")}
      cancelText={t("common.cancel")}
      onConfirm={() => begin.mutate()}
    >
      <Button size="small" icon={<CaretRightOutlined />} loading={begin.isPending}>
        {t("form.runNow")}
      </Button>
    </Popconfirm>
  );
}
