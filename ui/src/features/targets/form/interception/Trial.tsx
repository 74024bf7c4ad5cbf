/** "Would this pass?": one item tried on the rules as they stand in the form, saved or not, naming the rule (row I5). */
import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ReactNode, useId, useState } from "react";
import { api } from "@/shared/api/client";
import type {
  DataSet,
  InterceptionAnswer,
  InterceptionRules,
  InterceptionTrial,
  Stage,
} from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { allDataSets } from "@/shared/parts/kinds";
import { Failure } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import { BusinessStateSelect } from "@/shared/pickers/BusinessStatePicker";
import { useRested } from "@/shared/pickers/bits";
import { PersonPicker } from "@/shared/pickers/PersonPicker";
import { useWorkflows } from "@/shared/pickers/queries";
import { WorkflowSelect } from "@/shared/pickers/WorkflowSelect";

/** The four tabs in the order in which the engine asks them. */
const stages: Stage[] = ["workflowType", "workflow", "person", "business"];

export function Trial({ rules }: { rules: InterceptionRules }) {
  const { t } = useTexts();
  const ids = useId();
  const workflows = useWorkflows();
  const [person, setPerson] = useState<string>();
  const [workflow, setWorkflow] = useState<string>();
  const [type, setType] = useState<string>();
  const [dataSet, setDataSet] = useState<DataSet>("todo");
  const [state, setState] = useState<string>();
  const known = workflows.data?.workflows.find((one) => one.id === workflow);

  const trial: InterceptionTrial = {
    rules,
    person: person ?? "",
    workflowId: workflow ?? "",
    dataSet,
    ...(type && !known ? { workflowTypeId: type } : {}),
    ...(state ? { businessState: state } : {}),
  };
  const written = useRested(JSON.stringify(trial));
  const ready = person !== undefined && workflow !== undefined;
  const answer = useQuery({
    queryKey: ["interceptionTrial", written],
    queryFn: () => api.post<InterceptionAnswer>("/api/v1/interception/try", JSON.parse(written)),
    enabled: ready && written === JSON.stringify(trial),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });

  return (
    <section className="trial" aria-labelledby={`${ids}-title`}>
      <h3 id={`${ids}-title`}>
        {t("rules.try")} <span className="dim">{t("rules.try.help")}</span>
      </h3>
      <div className="trial-fields">
        <Field label={t("rules.try.person")} id={`${ids}-person`}>
          <PersonPicker
            id={`${ids}-person`}
            label={t("rules.try.person")}
            allowUnknown
            value={person}
            onChange={(id) => setPerson(id)}
          />
        </Field>
        <Field label={t("rules.try.workflow")} id={`${ids}-workflow`}>
          <WorkflowSelect
            id={`${ids}-workflow`}
            label={t("rules.try.workflow")}
            value={workflow}
            onChange={(id) => setWorkflow(id)}
          />
        </Field>
        {workflow !== undefined && workflows.data && !known && (
          <Field label={t("rules.try.type")} id={`${ids}-type`}>
            <Select
              id={`${ids}-type`}
              aria-label={t("rules.try.type")}
              allowClear
              value={type}
              onChange={setType}
              showSearch={{ optionFilterProp: "label" }}
              placeholder={t("common.optional")}
              options={workflows.data.types.map((one) => ({
                value: one.id,
                label: one.name ? `${one.name} (${one.id})` : one.id,
              }))}
              style={{ width: "100%" }}
            />
          </Field>
        )}
        <Field label={t("rules.try.dataSet")} id={`${ids}-dataSet`}>
          <Select
            id={`${ids}-dataSet`}
            aria-label={t("rules.try.dataSet")}
            value={dataSet}
            onChange={(next: DataSet) => {
              setDataSet(next);
              setState(undefined);
            }}
            options={allDataSets.map((one) => ({ value: one, label: t(`dataSet.${one}`) }))}
            style={{ width: "100%" }}
          />
        </Field>
        <Field label={t("rules.try.state")} id={`${ids}-state`}>
          <BusinessStateSelect
            id={`${ids}-state`}
            label={t("rules.try.state")}
            dataSet={dataSet}
            value={state}
            onChange={setState}
            placeholder={t("common.optional")}
          />
        </Field>
      </div>
      <div className="trial-answer" role="status">
        {!ready ? (
          <span className="dim">{t("rules.try.choose")}</span>
        ) : answer.error ? (
          <Failure compact error={answer.error} onRetry={() => void answer.refetch()} />
        ) : answer.data ? (
          <Answer answer={answer.data} />
        ) : (
          <span className="dim">{t("common.loading")}</span>
        )}
      </div>
    </section>
  );
}

function Field({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="trial-field">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

function Answer({ answer }: { answer: InterceptionAnswer }) {
  const { t } = useTexts();
  const stopping = answer.verdicts.find((verdict) => verdict.outcome === "stopped");
  const outcomeOf = (stage: Stage) => answer.verdicts.find((verdict) => verdict.stage === stage)?.outcome;
  return (
    <>
      <div className="trial-verdict">
        {answer.passes ? (
          <Tag tone="green" icon={<CheckCircleFilled />}>
            {t("rules.try.passes")}
          </Tag>
        ) : (
          <Tag tone="red" icon={<CloseCircleFilled />}>
            {t("rules.try.stopped")}
          </Tag>
        )}
        <span>
          {answer.passes || !stopping
            ? t("rules.try.passedAll")
            : t("rules.try.by", { rule: t(`stage.${stopping.stage}`) })}
          {answer.rule !== null && (
            <>
              {" "}
              <strong>{answer.rule}</strong>
            </>
          )}
        </span>
      </div>
      <ol className="trial-stages">
        {stages.map((stage) => {
          const outcome = outcomeOf(stage);
          const icon =
            outcome === "stopped" ? (
              <CloseCircleFilled className="ink-stopped" aria-hidden="true" />
            ) : outcome === undefined || outcome === "notApplied" ? (
              <MinusCircleOutlined aria-hidden="true" />
            ) : (
              <CheckCircleFilled className="ink-passed" aria-hidden="true" />
            );
          return (
            <li key={stage} className={outcome === undefined ? "dim" : undefined}>
              {icon} {t(`stage.${stage}`)}
              <span className="dim"> {outcome === undefined ? "–" : t(`outcome.${outcome}`)}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
