/** For each data set the business data states that are intercepted (row I3). */
import { InfoCircleOutlined } from "@ant-design/icons";
import type { DataSet } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { allDataSets } from "@/shared/parts/kinds";
import { DataSetMark } from "@/shared/parts/tags";
import { BusinessStatePicker } from "@/shared/pickers/BusinessStatePicker";
import { type StatesRule, statesOf, withStates } from "./rules";
import { useTellTrouble } from "./tabTrouble";

interface StatesFieldProps {
  id?: string;
  value?: StatesRule[];
  onChange?: (rules: StatesRule[]) => void;
}

export function StatesField({ id, value = [], onChange }: StatesFieldProps) {
  const { t } = useTexts();
  useTellTrouble();
  const change = (dataSet: DataSet, states: string[]) => onChange?.(withStates(value, dataSet, states));
  const isEmpty = value.every((rule) => rule.states.length === 0);
  return (
    <div id={id}>
      <table className="grid business">
        <thead>
          <tr>
            <th>{t("rules.business.dataSet")}</th>
            <th>{t("rules.business.states")}</th>
          </tr>
        </thead>
        <tbody>
          {allDataSets.map((dataSet) => (
            <tr key={dataSet}>
              <td>
                <DataSetMark dataSet={dataSet} />
              </td>
              <td>
                <BusinessStatePicker
                  dataSet={dataSet}
                  label={`${t("rules.business.states")} · ${t(`dataSet.${dataSet}`)}`}
                  value={statesOf(value, dataSet)}
                  onChange={(states) => change(dataSet, states)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isEmpty && (
        <div className="members-none">
          <InfoCircleOutlined aria-hidden="true" /> {t("rules.business.empty")}
        </div>
      )}
    </div>
  );
}
