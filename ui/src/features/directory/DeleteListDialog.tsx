/** Deleting a group or role: who is on it and which rules name it, then the question. */
import { App, Modal } from "antd";
import { useState } from "react";
import { useTargets } from "@/shared/api/queries";
import type { PersonListEntry } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Failure, Loading } from "@/shared/parts/states";
import { useDirectoryChange } from "./useDirectoryChange";

interface DeleteListDialogProps {
  list: PersonListEntry;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteListDialog({ list, onClose, onDeleted }: DeleteListDialogProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useDirectoryChange();
  const targets = useTargets();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const users = targets.data?.filter((target) =>
    target.interception.persons.members.some(({ kind, id }) => kind === list.kind && id === list.id),
  );

  const remove = async () => {
    setBusy(true);
    setError(null);
    try {
      await change.deleteList(list.kind, list.id);
      message.success(t("directory.list.deleted", { name: list.name }));
      onDeleted();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t(`directory.${list.kind}.delete`, { name: list.name })}
      okText={t("directory.list.delete.confirm")}
      okButtonProps={{ danger: true, loading: busy, disabled: targets.isPending }}
      cancelText={t("common.cancel")}
      onOk={() => void remove()}
      onCancel={onClose}
    >
      <p>{t("directory.list.delete.members", { n: count(list.persons) })}</p>
      {targets.isPending ? (
        <Loading rows={2} />
      ) : users === undefined ? (
        <p className="rules-warn">{t("directory.list.delete.unknown")}</p>
      ) : users.length === 0 ? (
        <p>{t("directory.list.delete.unused")}</p>
      ) : (
        <>
          <p className="rules-warn">{t("directory.list.delete.used")}</p>
          <ul className="users">
            {users.map((target) => (
              <li key={target.id}>
                {target.name} <span className="mono dim">{target.identifier}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {error !== null && <Failure compact error={error} />}
    </Modal>
  );
}
