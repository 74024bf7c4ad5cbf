/** The rows that a task pushed without success, as they stand now; each leads to its detail in the push log. */
import { useMemo, useRef } from "react";
import { Link, useNavigate } from "react-router-dom";
import type { Delivery } from "@/shared/api/types";
import { clock, moment } from "@/shared/format";
import { text, useTexts } from "@/shared/i18n";
import { person, Reason, stateName, TwoLines } from "@/shared/parts/delivery";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { DataSetMark, StatusTag } from "@/shared/parts/tags";
import { type Column, VirtualTable } from "@/shared/parts/VirtualTable";
import { useAbnormal } from "./queries";

const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 36;
const MOST_HEIGHT = 440;

const rowKey = (row: Delivery) => row.id;
const pathOf = (row: Delivery) => `/log?id=${row.id}`;

function columnsAt(now: number): Column<Delivery>[] {
  return [
    {
      key: "time",
      title: text("log.col.time"),
      width: "92px",
      render: (row) => (
        <TwoLines
          first={<span className="num">{clock(row.createdAt, now)}</span>}
          second={
            // The row leads there, too; one click is one step.
            <Link to={pathOf(row)} onClick={(event) => event.stopPropagation()}>
              #{row.id}
            </Link>
          }
        />
      ),
      plain: (row) => moment(row.createdAt),
    },
    {
      key: "dataSet",
      title: text("log.col.dataSet"),
      width: "84px",
      render: (row) => (
        <TwoLines first={<DataSetMark dataSet={row.dataSet} />} second={stateName(row.businessState)} />
      ),
      plain: (row) => `${text(`dataSet.${row.dataSet}`)} ${row.businessState}`,
    },
    {
      key: "request",
      title: text("log.col.request"),
      width: "minmax(150px, 1.4fr)",
      render: (row) => (
        <TwoLines
          first={<span title={row.requestName}>{row.requestName}</span>}
          second={<span className="mono">{row.requestId}</span>}
        />
      ),
      plain: (row) => `${row.requestId} ${row.requestName}`,
    },
    {
      key: "receiver",
      title: text("log.col.receiver"),
      width: "84px",
      render: (row) => (
        <TwoLines
          first={row.receiverName ?? row.receiver}
          second={<span className="mono">{row.receiver}</span>}
        />
      ),
      plain: (row) => person(row.receiverName, row.receiver),
    },
    {
      key: "status",
      title: text("log.col.status"),
      width: "92px",
      render: (row) => <StatusTag status={row.status} />,
      plain: (row) => text(`status.${row.status}`),
    },
    {
      key: "reason",
      title: text("log.col.reason"),
      width: "minmax(130px, 1.4fr)",
      render: (row) => <Reason row={row} />,
      plain: (row) => row.reason ?? "",
    },
  ];
}

export function AbnormalRows({ id, known }: { id: number; known: number }) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const { query, rows } = useAbnormal(id, known);
  const { refetch, fetchNextPage, hasNextPage, isFetching } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language
  const columns = useMemo(() => columnsAt(Date.now()), [language]);
  if (rows.length === 0) {
    if (query.error) return <Failure compact error={query.error} onRetry={() => void refetch()} />;
    if (query.isPending || isFetching) return <Loading rows={3} />;
    return <Empty compact title={t("tasks.abnormal.none")} detail={t("tasks.abnormal.none.detail")} />;
  }
  return (
    <div
      className="task-rows"
      style={{ height: Math.min(rows.length * ROW_HEIGHT + HEAD_HEIGHT, MOST_HEIGHT) }}
    >
      <VirtualTable
        label={t("tasks.abnormal.title")}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowHeight={ROW_HEIGHT}
        minWidth={760}
        scroller={scroller}
        onOpen={(row) => navigate(pathOf(row))}
        onEnd={() => {
          if (hasNextPage && !isFetching) void fetchNextPage();
        }}
      />
    </div>
  );
}
