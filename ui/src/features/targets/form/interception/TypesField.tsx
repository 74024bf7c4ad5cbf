/** Whole workflow types that are intercepted (row I4). Tells its tab of complaints. */
import { useTexts } from "@/shared/i18n";
import { WorkflowTypePicker } from "@/shared/pickers/WorkflowTypePicker";
import { useTellTrouble } from "./tabTrouble";

interface TypesFieldProps {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
}

export function TypesField(props: TypesFieldProps) {
  const { t } = useTexts();
  useTellTrouble();
  return (
    <WorkflowTypePicker {...props} label={t("rules.types.list")} placeholder={t("rules.types.placeholder")} />
  );
}
