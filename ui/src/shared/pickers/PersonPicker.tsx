/** Chooses one person, part-time identities among them; the engine searches as one types. */
import { Select } from "antd";
import type { Person } from "../api/types";
import { useTexts } from "../i18n";
import { type PersonSearchWish, usePersonSearch } from "./personSearch";
import { usePerson } from "./queries";

interface PersonPickerProps extends PersonSearchWish {
  /** Given by `Form.Item`. */
  id?: string;
  /** The person's id. */
  value?: string;
  /** `person` is left out for an id that the organisation does not know, and when the choice is taken back. */
  onChange?: (id: string | undefined, person?: Person) => void;
  placeholder?: string;
  label: string;
}

export function PersonPicker({ id, value, onChange, placeholder, label, ...wish }: PersonPickerProps) {
  const { t } = useTexts();
  const search = usePersonSearch(wish);
  const chosen = usePerson(value);
  return (
    <Select
      {...search.field}
      id={id}
      aria-label={label}
      value={value}
      placeholder={placeholder ?? t("pick.searchPerson")}
      labelRender={({ value: id }) => (chosen.data ? `${chosen.data.name} (${chosen.data.id})` : String(id))}
      onChange={(next: string | undefined) => onChange?.(next, search.know(next))}
    />
  );
}
