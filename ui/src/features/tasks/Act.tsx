/** A button that says what it does, or why it cannot be used now. */
import { Button, type ButtonProps, Tooltip } from "antd";

interface ActProps extends Omit<ButtonProps, "disabled" | "title"> {
  /** Why it cannot be used now. */
  refusal?: string | null;
  /** What it does, where its own words do not say it. */
  help?: string;
}

export function Act({ refusal = null, help, ...button }: ActProps) {
  return (
    <Tooltip title={refusal ?? help}>
      {/* A disabled button hears no pointer. */}
      <span>
        <Button size="small" disabled={refusal !== null} {...button} />
      </span>
    </Tooltip>
  );
}
