/** A text of the connection as the OA's administrator gives it: an id, a path, the name of a header. */
import { Form, Input } from "antd";

interface TextItemProps {
  name: string[];
  label: string;
  extra?: string;
  /** The value that holds while the field is empty. */
  placeholder?: string;
  /** Over the whole line. */
  wide?: boolean;
}

export function TextItem({ name, label, extra, placeholder, wide }: TextItemProps) {
  return (
    <Form.Item name={name} label={label} extra={extra} className={wide ? "form-wide" : undefined}>
      <Input className="mono" spellCheck={false} autoComplete="off" placeholder={placeholder} />
    </Form.Item>
  );
}
