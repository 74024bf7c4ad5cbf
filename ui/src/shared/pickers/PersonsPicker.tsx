/** Chooses several persons, one after the other; the engine searches as one types. */
import { Select } from "antd";
import { useTexts } from "../i18n";
import { PersonName } from "./MemberName";
import { type PersonSearchWish, usePersonSearch } from "./personSearch";

interface PersonsPickerProps extends PersonSearchWish {
  /** Given by `Form.Item`. */
  id?: string;
  /** Their ids. */
  value?: string[];
  onChange?: (ids: string[]) => void;
  placeholder?: string;
  label: string;
}

export function PersonsPicker({ id, value, onChange, placeholder, label, ...wish }: PersonsPickerProps) {
  const { t } = useTexts();
  const search = usePersonSearch(wish);
  return (
    <Select
      {...search.field}
      id={id}
      mode="multiple"
      aria-label={label}
      maxTagCount={60}
      value={value ?? []}
      placeholder={placeholder ?? t("pick.searchPerson")}
      labelRender={({ value: id }) => <PersonName id={String(id)} />}
      onChange={(next: string[]) => {
        next.forEach(search.know);
        onChange?.(next);
      }}
    />
  );
}
