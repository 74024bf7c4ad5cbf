/** What an import would do, by kind of thing; nothing has been changed yet. */
import { CheckOutlined, EditFilled, PlusCircleFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Compared, Comparison, Difference } from "@/shared/api/types";
import { ChangeTable } from "@/shared/diff/ChangeTable";
import { useTexts } from "@/shared/i18n";
import { Notice } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";
import { countsOf, type Group, groupsOf, leavesOf, type MissingSecret, missingSecrets } from "./comparison";

const looks: Record<Difference, { tone: ToneName; icon: ReactNode }> = {
  added: { tone: "blue", icon: <PlusCircleFilled /> },
  changed: { tone: "amber", icon: <EditFilled /> },
  same: { tone: "grey", icon: <CheckOutlined /> },
};

export function Differences({ comparison }: { comparison: Comparison }) {
  const { t } = useTexts();
  const counts = countsOf(comparison.things);
  const missing = missingSecrets(comparison);
  if (counts.added + counts.changed === 0) {
    return (
      <Notice
        compact
        icon={<CheckOutlined />}
        title={t("import.same.title")}
        detail={t("import.same.detail")}
      />
    );
  }
  return (
    <div className="differences">
      <div className="differences-head">
        <h3>{t("import.summary")}</h3>
        {(["added", "changed", "same"] as const).map((difference) => (
          <Tag key={difference} {...looks[difference]}>
            {t(`import.count.${difference}`, { n: counts[difference] })}
          </Tag>
        ))}
      </div>
      {missing.length > 0 && (
        <div className="missing">
          <h4>{t("import.missing.title")}</h4>
          <p>{t("import.missing.detail")}</p>
          <ul>
            {missing.map(({ identifier, parameter }) => (
              <li key={`${identifier}/${parameter}`} className="mono">
                {identifier} / {parameter}
              </li>
            ))}
          </ul>
        </div>
      )}
      {groupsOf(comparison.things).map((group) => (
        <GroupOfThings key={group.kind} group={group} missing={missing} />
      ))}
    </div>
  );
}

function GroupOfThings({ group, missing }: { group: Group; missing: MissingSecret[] }) {
  const { t } = useTexts();
  return (
    <section className="difference-group">
      <h4>{t(`objectKind.${group.kind}`)}</h4>
      {group.differing.map((thing) => (
        <Thing
          key={thing.key}
          thing={thing}
          lacksSecret={thing.kind === "target" && missing.some(({ identifier }) => identifier === thing.key)}
        />
      ))}
      {group.same.length > 0 && (
        <details>
          <summary>
            {group.differing.length > 0
              ? t("import.same.show", { n: group.same.length })
              : t("import.same.only", { n: group.same.length })}
          </summary>
          <ul className="same-list">
            {group.same.map((thing) => (
              <li key={thing.key}>
                {nameOf(thing, t(`objectKind.${thing.kind}`))}{" "}
                <span className="mono dim">{keyOf(thing)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The engine calls the settings by a Chinese name, whatever language is read here. */
function nameOf(thing: Compared, kind: string): string {
  return thing.kind === "settings" ? kind : thing.name;
}

function keyOf(thing: Compared): string {
  return thing.kind === "settings" || thing.key === thing.name ? "" : thing.key;
}

function Thing({ thing, lacksSecret }: { thing: Compared; lacksSecret: boolean }) {
  const { t } = useTexts();
  return (
    <div className="difference">
      <div className="difference-name">
        <Tag {...looks[thing.difference]}>{t(`import.difference.${thing.difference}`)}</Tag>
        <strong>{nameOf(thing, t(`objectKind.${thing.kind}`))}</strong>
        <span className="mono dim">{keyOf(thing)}</span>
        {thing.difference === "added" && (
          <span className="dim">{lacksSecret ? t("import.added.disabled") : t("import.added.detail")}</span>
        )}
      </div>
      {thing.difference === "changed" && <ChangeTable kind="changed" leaves={leavesOf(thing)} />}
      {thing.difference === "added" && (
        <details>
          <summary>{t("import.added.show", { n: thing.fields.length })}</summary>
          <ChangeTable kind="created" leaves={leavesOf(thing)} />
        </details>
      )}
    </div>
  );
}
