/** Reconciliation (状态核对): what a receiver shows beside what it should show; what differs is pushed again. */
import { AuditOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Select, Tag } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import { useTargets } from "@/shared/api/queries";
import type { Person, Run } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Page } from "@/shared/parts/Page";
import { Failure, Loading } from "@/shared/parts/states";
import { PersonPicker } from "@/shared/pickers/PersonPicker";
import { Differences } from "./Differences";
import { Persons } from "./Persons";
import { useReconciling } from "./useReconciling";
import "./reconciliation.css";

const MOST_PERSONS = 50;

export default function ReconciliationScreen() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const targets = useTargets();
  const targetId = Number(search.get("targetId")) || undefined;
  const [persons, setPersons] = useState<Person[]>([]);
  const { found, asking } = useReconciling();
  const mend = useMutation({
    mutationFn: (ids: number[]) => api.post<Run>("/api/v1/runs", { kind: "repush", ids }),
    onSuccess: ({ id }) => navigate(`/runs?id=${id}`),
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return message.error(t("state.unreachable.title"));
      const [field] = error.fields;
      return message.error(
        error.code === "RUN_UNDER_WAY"
          ? t("reconcile.runUnderWay")
          : field
            ? fieldWords(field)
            : error.message,
      );
    },
  });
  const add = (person: Person | undefined) => {
    if (!person || persons.some(({ id }) => id === person.id)) return;
    setPersons([...persons, person]);
  };
  const ask = () => {
    if (targetId === undefined) return;
    asking.mutate({ targetId, persons: persons.map(({ id }) => id) });
  };
  return (
    <Page title={t("reconcile.title")} lede={t("reconcile.lede")}>
      <section className="panel reconcile-ask">
        <Select
          showSearch={{ optionFilterProp: "label" }}
          className="reconcile-target"
          aria-label={t("log.col.target")}
          placeholder={t("reconcile.target")}
          value={targetId}
          onChange={(value: number) => setSearch({ targetId: String(value) }, { replace: true })}
          options={targets.data?.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className="reconcile-person">
          <PersonPicker
            key={persons.length}
            mainOnly
            label={t("reconcile.addPerson")}
            placeholder={
              persons.length < MOST_PERSONS ? t("reconcile.addPerson") : t("reconcile.mostPersons")
            }
            onChange={(_, person) => persons.length < MOST_PERSONS && add(person)}
          />
        </div>
        <Button
          type="primary"
          icon={<AuditOutlined />}
          disabled={targetId === undefined}
          loading={asking.isPending}
          onClick={ask}
        >
          {t("reconcile.ask")}
        </Button>
        <div className="reconcile-whom">
          {persons.length === 0 ? (
            <span className="dim">{t("reconcile.everybody")}</span>
          ) : (
            persons.map(({ id, name }) => (
              <Tag key={id} closable onClose={() => setPersons(persons.filter((one) => one.id !== id))}>
                {name} <span className="mono">{id}</span>
              </Tag>
            ))
          )}
        </div>
      </section>
      {asking.error && <Failure error={asking.error} onRetry={ask} />}
      {asking.isPending && found === null && <Loading rows={4} />}
      {found && found.persons.length > 0 && <Persons persons={found.persons} />}
      {found && (
        <Differences
          found={found}
          isLooking={asking.isPending}
          isMending={mend.isPending}
          onMend={(ids) => mend.mutate(ids)}
        />
      )}
    </Page>
  );
}
