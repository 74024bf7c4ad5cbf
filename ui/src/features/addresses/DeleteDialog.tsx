/** Deleting a push address: first which targets go back to their standard addresses, then the question. */
import { App, Modal } from "antd";
import { useState } from "react";
import type { StoredAddress } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { Bound } from "./Bound";
import { useAddressChange } from "./queries";

interface DeleteDialogProps {
  address: StoredAddress | null;
  nameOf: (target: number) => string;
  onClose: () => void;
}

export function DeleteDialog({ address, nameOf, onClose }: DeleteDialogProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useAddressChange();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const bindings = address?.bindings ?? [];

  const close = () => {
    setError(null);
    onClose();
  };
  const remove = async () => {
    if (!address) return;
    setBusy(true);
    setError(null);
    try {
      await change.remove(address.id);
      message.success(t("addresses.deleted", { name: address.name }));
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={address !== null}
      title={address && t("addresses.delete.title", { name: address.name })}
      okText={t("addresses.delete.confirm")}
      okButtonProps={{ danger: true, loading: busy }}
      cancelText={t("common.cancel")}
      onOk={() => void remove()}
      onCancel={close}
    >
      {bindings.length === 0 ? (
        <p>{t("addresses.delete.unbound")}</p>
      ) : (
        <>
          <p>
            {t(address?.enabled ? "addresses.delete.lead" : "addresses.delete.leadDisabled", {
              n: bindings.length,
            })}
          </p>
          <ul className="addresses-bound">
            {bindings.map((binding) => (
              <li key={binding.target}>
                <Bound binding={binding} name={nameOf(binding.target)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {error !== null && <Failure error={error} compact />}
    </Modal>
  );
}
