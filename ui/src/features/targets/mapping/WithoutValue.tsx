/** Persons whom events have named and who have no value: what would make their pushes fail, and how to mend it. */
import { CheckCircleFilled } from "@ant-design/icons";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";
import type { PersonKey, PersonWithoutValue } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Failure, Loading } from "@/shared/parts/states";
import { useMappingChange, useWithoutValue } from "./queries";
import { personWords, rowWords } from "./words";

interface WithoutValueProps {
  targetId: number;
  personKey: PersonKey;
}

export function WithoutValue({ targetId, personKey }: WithoutValueProps) {
  const { t } = useTexts();
  const { query, persons } = useWithoutValue(targetId);
  const byTable = personKey === "mapping";
  return (
    <section aria-label={t("mapping.without")}>
      <h3 className="mapping-title">{t("mapping.without")}</h3>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isPending && <Loading rows={2} />}
      {query.data && persons.length === 0 && (
        <p className="mapping-good">
          <CheckCircleFilled aria-hidden="true" /> {t("mapping.without.none")}
        </p>
      )}
      {persons.length > 0 && (
        <>
          <p className="form-note mapping-note">
            {t("mapping.without.help")}{" "}
            {byTable
              ? t("mapping.without.fill")
              : t("mapping.without.directory", { key: t(`personKey.${personKey}`) })}
          </p>
          <ul className="without">
            {persons.map((person) => (
              <WithoutLine key={person.person} targetId={targetId} person={person} fillable={byTable} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("mapping.without.more")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

interface WithoutLineProps {
  targetId: number;
  person: PersonWithoutValue;
  fillable: boolean;
}

function WithoutLine({ targetId, person, fillable }: WithoutLineProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useMappingChange(targetId);
  const [value, setValue] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const name = personWords(person);
  const fill = async () => {
    if (value.trim() === "") return;
    setBusy(true);
    try {
      await change.put(person.person, value.trim());
      message.success(t("mapping.added", { person: name }));
    } catch (error) {
      setWrong(rowWords(error) ?? t("state.unreachable.title"));
      setBusy(false);
    }
  };
  return (
    <li>
      <Link
        to={`/log?targetId=${targetId}&receiver=${encodeURIComponent(person.person)}`}
        className="ellipsis"
        title={name}
      >
        {person.name ?? <span className="mapping-unknown">{t("mapping.unknownPerson")}</span>}{" "}
        <span className="mono">{person.person}</span>
      </Link>
      {fillable && (
        <>
          <Input
            size="small"
            className="mono"
            value={value}
            status={wrong ? "error" : undefined}
            title={wrong ?? undefined}
            placeholder={t("mapping.value.placeholder")}
            aria-label={t("mapping.value.edit", { person: name })}
            onChange={(event) => {
              setValue(event.target.value);
              setWrong(null);
            }}
            onPressEnter={() => void fill()}
          />
          <Button size="small" loading={busy} disabled={value.trim() === ""} onClick={() => void fill()}>
            {t("mapping.without.save")}
          </Button>
        </>
      )}
      {wrong && (
        <span className="field-bad" role="alert">
          {wrong}
        </span>
      )}
    </li>
  );
}
