/** Persons to choose from: main accounts with their part-time identities under them, searched and paged by the engine. */
import { memo, useCallback, useMemo, useState } from "react";
import type { Person, PersonRow } from "../api/types";
import { useTexts } from "../i18n";
import { Empty, Failure, Loading } from "../parts/states";
import { Marked, SearchBox, Tick, useRested } from "./bits";
import { usePeople } from "./queries";
import { VirtualRows } from "./VirtualRows";

interface PeopleRowsProps {
  label: string;
  /** Ids of those who are chosen. */
  checked: ReadonlySet<string>;
  onToggle: (person: Person) => void;
}

interface Line {
  person: Person;
  /** A part-time identity, under its main account. */
  isBelow: boolean;
  where: string;
}

function linesOf(people: PersonRow[]): Line[] {
  const words = (...names: (string | null)[]) => names.filter((name) => name !== null).join(" · ");
  return people.flatMap(({ id, name, loginId, mainAccount, place, identities }) => [
    {
      person: { id, name, loginId, mainAccount, department: place.department },
      isBelow: false,
      where: words(place.department ?? place.subsidiary, place.post),
    },
    ...identities.map((identity) => ({
      person: {
        id: identity.id,
        name,
        loginId: null,
        mainAccount: id,
        department: identity.place.department,
      },
      isBelow: true,
      where: words(identity.place.department ?? identity.place.subsidiary, identity.place.post),
    })),
  ]);
}

export function PeopleRows({ label, checked, onToggle }: PeopleRowsProps) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const looked = useRested(text.trim());
  const { query, people } = usePeople({ text: looked });
  const lines = useMemo(() => linesOf(people), [people]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div className="unit-tree">
      <SearchBox value={text} onChange={setText} label={t("pick.searchPeople")} />
      {query.error && lines.length === 0 ? (
        <Failure compact error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading rows={5} />
      ) : lines.length === 0 ? (
        <Empty compact title={looked ? t("pick.noPersonWith", { text: looked }) : t("pick.noPersons")} />
      ) : (
        <VirtualRows
          label={label}
          rows={lines}
          rowKey={(line) => line.person.id}
          look={(line) => ({ level: line.isBelow ? 2 : 1, checked: checked.has(line.person.id) })}
          onPick={(line) => onToggle(line.person)}
          onEnd={more}
        >
          {(line) => <PersonLine line={line} wanted={looked} ticked={checked.has(line.person.id)} />}
        </VirtualRows>
      )}
    </div>
  );
}

interface PersonLineProps {
  line: Line;
  wanted: string;
  ticked: boolean;
}

/** Drawn again only when it is different: scrolling draws the rows that come, not those that stay. */
const PersonLine = memo(function PersonLine({ line, wanted, ticked }: PersonLineProps) {
  const { t } = useTexts();
  return (
    <div className={line.isBelow ? "unit person-below" : "unit"}>
      <Tick on={ticked} />
      <span className="nowrap">
        <Marked text={line.person.name} wanted={wanted} />{" "}
        <span className="mono dim">
          <Marked text={line.person.id} wanted={wanted} />
        </span>
      </span>
      {line.isBelow && <span className="chip">{t("pick.partTime")}</span>}
      <span className="ellipsis dim person-where">{line.where}</span>
    </div>
  );
});
