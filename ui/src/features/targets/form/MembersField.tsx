/** The members of a person list: kind and id, departments and subsidiaries with or without what lies below. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button, Checkbox, Input, Select, Tag } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Member, MemberKind, Person } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";

const kinds: MemberKind[] = ["person", "department", "subsidiary", "group", "role", "post", "everyone"];
const hasBelow = (kind: MemberKind) => kind === "department" || kind === "subsidiary";

interface MembersFieldProps {
  id?: string;
  value?: Member[];
  onChange?: (value: Member[]) => void;
  /** An empty list keeps everybody out. */
  warnEmpty: boolean;
}

export function MembersField({ id, value = [], onChange, warnEmpty }: MembersFieldProps) {
  const { t } = useTexts();
  const [kind, setKind] = useState<MemberKind>("person");
  const [typed, setTyped] = useState("");
  const [below, setBelow] = useState(true);
  const canAdd = kind === "everyone" || typed.trim() !== "";

  const add = () => {
    if (!canAdd) return;
    const member: Member = {
      kind,
      id: kind === "everyone" ? "" : typed.trim(),
      includeBelow: hasBelow(kind) && below,
    };
    onChange?.([...value.filter((one) => one.kind !== member.kind || one.id !== member.id), member]);
    setTyped("");
  };

  return (
    <div className="members" id={id}>
      <div className="members-list">
        {value.length === 0 && (
          <span className={warnEmpty ? "members-warn" : "dim"}>
            {warnEmpty ? t("form.members.allowEmpty") : t("form.members.empty")}
          </span>
        )}
        {value.map((member) => (
          <Tag
            key={`${member.kind}/${member.id}`}
            closable
            onClose={(event) => {
              event.preventDefault();
              onChange?.(value.filter((one) => one !== member));
            }}
          >
            {t(`memberKind.${member.kind}`)} {member.id && <span className="mono">{member.id}</span>}
            {member.includeBelow && <span className="dim"> {t("form.members.below")}</span>}
          </Tag>
        ))}
      </div>
      <div className="members-add">
        <Select
          value={kind}
          onChange={setKind}
          style={{ width: 110 }}
          aria-label={t("form.members")}
          options={kinds.map((one) => ({ value: one, label: t(`memberKind.${one}`) }))}
        />
        {kind === "person" ? (
          <PersonInput value={typed} onChange={setTyped} />
        ) : (
          kind !== "everyone" && (
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onPressEnter={(event) => {
                event.preventDefault();
                add();
              }}
              placeholder={t("form.members.id")}
              aria-label={t("form.members.id")}
              style={{ width: 220 }}
            />
          )
        )}
        {hasBelow(kind) && (
          <Checkbox checked={below} onChange={(event) => setBelow(event.target.checked)}>
            {t("form.members.below")}
          </Checkbox>
        )}
        <Button icon={<PlusOutlined />} onClick={add} disabled={!canAdd}>
          {t("form.members.add")}
        </Button>
      </div>
    </div>
  );
}

function PersonInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTexts();
  const persons = useQuery({
    queryKey: keys.persons(value),
    queryFn: ({ signal }) =>
      api.get<{ items: Person[] }>("/api/v1/persons", { text: value, limit: 20 }, signal),
    enabled: value.trim() !== "",
    staleTime: 30_000,
  });
  return (
    <AutoComplete
      value={value}
      onChange={(next) => onChange(next ?? "")}
      style={{ width: 280 }}
      placeholder={t("form.members.person")}
      aria-label={t("form.members.person")}
      options={persons.data?.items.map((person) => ({
        value: person.id,
        label: `${person.name} (${person.id})${person.mainAccount ? ` ← ${person.mainAccount}` : ""}`,
      }))}
    />
  );
}
