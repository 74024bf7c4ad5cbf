/** The engine's search for persons as one types, for the fields that choose one or several. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { keys } from "../api/keys";
import type { Person } from "../api/types";
import { useTexts } from "../i18n";
import { useRested } from "./bits";
import { usePersons } from "./queries";

export interface PersonSearchWish {
  /** Takes an id that no person has, too. */
  allowUnknown?: boolean;
  /** Only main accounts. */
  mainOnly?: boolean;
}

/** What a `Select` needs to search persons; `know` remembers the name of one that was chosen. */
export function usePersonSearch({ allowUnknown, mainOnly }: PersonSearchWish) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const looked = useRested(text.trim());
  const found = usePersons(looked, open);
  const persons = (found.data ?? []).filter((person) => !mainOnly || person.mainAccount === null);
  const typed = text.trim();
  const isKnown = persons.some((person) => person.id === typed);
  const options: { value: string; label: ReactNode }[] = persons.map((person) => ({
    value: person.id,
    label: <PersonLine person={person} />,
  }));
  if (allowUnknown && typed !== "" && !isKnown && found.data !== undefined && looked === typed) {
    options.push({ value: typed, label: <span>{t("pick.useId", { id: typed })}</span> });
  }
  const know = (id: string | undefined): Person | undefined => {
    const person = persons.find((one) => one.id === id);
    if (person) queries.setQueryData(keys.personName(person.id), person);
    return person;
  };
  return {
    know,
    field: {
      allowClear: true,
      showSearch: { filterOption: false as const, onSearch: setText, searchValue: text },
      options,
      onOpenChange: (next: boolean) => {
        setOpen(next);
        if (!next) setText("");
      },
      notFoundContent: found.isFetching ? t("common.loading") : t("pick.noPerson"),
      style: { width: "100%" },
    },
  };
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
