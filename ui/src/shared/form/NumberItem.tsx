/** A whole number of a form. Its range is the engine's business, which names what is wrong. */
import { Form, InputNumber } from "antd";
import "./fields.css";

interface NumberItemProps {
  name: string[];
  label: string;
  suffix?: string;
  extra?: string;
  /** The value that holds while the field is empty. */
  placeholder?: string;
}

export function NumberItem({ name, label, suffix, extra, placeholder }: NumberItemProps) {
  return (
    <Form.Item name={name} label={label} extra={extra}>
      <InputNumber style={{ width: "100%" }} suffix={suffix} placeholder={placeholder} precision={0} />
    </Form.Item>
  );
}
