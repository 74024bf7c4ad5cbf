/** Interception (拦截设置, I rows): who and what is kept from this target. */
import { Form, Radio, Select } from "antd";
import type { DataSet, ListMode } from "@/shared/api/types";
import { textOr, useTexts } from "@/shared/i18n";
import { allDataSets } from "@/shared/parts/kinds";
import { MembersField } from "./MembersField";

/** What people paste between ids. */
const separators = [",", "，", "、", ";", "；", " ", "\n", "\t"];
/** The states that every OA has; any other can be typed. */
const knownStates = [
  "pending",
  "forwarded",
  "copied",
  "consulted",
  "circulated",
  "returned",
  "transferred",
  "supervised",
];

export function InterceptionSection() {
  const { t } = useTexts();
  return (
    <div className="rules">
      <ListRule part="persons" />
      <ListRule part="workflows" />
      <div className="rule">
        <h3>{t("form.workflowTypes")}</h3>
        <Form.Item name={["interception", "workflowTypes", "ids"]} extra={t("form.workflowTypes.help")}>
          <IdsField placeholder={t("form.typeIds.placeholder")} label={t("form.workflowTypes")} />
        </Form.Item>
      </div>
      <BusinessRule />
    </div>
  );
}

function ListRule({ part }: { part: "persons" | "workflows" }) {
  const { t } = useTexts();
  const mode = (Form.useWatch(["interception", part, "mode"]) as ListMode | undefined) ?? "all";
  const list = part === "persons" ? "members" : "ids";
  return (
    <div className="rule">
      <h3>{t(`form.${part}`)}</h3>
      <Form.Item
        name={["interception", part, "mode"]}
        extra={mode === "all" ? undefined : t(`form.mode.${part}.${mode}.help`)}
      >
        <Radio.Group optionType="button" aria-label={t(`form.${part}`)}>
          {(["all", "allow", "deny"] as const).map((one) => (
            <Radio.Button key={one} value={one}>
              {t(`form.mode.${one}`)}
            </Radio.Button>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item name={["interception", part, list]} hidden={mode === "all"}>
        {part === "persons" ? (
          <MembersField warnEmpty={mode === "allow"} />
        ) : (
          <IdsField placeholder={t("form.ids.placeholder")} label={t("form.workflows")} />
        )}
      </Form.Item>
    </div>
  );
}

interface IdsFieldProps {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  placeholder: string;
  label: string;
}

/** Ids as tags; several can be pasted at once. */
function IdsField({ id, value, onChange, placeholder, label }: IdsFieldProps) {
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={separators}
      value={value ?? []}
      onChange={onChange}
      placeholder={placeholder}
      aria-label={label}
    />
  );
}

function BusinessRule() {
  const { t } = useTexts();
  const mode = Form.useWatch(["interception", "business", "mode"]) as "none" | "custom" | undefined;
  return (
    <div className="rule">
      <h3>{t("form.business")}</h3>
      <Form.Item
        name={["interception", "business", "mode"]}
        extra={mode === "custom" ? t("form.business.help") : undefined}
      >
        <Radio.Group optionType="button" aria-label={t("form.business")}>
          <Radio.Button value="none">{t("form.business.none")}</Radio.Button>
          <Radio.Button value="custom">{t("form.business.custom")}</Radio.Button>
        </Radio.Group>
      </Form.Item>
      <Form.Item name={["interception", "business", "rules"]} hidden={mode !== "custom"}>
        <StatesField />
      </Form.Item>
    </div>
  );
}

interface Rule {
  dataSet: DataSet;
  states: string[];
}

interface StatesFieldProps {
  id?: string;
  value?: Rule[];
  onChange?: (value: Rule[]) => void;
}

/** For each data set the states that are intercepted. */
function StatesField({ id, value = [], onChange }: StatesFieldProps) {
  const { t } = useTexts();
  const statesOf = (dataSet: DataSet) =>
    value.filter((rule) => rule.dataSet === dataSet).flatMap((rule) => rule.states);
  const change = (dataSet: DataSet, states: string[]) =>
    onChange?.(
      allDataSets
        .map((one) => ({ dataSet: one, states: one === dataSet ? states : statesOf(one) }))
        .filter((rule) => rule.states.length > 0),
    );
  return (
    <div className="states" id={id}>
      {allDataSets.map((dataSet) => (
        <div key={dataSet}>
          <span>{t(`dataSet.${dataSet}`)}</span>
          <Select
            mode="tags"
            tokenSeparators={separators}
            value={statesOf(dataSet)}
            onChange={(states) => change(dataSet, states)}
            placeholder={t("form.business.states")}
            aria-label={t(`dataSet.${dataSet}`)}
            options={knownStates.map((state) => ({
              value: state,
              label: `${textOr(`state.${state}`, state)} (${state})`,
            }))}
          />
        </div>
      ))}
    </div>
  );
}
