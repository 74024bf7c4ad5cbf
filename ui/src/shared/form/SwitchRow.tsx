/** A switch with what it does beside it; what belongs to it stands below, in `switch-child`. */
import { Form, Switch } from "antd";
import type { ReactNode } from "react";
import "./fields.css";

interface SwitchRowProps {
  name: string[];
  label: string;
  help: ReactNode;
  disabled?: boolean;
  /** At the end of the row. */
  extra?: ReactNode;
}

export function SwitchRow({ name, label, help, disabled, extra }: SwitchRowProps) {
  return (
    <div className="switch-line">
      <Form.Item name={name} valuePropName="checked" noStyle>
        <Switch disabled={disabled} aria-label={label} />
      </Form.Item>
      <div>
        <div className="strong">{label}</div>
        <div className="form-note">{help}</div>
      </div>
      {extra}
    </div>
  );
}
