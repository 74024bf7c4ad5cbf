/** Deleting a target: first the count of what goes with it, then the question. */
import { useQuery } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { DeletionImpact, Target } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Asked, Failure, Loading } from "@/shared/parts/states";
import { useTargetChange } from "./useTargetChange";

interface DeleteDialogProps {
  target: Target | null;
  onClose: () => void;
}

export function DeleteDialog({ target, onClose }: DeleteDialogProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useTargetChange();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const impact = useQuery({
    queryKey: [...keys.target(target?.id ?? 0), "deletionImpact"],
    queryFn: ({ signal }) =>
      api.get<DeletionImpact>(`/api/v1/targets/${target?.id}/deletion-impact`, undefined, signal),
    enabled: target !== null,
    staleTime: 0,
    gcTime: 0,
  });

  const close = () => {
    setError(null);
    onClose();
  };
  const remove = async () => {
    if (!target) return;
    setBusy(true);
    setError(null);
    try {
      await change.remove(target.id);
      message.success(t("targets.deleted", { name: target.name }));
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={target !== null}
      title={target && t("targets.delete.title", { name: target.name })}
      okText={t("targets.delete.confirm")}
      okButtonProps={{ danger: true, disabled: impact.data === undefined, loading: busy }}
      cancelText={t("common.cancel")}
      onOk={() => void remove()}
      onCancel={close}
    >
      <Asked query={impact} loading={<Loading rows={3} />}>
        {(counts) => (
          <>
            <p>{t("targets.delete.lead")}</p>
            <dl className="impact">
              <dt>{t("targets.delete.deliveries")}</dt>
              <dd>{count(counts.deliveries)}</dd>
              <dt className={counts.pending > 0 ? "impact-pending" : undefined}>
                {t("targets.delete.pending")}
              </dt>
              <dd className={counts.pending > 0 ? "impact-pending" : undefined}>{count(counts.pending)}</dd>
              <dt>{t("targets.delete.keys")}</dt>
              <dd>{count(counts.rememberedKeys)}</dd>
              <dt>{t("targets.delete.openings")}</dt>
              <dd>{count(counts.openings)}</dd>
              <dt>{t("targets.delete.mapping")}</dt>
              <dd>{count(counts.mappingRows)}</dd>
            </dl>
            {counts.pushAddresses.length > 0 && (
              <p>
                {t("targets.delete.addresses")}
                {counts.pushAddresses.map((name) => (
                  <strong key={name} className="impact-address">
                    {name}
                  </strong>
                ))}
              </p>
            )}
          </>
        )}
      </Asked>
      {error !== null && <Failure error={error} compact />}
    </Modal>
  );
}
