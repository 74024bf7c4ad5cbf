/** The members of a person list (row I1), by name with how many persons each covers; chosen in a dialog. */
import { PlusOutlined, WarningFilled } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useState } from "react";
import type { ListMode, Member } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { MemberName, useMemberNames } from "@/shared/pickers/MemberName";
import { MembersPicker } from "@/shared/pickers/MembersPicker";
import { memberKey } from "@/shared/pickers/selection";
import { useTellTrouble } from "./interception/tabTrouble";

/** More than these are read in the dialog. */
const MOST_SHOWN = 40;

interface MembersFieldProps {
  id?: string;
  value?: Member[];
  onChange?: (value: Member[]) => void;
  mode: ListMode;
  /** How many persons each covers, by `memberKey`; null for one that the organisation does not know. */
  covers: ReadonlyMap<string, number | null> | undefined;
}

export function MembersField({ id, value = [], onChange, mode, covers }: MembersFieldProps) {
  const { t } = useTexts();
  useTellTrouble();
  const names = useMemberNames();
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="members" id={id}>
      {value.length === 0 ? (
        <div className={mode === "allow" ? "members-none members-warning" : "members-none"}>
          {mode === "allow" && <WarningFilled aria-hidden="true" />}{" "}
          {t(mode === "allow" ? "rules.members.allowEmpty" : "rules.members.denyEmpty")}
        </div>
      ) : (
        <div className="members-tags">
          {value.slice(0, MOST_SHOWN).map((member) => (
            <Tag
              key={memberKey(member)}
              closable
              onClose={(event) => {
                event.preventDefault();
                onChange?.(value.filter((one) => one !== member));
              }}
            >
              {member.kind !== "everyone" && (
                <span className="member-kind">{t(`memberKind.${member.kind}`)} </span>
              )}
              <MemberName member={member} names={names} />
              {member.includeBelow && <span className="member-kind"> {t("pick.below")}</span>}
              <Covers count={covers?.get(memberKey(member))} plain={member.kind === "person"} />
            </Tag>
          ))}
        </div>
      )}
      <div className="members-tools">
        <Button icon={<PlusOutlined />} onClick={() => setChoosing(true)}>
          {t("rules.members.choose")}
        </Button>
        {value.length > MOST_SHOWN && (
          <Button type="link" onClick={() => setChoosing(true)}>
            {t("rules.showAll", { n: count(value.length) })}
          </Button>
        )}
      </div>
      <MembersPicker
        open={choosing}
        title={t("rules.members.title")}
        value={value}
        onCancel={() => setChoosing(false)}
        onOk={(members) => {
          setChoosing(false);
          onChange?.(members);
        }}
      />
    </div>
  );
}

/** Says nothing until the engine has counted, and nothing of a person that is one. */
function Covers({ count: many, plain }: { count: number | null | undefined; plain: boolean }) {
  const { t } = useTexts();
  if (many === null) return <span className="member-unknown"> {t("rules.members.unknown")}</span>;
  if (many === undefined || (plain && many === 1)) return null;
  return <span className="member-kind num"> · {t("rules.members.covers", { n: count(many) })}</span>;
}
