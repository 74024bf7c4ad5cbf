/** People page by page; a main account unfolds its part-time identities under it. */
import { CaretRightOutlined, CheckCircleFilled, MinusCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import { type Column, VirtualTable } from "@/shared/parts/VirtualTable";
import { type PeopleFilter, usePeople } from "@/shared/pickers/queries";
import { type Line, linesOf, switched } from "./lines";

interface PeopleTableProps {
  filter: PeopleFilter;
  /** Shown when nobody is found. */
  empty: ReactNode;
}

export function PeopleTable({ filter, empty }: PeopleTableProps) {
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  // In a unit the part-time identities are why somebody is there: they stand open at first.
  const openAtFirst = filter.unit !== undefined;
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const { query, people } = usePeople(filter);
  const lines = useMemo(() => linesOf(people, turned, openAtFirst), [people, turned, openAtFirst]);
  const columns = useColumns();
  const name = JSON.stringify(filter);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [name]);

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  if (query.isPending) return <Loading rows={8} />;
  if (query.error && people.length === 0)
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (people.length === 0) return empty;
  const foot = isFetchNextPageError ? (
    <>
      {t("directory.moreFailed")}{" "}
      <Button type="link" size="small" onClick={() => void fetchNextPage()}>
        {t("common.retry")}
      </Button>
    </>
  ) : isFetchingNextPage ? (
    t("common.loading")
  ) : hasNextPage ? (
    t("directory.loaded", { n: count(people.length) })
  ) : (
    t("directory.all", { n: count(people.length) })
  );
  return (
    <VirtualTable
      label={t("directory.people")}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.key}
      minWidth={718}
      scroller={scroller}
      onEnd={more}
      onOpen={(line) => {
        if (line.kind === "main" && line.person.identities.length > 0) setTurned(switched(turned, line.key));
      }}
      footer={<div className="vt-foot">{foot}</div>}
    />
  );
}

function useColumns(): Column<Line>[] {
  const { t } = useTexts();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("directory.col.name"),
        width: "minmax(150px, 1.2fr)",
        render: (line) => <NameCell line={line} />,
        plain: (line) => line.person.name,
      },
      {
        key: "id",
        title: t("directory.col.id"),
        width: "minmax(62px, 0.6fr)",
        render: (line) => (
          <span className="mono">{line.kind === "main" ? line.person.id : line.identity.id}</span>
        ),
        plain: (line) => (line.kind === "main" ? line.person.id : line.identity.id),
      },
      {
        key: "workCode",
        title: t("directory.col.workCode"),
        width: "minmax(74px, 0.7fr)",
        render: (line) => <Words of={line.kind === "main" ? line.person.workCode : null} />,
        plain: (line) => line.person.workCode ?? "",
      },
      {
        key: "place",
        title: t("directory.col.place"),
        width: "minmax(96px, 1.2fr)",
        render: (line) => {
          const { department, subsidiary } = placeOf(line);
          return (
            <Words
              of={department ?? subsidiary}
              title={[subsidiary, department].filter(Boolean).join(" / ")}
            />
          );
        },
        plain: (line) => placeOf(line).department ?? placeOf(line).subsidiary ?? "",
      },
      {
        key: "post",
        title: t("directory.col.post"),
        width: "minmax(70px, 0.8fr)",
        render: (line) => <Words of={placeOf(line).post} />,
        plain: (line) => placeOf(line).post ?? "",
      },
      {
        key: "contact",
        title: t("directory.col.contact"),
        width: "minmax(90px, 1.4fr)",
        render: (line) => (
          <Words
            of={
              line.kind === "main"
                ? [line.person.mobile, line.person.email].filter(Boolean).join(" · ")
                : null
            }
          />
        ),
        plain: (line) => [line.person.mobile, line.person.email].filter(Boolean).join(" "),
      },
      {
        key: "state",
        title: t("directory.col.state"),
        width: "78px",
        render: (line) => <StateCell line={line} />,
        plain: (line) => {
          const active = line.kind === "main" ? line.person.active : line.identity.active;
          return t(active ? "directory.active" : "directory.inactive");
        },
      },
    ],
    [t],
  );
}

const placeOf = (line: Line) => (line.kind === "main" ? line.person.place : line.identity.place);

function Words({ of, title }: { of: string | null; title?: string }) {
  return of ? <span title={title ?? of}>{of}</span> : <span className="dim">–</span>;
}

function NameCell({ line }: { line: Line }) {
  const { t } = useTexts();
  if (line.kind === "identity") {
    return (
      <span className="identity">
        <span className="chip">{t("directory.partTime")}</span> {line.person.name}
      </span>
    );
  }
  const { person, open } = line;
  const many = person.identities.length;
  return (
    <span className="person-name">
      {many > 0 ? (
        <CaretRightOutlined
          className="dim person-caret"
          rotate={open ? 90 : 0}
          aria-label={t(open ? "directory.fold" : "directory.unfold", { name: person.name })}
        />
      ) : (
        <span className="person-caret" />
      )}
      <span>{person.name}</span>
      {many > 0 && <span className="chip">{t("directory.partTimes", { n: many })}</span>}
      {person.mainAccount !== null && (
        <span className="chip" title={t("directory.lonely", { id: person.mainAccount })}>
          {t("directory.partTime")}
        </span>
      )}
    </span>
  );
}

function StateCell({ line }: { line: Line }) {
  const { t } = useTexts();
  if (line.kind === "main") {
    return line.person.active ? (
      <Tag tone="green" icon={<CheckCircleFilled />}>
        {t("directory.active")}
      </Tag>
    ) : (
      <Tag tone="grey" icon={<MinusCircleFilled />}>
        {t("directory.inactive")}
      </Tag>
    );
  }
  return line.identity.active ? (
    <Tag tone="green" icon={<CheckCircleFilled />}>
      {t("directory.inForce")}
    </Tag>
  ) : (
    <Tag tone="grey" icon={<MinusCircleFilled />}>
      {t("directory.ended")}
    </Tag>
  );
}

interface NobodyProps {
  text: string;
  /** What was searched. */
  where: string;
}

export function Nobody({ text, where }: NobodyProps) {
  const { t } = useTexts();
  return text ? (
    <Empty title={t("directory.noMatch", { text })} detail={t("directory.noMatch.detail", { where })} />
  ) : (
    <Empty title={t("directory.noPeople")} detail={t("directory.noPeople.detail")} />
  );
}
