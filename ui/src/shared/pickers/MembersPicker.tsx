/** The dialog in which the members of a list are chosen: persons, units, groups, roles, posts, everyone (row I1). */
import { Modal } from "antd";
import { useState } from "react";
import type { Member, MemberKind } from "../api/types";
import { useTexts } from "../i18n";
import { MembersChooser } from "./MembersChooser";

interface MembersPickerProps {
  open: boolean;
  title: string;
  /** What is chosen when the dialog opens. */
  value: Member[];
  /** Which kinds can be chosen; all seven when left out. */
  kinds?: MemberKind[];
  onOk: (members: Member[]) => void;
  onCancel: () => void;
}

export function MembersPicker({ open, ...rest }: MembersPickerProps) {
  return open ? <Dialog {...rest} /> : null;
}

function Dialog({ title, value, kinds, onOk, onCancel }: Omit<MembersPickerProps, "open">) {
  const { t } = useTexts();
  const [members, setMembers] = useState(value);
  return (
    <Modal
      open
      width={940}
      centered
      title={title}
      okText={t("pick.ok")}
      cancelText={t("common.cancel")}
      onOk={() => onOk(members)}
      onCancel={onCancel}
    >
      <MembersChooser value={members} onChange={setMembers} kinds={kinds} />
    </Modal>
  );
}
