/** Several targets are held, as after a backup was put back: one word and one way to release them all. */
import { PauseCircleFilled } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { Pulse } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";

export function HeldAll({ pulses }: { pulses: Pulse[] }) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const held = pulses.filter((pulse) => pulse.hold !== null);
  if (held.length < 2) return null;
  const release = async () => {
    try {
      await api.post<void>("/api/v1/targets/release", {});
      message.success(t("held.releaseAll.done"));
    } catch (error) {
      message.error(error instanceof ApiProblem ? error.message : t("state.unreachable.title"));
    }
    await queries.invalidateQueries({ queryKey: keys.overview });
  };
  const ask = () =>
    modal.confirm({
      title: t("held.releaseAll.title", { n: held.length }),
      content: t("held.releaseAll.detail", {
        n: count(held.reduce((sum, pulse) => sum + pulse.counts.pending, 0)),
      }),
      okText: t("held.releaseAll"),
      cancelText: t("common.cancel"),
      onOk: release,
    });
  return (
    <section className="held-all" role="status">
      <PauseCircleFilled aria-hidden="true" />
      <span>{t("held.many", { n: held.length })}</span>
      <Button size="small" type="primary" onClick={ask}>
        {t("held.releaseAll")}
      </Button>
    </section>
  );
}
