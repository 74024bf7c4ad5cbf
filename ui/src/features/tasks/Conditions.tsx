/** The conditions of a task: in short words for the list, in full for its detail. */
import type { ReactNode } from "react";
import type { Task } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Fact } from "@/shared/parts/Facts";
import { PersonName } from "@/shared/pickers/MemberName";
import { useWorkflows } from "@/shared/pickers/queries";
import { type Condition, conditionsOf, shortened } from "./conditions";
import { useTargetNames } from "./queries";

function useConditions(task: Task): Condition[] {
  const targetName = useTargetNames();
  const { data } = useWorkflows();
  const typeName = (id: string) => data?.types.find((type) => type.id === id)?.name ?? id;
  return conditionsOf(task, targetName).map((condition) =>
    condition.of === "workflowType" ? { ...condition, values: condition.values.map(typeName) } : condition,
  );
}

/** A line each. */
export function Conditions({ task }: { task: Task }) {
  const { t } = useTexts();
  const conditions = useConditions(task);
  const { perSecond } = task.order;
  const line = ({ of, values }: Condition): ReactNode => {
    const [only] = values;
    if (of !== "person") return shortened(values);
    return values.length === 1 && only !== undefined ? (
      <PersonName id={only} />
    ) : (
      t("tasks.cond.persons", { n: count(values.length) })
    );
  };
  return (
    <>
      {conditions.length === 0 && <div className="dim">{t("tasks.cond.none")}</div>}
      {conditions.map((condition) => (
        <div key={condition.label} className="tasks-condition">
          <span className="dim">{t(condition.label)}</span> {line(condition)}
        </div>
      ))}
      {perSecond !== null && <div className="dim">{t("tasks.pace.words", { n: count(perSecond) })}</div>}
    </>
  );
}

/** As facts, each value of each. */
export function AllConditions({ task }: { task: Task }) {
  const { t } = useTexts();
  const conditions = useConditions(task);
  return (
    <>
      {conditions.length === 0 && <Fact label={t("tasks.cond.rows")}>{t("tasks.cond.none")}</Fact>}
      {conditions.map(({ label, of, values }) => (
        <Fact key={label} label={t(label)}>
          {of === "person" ? (
            <span className="tasks-persons">
              {values.map((id) => (
                <PersonName key={id} id={id} />
              ))}
            </span>
          ) : (
            values.join(t("tasks.cond.and"))
          )}
        </Fact>
      ))}
      {task.order.rows.kind !== "abnormal" && (
        <Fact label={t("tasks.duplicates")}>{t(`tasks.duplicates.${task.order.duplicates}`)}</Fact>
      )}
    </>
  );
}
