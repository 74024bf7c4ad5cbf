/** 拦截范围: how a list is read. Tells its tab of complaints. */
import { Select } from "antd";
import { useTellTrouble } from "./tabTrouble";

interface ModeFieldProps {
  id?: string;
  value?: string;
  onChange?: (mode: string) => void;
  options: { value: string; label: string }[];
}

export function ModeField({ id, value, onChange, options }: ModeFieldProps) {
  useTellTrouble();
  return (
    <Select
      id={id}
      value={value ?? options[0]?.value}
      onChange={onChange}
      options={options}
      style={{ width: 200 }}
    />
  );
}
