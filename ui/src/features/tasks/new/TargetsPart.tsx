/** Where to; and for a history push from which log, and whether the receiver is cleaned first. */
import { Alert, Form, Select } from "antd";
import { Link } from "react-router-dom";
import type { Target } from "@/shared/api/types";
import { Part } from "@/shared/form/Part";
import { useTexts } from "@/shared/i18n";
import type { Draft, Kind } from "./draft";

interface TargetsPartProps {
  kind: Kind;
  targets: Target[];
  draft: Draft;
}

/** Of a clean-up nothing is shown; it only removes. */
const isCleaner = ({ pushType }: Target) => pushType === "landrayCleanup";

export function TargetsPart({ kind, targets, draft }: TargetsPartProps) {
  const { t } = useTexts();
  const receivers = targets.filter((target) => !isCleaner(target));
  const chosen = receivers.filter(({ id }) => draft.targetIds.includes(id));
  const cleaners = targets.filter(isCleaner);
  const nameOf = ({ name, enabled }: Target) => (enabled ? name : t("tasks.targets.disabled", { name }));
  return (
    <Part title={t("tasks.part.targets")} className="task-part">
      <Form.Item
        name="targetIds"
        label={t("tasks.targets")}
        extra={t("tasks.targets.help")}
        rules={[{ required: true, message: t("field.REQUIRED") }]}
        validateTrigger={[]}
      >
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("tasks.targets.choose")}
          notFoundContent={<Link to="/targets/new">{t("tasks.targets.none")}</Link>}
          options={receivers.map((target) => ({
            value: target.id,
            label: nameOf(target),
            disabled: !target.enabled,
          }))}
        />
      </Form.Item>
      {kind === "history" && <SourceField receivers={receivers} draft={draft} />}
      {kind === "history" && cleaners.length > 0 && chosen.some(({ pushType }) => pushType === "landray") && (
        <CleanFirst cleaners={cleaners} chosen={chosen} nameOf={nameOf} />
      )}
    </Part>
  );
}

const OWN = 0;

/** Null, which no option can be, is each target's own log. */
function SourceField({ receivers, draft }: { receivers: Target[]; draft: Draft }) {
  const { t } = useTexts();
  return (
    <Form.Item
      name="sourceId"
      label={t("tasks.source")}
      extra={t(draft.sourceId === null ? "tasks.source.own.help" : "tasks.source.other.help")}
      getValueProps={(value: number | null) => ({ value: value ?? OWN })}
      normalize={(value: number) => (value === OWN ? null : value)}
    >
      <Select
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: OWN, label: t("tasks.source.own") },
          ...receivers.map(({ id, name }) => ({ value: id, label: t("tasks.source.of", { name }) })),
        ]}
      />
    </Form.Item>
  );
}

interface CleanFirstProps {
  cleaners: Target[];
  chosen: Target[];
  nameOf: (target: Target) => string;
}

/** 先清理，再重推 (row S6). */
function CleanFirst({ cleaners, chosen, nameOf }: CleanFirstProps) {
  const { t } = useTexts();
  const others = chosen.filter(({ pushType }) => pushType !== "landray").map(({ name }) => name);
  const cleanWith: unknown = Form.useWatch("cleanWith");
  return (
    <>
      <Form.Item
        name="cleanWith"
        label={t("tasks.clean")}
        extra={
          others.length > 0
            ? t("tasks.clean.others", { names: others.join(t("tasks.cond.and")) })
            : t("tasks.clean.help")
        }
      >
        <Select
          allowClear
          disabled={others.length > 0}
          placeholder={t("tasks.clean.no")}
          options={cleaners.map((cleaner) => ({
            value: cleaner.id,
            label: nameOf(cleaner),
            disabled: !cleaner.enabled,
          }))}
        />
      </Form.Item>
      {typeof cleanWith === "number" && <Alert type="info" showIcon title={t("tasks.clean.steps")} />}
    </>
  );
}
