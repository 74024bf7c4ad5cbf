/** Chooses one person, part-time identities among them; the engine searches as one types. */
import { useQueryClient } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { keys } from "../api/keys";
import type { Person } from "../api/types";
import { useTexts } from "../i18n";
import { useRested } from "./bits";
import { usePerson, usePersons } from "./queries";

interface PersonPickerProps {
  /** Given by `Form.Item`. */
  id?: string;
  /** The person's id. */
  value?: string;
  /** `person` is left out for an id that the organisation does not know, and when the choice is taken back. */
  onChange?: (id: string | undefined, person?: Person) => void;
  /** Takes an id that no person has, too. */
  allowUnknown?: boolean;
  /** Only main accounts. */
  mainOnly?: boolean;
  placeholder?: string;
  label: string;
}

export function PersonPicker(props: PersonPickerProps) {
  const { id, value, onChange, allowUnknown, mainOnly, placeholder, label } = props;
  const { t } = useTexts();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const looked = useRested(text.trim());
  const found = usePersons(looked, open);
  const chosen = usePerson(value);
  const persons = (found.data ?? []).filter((person) => !mainOnly || person.mainAccount === null);
  const typed = text.trim();
  const isKnown = persons.some((person) => person.id === typed);
  const options = persons.map((person) => ({ value: person.id, label: <PersonLine person={person} /> }));
  if (allowUnknown && typed !== "" && !isKnown && found.data !== undefined && looked === typed) {
    options.push({ value: typed, label: <span>{t("pick.useId", { id: typed })}</span> });
  }
  return (
    <Select
      id={id}
      aria-label={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      value={value}
      placeholder={placeholder ?? t("pick.searchPerson")}
      options={options}
      labelRender={({ value: id }) => (chosen.data ? `${chosen.data.name} (${chosen.data.id})` : String(id))}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText("");
      }}
      onChange={(next: string | undefined) => {
        const person = persons.find((one) => one.id === next);
        if (person) queries.setQueryData(keys.personName(person.id), person);
        onChange?.(next, person);
      }}
      notFoundContent={found.isFetching ? t("common.loading") : t("pick.noPerson")}
      style={{ width: "100%" }}
    />
  );
}

function PersonLine({ person }: { person: Person }) {
  const { t } = useTexts();
  return (
    <span className="person-line">
      <span>{person.name}</span> <span className="mono dim">{person.id}</span>{" "}
      {person.department && <span className="dim">{person.department}</span>}
      {person.mainAccount && (
        <span className="dim"> · {t("pick.partTimeOf", { id: person.mainAccount })}</span>
      )}
    </span>
  );
}
