/** Whom a channel tells: persons and roles, chosen in a dialog (row F2). */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useState } from "react";
import type { Member, MemberKind } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { MemberName, useMemberNames } from "@/shared/pickers/MemberName";
import { MembersPicker } from "@/shared/pickers/MembersPicker";
import { memberKey } from "@/shared/pickers/selection";

const kinds: MemberKind[] = ["person", "role"];

interface RecipientsFieldProps {
  id?: string;
  value?: Member[];
  onChange?: (value: Member[]) => void;
}

export function RecipientsField({ id, value = [], onChange }: RecipientsFieldProps) {
  const { t } = useTexts();
  const names = useMemberNames();
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="alerts-recipients" id={id}>
      {value.length === 0 && <span className="dim">{t("alerts.recipients.none")}</span>}
      {value.map((member) => (
        <Tag
          key={memberKey(member)}
          closable
          onClose={(event) => {
            event.preventDefault();
            onChange?.(value.filter((one) => one !== member));
          }}
        >
          <span className="dim">{t(`memberKind.${member.kind}`)} </span>
          <MemberName member={member} names={names} />
        </Tag>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => setChoosing(true)}>
        {t("alerts.recipients.choose")}
      </Button>
      <MembersPicker
        open={choosing}
        title={t("alerts.recipients.choose")}
        value={value}
        kinds={kinds}
        onCancel={() => setChoosing(false)}
        onOk={(members) => {
          setChoosing(false);
          onChange?.(members);
        }}
      />
    </div>
  );
}
