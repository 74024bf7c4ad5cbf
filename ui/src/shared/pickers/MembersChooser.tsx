/**
 * Two panes: on the left the organisation, a tab for each kind of member, on the right those who are chosen. Everything
 * is drawn row by row as it comes into sight. `MembersPicker` puts it into a dialog.
 */
import { CloseOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { useMemo, useState } from "react";
import { keys } from "../api/keys";
import type { Member, MemberKind, Structure } from "../api/types";
import { count } from "../format";
import { useTexts } from "../i18n";
import { Asked, Empty } from "../parts/states";
import { Tick, Toggle } from "./bits";
import { ListRows } from "./ListRows";
import { MemberName, useMemberNames } from "./MemberName";
import { PeopleRows } from "./PeopleRows";
import { useStructure } from "./queries";
import { hasBelow, memberKey, memberKinds, toggled, withBelow } from "./selection";
import { UnitTree } from "./UnitTree";
import { VirtualRows } from "./VirtualRows";

interface MembersChooserProps {
  value: Member[];
  onChange: (members: Member[]) => void;
  /** Which kinds can be chosen; all seven when left out. */
  kinds?: MemberKind[];
}

export function MembersChooser({ value, onChange, kinds = memberKinds }: MembersChooserProps) {
  const { t } = useTexts();
  const structure = useStructure();
  return (
    <div className="chooser">
      <section className="chooser-pane" aria-label={t("pick.from")}>
        {kinds.length === 1 && kinds[0] ? (
          <Pane kind={kinds[0]} value={value} onChange={onChange} structure={structure} />
        ) : (
          <Tabs
            size="small"
            destroyOnHidden
            items={kinds.map((kind) => ({
              key: kind,
              label: t(`memberKind.${kind}`),
              children: <Pane kind={kind} value={value} onChange={onChange} structure={structure} />,
            }))}
          />
        )}
      </section>
      <Chosen value={value} onChange={onChange} single={kinds.length === 1} />
    </div>
  );
}

interface PaneProps {
  kind: MemberKind;
  value: Member[];
  onChange: (members: Member[]) => void;
  structure: ReturnType<typeof useStructure>;
}

function Pane({ kind, value, onChange, structure }: PaneProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [below, setBelow] = useState(true);
  const ids = useMemo(
    () => new Set(value.filter((member) => member.kind === kind).map((member) => member.id)),
    [value, kind],
  );
  const toggle = (id: string) =>
    onChange(toggled(value, { kind, id, includeBelow: below && hasBelow(kind) }));

  if (kind === "everyone") {
    const on = ids.has("");
    return (
      <button type="button" className="everyone" aria-pressed={on} onClick={() => toggle("")}>
        <Tick on={on} />
        <span>
          <strong>{t("memberKind.everyone")}</strong>
          <span className="dim">{t("pick.everyone.help")}</span>
        </span>
      </button>
    );
  }
  if (kind === "person") {
    return (
      <PeopleRows
        label={t("memberKind.person")}
        checked={ids}
        onToggle={(person) => {
          queries.setQueryData(keys.personName(person.id), person);
          toggle(person.id);
        }}
      />
    );
  }
  return (
    <Asked query={structure}>
      {(shape: Structure) => {
        if (kind === "department" || kind === "subsidiary") {
          const units =
            kind === "subsidiary" ? shape.units.filter((unit) => unit.kind === kind) : shape.units;
          return (
            <UnitTree
              units={units}
              label={t(`memberKind.${kind}`)}
              checked={new Set([...ids].map((id) => memberKey({ kind, id })))}
              pickable={(unit) => unit.kind === kind}
              onPick={(unit) => toggle(unit.id)}
              above={
                <Toggle on={below} onChange={setBelow}>
                  {t("pick.belowForNew")}
                </Toggle>
              }
            />
          );
        }
        return (
          <ListRows
            label={t(`memberKind.${kind}`)}
            search={t(`pick.search.${kind}`)}
            empty={t(`pick.none.${kind}`)}
            entries={kind === "post" ? shape.posts : shape.lists.filter((list) => list.kind === kind)}
            checked={ids}
            onToggle={(entry) => toggle(entry.id)}
          />
        );
      }}
    </Asked>
  );
}

interface ChosenProps {
  value: Member[];
  onChange: (members: Member[]) => void;
  /** One kind only: it need not be said of each. */
  single: boolean;
}

function Chosen({ value, onChange, single }: ChosenProps) {
  const { t } = useTexts();
  const names = useMemberNames();
  return (
    <section className="chooser-pane" aria-label={t("pick.chosen")}>
      <div className="chooser-head">
        <strong>{t("pick.chosenCount", { n: count(value.length) })}</strong>
        <Button type="link" size="small" disabled={value.length === 0} onClick={() => onChange([])}>
          {t("pick.removeAll")}
        </Button>
      </div>
      {value.length === 0 ? (
        <Empty compact title={t("pick.nothingChosen")} />
      ) : (
        <VirtualRows kind="list" label={t("pick.chosen")} rows={value} rowKey={memberKey} rowHeight={32}>
          {(member) => (
            <div className="chosen">
              {!single && <span className="chip">{t(`memberKind.${member.kind}`)}</span>}
              <span className="ellipsis chosen-name">
                {member.kind === "everyone" ? "" : <MemberName member={member} names={names} />}
              </span>
              {hasBelow(member.kind) && (
                <Toggle
                  on={member.includeBelow}
                  onChange={(below) => onChange(withBelow(value, memberKey(member), below))}
                >
                  {t("pick.below")}
                </Toggle>
              )}
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t("common.remove")}
                title={t("common.remove")}
                onClick={() => onChange(value.filter((one) => one !== member))}
              />
            </div>
          )}
        </VirtualRows>
      )}
    </section>
  );
}
