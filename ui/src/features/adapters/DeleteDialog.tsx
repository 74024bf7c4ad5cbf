/** Deleting a version of an adapter that no target runs: its file goes. */
import { App, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { useAdapterChange } from "./queries";

interface DeleteDialogProps {
  wanted: { name: string; version: number; last: boolean } | null;
  onClose: () => void;
}

export function DeleteDialog({ wanted, onClose }: DeleteDialogProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useAdapterChange();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    onClose();
  };
  const remove = async () => {
    if (!wanted) return;
    setBusy(true);
    setError(null);
    try {
      await change.remove(wanted.name, wanted.version);
      message.success(t("adapters.deleted", { class: wanted.name, n: wanted.version }));
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={wanted !== null}
      title={wanted && t("adapters.delete.title", { class: wanted.name, n: wanted.version })}
      okText={t("adapters.delete.confirm")}
      okButtonProps={{ danger: true, loading: busy }}
      cancelText={t("common.cancel")}
      onOk={() => void remove()}
      onCancel={close}
    >
      {wanted && (
        <>
          <p>{t("adapters.delete.lead", { file: `adapters/${wanted.name}/${wanted.version}.rhai` })}</p>
          {wanted.last && <p>{t("adapters.delete.last", { class: wanted.name })}</p>}
        </>
      )}
      {error !== null && <Failure error={error} compact />}
    </Modal>
  );
}
