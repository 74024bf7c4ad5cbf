/** Lets a field tell the tab around it that the engine complained, so that no complaint stays behind a closed tab. */
import { Form } from "antd";
import { createContext, useContext, useEffect } from "react";

export type Tell = (wrong: boolean) => void;

export const TabTrouble = createContext<Tell>(() => undefined);

/** Called by a control inside `Form.Item`. */
export function useTellTrouble(): void {
  const tell = useContext(TabTrouble);
  const { status } = Form.Item.useStatus();
  const wrong = status === "error";
  useEffect(() => {
    tell(wrong);
  }, [tell, wrong]);
}
