/** What an operator does to a target's sending by hand (row F1): hold it, release it, ask now whether it is back. */
import { AimOutlined, CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { Pulse } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";

const MOST_REASON = 200;

export function ByHand({ pulse }: { pulse: Pulse }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const path = `/api/v1/targets/${pulse.targetId}`;
  const act = useMutation({
    mutationFn: (what: "hold" | "release" | "probe") => {
      if (what === "hold") return api.put<void>(`${path}/hold`, { reason: reason.trim() });
      if (what === "release") return api.delete(`${path}/hold`);
      return api.post<void>(`${path}/probe`, {});
    },
    onSuccess: (_, what) => {
      setAsking(false);
      setReason("");
      message.success(t(`byHand.${what}.done`, { name: pulse.name }));
      void queries.invalidateQueries({ queryKey: keys.overview });
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return message.error(t("state.unreachable.title"));
      const [field] = error.fields;
      return message.error(field ? fieldWords(field) : error.message);
    },
  });
  return (
    <>
      {pulse.breaker.state === "open" && pulse.hold === null && (
        <Button
          type="text"
          size="small"
          icon={<AimOutlined />}
          aria-label={t("byHand.probe", { name: pulse.name })}
          title={t("byHand.probe", { name: pulse.name })}
          onClick={() => act.mutate("probe")}
        />
      )}
      {pulse.hold === null ? (
        <Button
          type="text"
          size="small"
          icon={<PauseOutlined />}
          disabled={!pulse.enabled}
          aria-label={t("byHand.hold", { name: pulse.name })}
          title={t("byHand.hold", { name: pulse.name })}
          onClick={() => setAsking(true)}
        />
      ) : (
        <Button
          size="small"
          type="primary"
          icon={<CaretRightOutlined />}
          loading={act.isPending}
          aria-label={t("byHand.release", { name: pulse.name })}
          onClick={() => act.mutate("release")}
        >
          {t("byHand.release.short")}
        </Button>
      )}
      <Modal
        open={asking}
        title={t("byHand.hold", { name: pulse.name })}
        okText={t("byHand.hold.short")}
        cancelText={t("common.cancel")}
        confirmLoading={act.isPending}
        onOk={() => act.mutate("hold")}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <p>{t("byHand.hold.help", { n: count(pulse.counts.pending) })}</p>
        <Input
          value={reason}
          maxLength={MOST_REASON}
          placeholder={t("byHand.reason")}
          aria-label={t("byHand.reason")}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
