/**
 * Chooses business data states (业务数据状态) of one data set, several or one. The catalogue is open: a state that is not
 * there yet is put in at the foot of the list.
 */

import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type KeyboardEvent, useState } from "react";
import { api } from "../api/client";
import { keys } from "../api/keys";
import { ApiProblem } from "../api/problem";
import type { BusinessState, DataSet } from "../api/types";
import { text, textOr, useTexts } from "../i18n";
import { fieldWords } from "../parts/complaint";
import { useBusinessStates } from "./queries";

interface Common {
  /** Given by `Form.Item`. */
  id?: string;
  dataSet: DataSet;
  label: string;
  placeholder?: string;
}

interface BusinessStatePickerProps extends Common {
  value?: string[];
  onChange?: (codes: string[]) => void;
}

/** Several states; a state can be put into the catalogue. */
export function BusinessStatePicker({
  id,
  dataSet,
  label,
  placeholder,
  value,
  onChange,
}: BusinessStatePickerProps) {
  const { t } = useTexts();
  const states = useStatesOf(dataSet);
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={label}
      allowClear
      value={value ?? []}
      onChange={onChange}
      options={states.options}
      showSearch={{ optionFilterProp: "words" }}
      labelRender={({ value: code }) => states.nameOf(String(code))}
      placeholder={placeholder ?? t("pick.states")}
      notFoundContent={t("pick.noState")}
      popupRender={(list) => (
        <>
          {list}
          <NewState dataSet={dataSet} onAdded={(code) => onChange?.([...(value ?? []), code])} />
        </>
      )}
      style={{ width: "100%" }}
    />
  );
}

interface BusinessStateSelectProps extends Common {
  value?: string;
  onChange?: (code: string | undefined) => void;
}

/** One state. */
export function BusinessStateSelect({
  id,
  dataSet,
  label,
  placeholder,
  value,
  onChange,
}: BusinessStateSelectProps) {
  const { t } = useTexts();
  const states = useStatesOf(dataSet);
  return (
    <Select
      id={id}
      aria-label={label}
      allowClear
      value={value}
      onChange={onChange}
      options={states.options}
      showSearch={{ optionFilterProp: "words" }}
      labelRender={({ value: code }) => states.nameOf(String(code))}
      placeholder={placeholder ?? t("pick.states")}
      notFoundContent={t("pick.noState")}
      style={{ width: "100%" }}
    />
  );
}

function useStatesOf(dataSet: DataSet) {
  const { language } = useTexts();
  const { data } = useBusinessStates();
  const own = (data ?? []).filter((state) => state.dataSet === dataSet);
  // An operator's own name is shown as it is; the names that every OA has exist in both languages.
  const named = (state: BusinessState) =>
    language === "zh" ? state.name : textOr(`state.${state.code}`, state.name);
  return {
    options: own.map((state) => ({
      value: state.code,
      words: `${named(state)} ${state.code}`,
      label: (
        <span className="person-line">
          {named(state)} <span className="mono dim">{state.code}</span>
        </span>
      ),
    })),
    nameOf: (code: string) => {
      const state = own.find((one) => one.code === code);
      return state ? named(state) : code;
    },
  };
}

interface NewStateProps {
  dataSet: DataSet;
  onAdded: (code: string) => void;
}

function NewState({ dataSet, onAdded }: NewStateProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const put = useMutation({
    mutationFn: (state: BusinessState) => api.post<void>("/api/v1/business-states", state),
    onSuccess: async (_, state) => {
      setCode("");
      setName("");
      await queries.invalidateQueries({ queryKey: keys.businessStates });
      onAdded(state.code);
    },
  });
  const ready = code.trim() !== "" && name.trim() !== "";
  const add = () => ready && put.mutate({ dataSet, code: code.trim(), name: name.trim() });
  // The keys are the fields' own: the list around them would take them for its search.
  const keep = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    <div className="new-state">
      <Input
        size="small"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        onKeyDown={keep}
        aria-label={t("pick.stateCode")}
        placeholder={t("pick.stateCode")}
      />
      <Input
        size="small"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={keep}
        aria-label={t("pick.stateName")}
        placeholder={t("pick.stateName")}
      />
      <Button size="small" icon={<PlusOutlined />} disabled={!ready} loading={put.isPending} onClick={add}>
        {t("pick.addState")}
      </Button>
      {put.error && (
        <div className="new-state-error" role="alert">
          {complaintOf(put.error)}
        </div>
      )}
    </div>
  );
}

function complaintOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return text("state.unreachable.title");
  const [field] = error.fields;
  if (!field) return `${error.code}: ${error.message}`;
  return fieldWords(field);
}
