/** The push log's columns: what they show, and what copying them gives. */
import type { Delivery } from "@/shared/api/types";
import { between, clock, count, millis, moment } from "@/shared/format";
import { text } from "@/shared/i18n";
import { person, Reason, stateName, TwoLines } from "@/shared/parts/delivery";
import { DataSetMark, StatusTag } from "@/shared/parts/tags";
import type { Column } from "@/shared/parts/VirtualTable";

/** Which rows are chosen, and how one more is. */
interface Choosing {
  chosen: ReadonlySet<number>;
  onChoose: (id: number) => void;
}

export function logColumns(
  targetName: (id: number) => string,
  now: number,
  { chosen, onChoose }: Choosing,
): Column<Delivery>[] {
  return [
    {
      key: "choose",
      title: "",
      width: "18px",
      render: (row) => (
        <input
          type="checkbox"
          checked={chosen.has(row.id)}
          aria-label={text("bulk.choose", { id: row.id })}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onChoose(row.id)}
        />
      ),
    },
    {
      key: "time",
      title: text("log.col.time"),
      width: "82px",
      render: (row) => (
        <TwoLines first={<span className="num">{clock(row.createdAt, now)}</span>} second={`#${row.id}`} />
      ),
      plain: (row) => moment(row.createdAt),
    },
    {
      key: "target",
      title: text("log.col.target"),
      width: "minmax(92px, 0.7fr)",
      render: (row) => <div className="two-lines">{targetName(row.targetId)}</div>,
      plain: (row) => targetName(row.targetId),
    },
    {
      key: "dataSet",
      title: text("log.col.dataSet"),
      width: "92px",
      render: (row) => (
        <TwoLines
          first={<DataSetMark dataSet={row.dataSet} />}
          second={
            row.backfilled ? (
              <span className="backfilled">{text("log.backfilled")}</span>
            ) : (
              stateName(row.businessState)
            )
          }
        />
      ),
      plain: (row) => `${text(`dataSet.${row.dataSet}`)} ${row.businessState}`,
    },
    {
      key: "request",
      title: text("log.col.request"),
      width: "minmax(164px, 2fr)",
      render: (row) => (
        <TwoLines
          first={<span title={row.requestName}>{row.requestName}</span>}
          second={
            <>
              <span className="mono">{row.requestId}</span> · {row.workflowName}
            </>
          }
        />
      ),
      plain: (row) => `${row.requestId} ${row.requestName}`,
    },
    {
      key: "receiver",
      title: text("log.col.receiver"),
      width: "82px",
      render: (row) => (
        <TwoLines
          first={row.receiverName ?? row.receiver}
          second={<span className="mono">{row.receiver}</span>}
        />
      ),
      plain: (row) => person(row.receiverName, row.receiver),
    },
    {
      key: "creator",
      title: text("log.col.creator"),
      width: "76px",
      render: (row) => (
        <TwoLines
          first={row.creatorName ?? row.creator}
          second={<span className="mono">{row.creator}</span>}
        />
      ),
      plain: (row) => person(row.creatorName, row.creator),
    },
    {
      key: "status",
      title: text("log.col.status"),
      width: "100px",
      render: (row) => <StatusTag status={row.status} />,
      plain: (row) => text(`status.${row.status}`),
    },
    {
      key: "reason",
      title: text("log.col.reason"),
      width: "minmax(110px, 1.3fr)",
      render: (row) => <Reason row={row} />,
      plain: (row) => row.reason ?? "",
    },
    {
      key: "attempts",
      title: text("log.col.attempts"),
      width: "36px",
      align: "right",
      render: (row) => count(row.attempts),
      plain: (row) => String(row.attempts),
    },
    {
      key: "took",
      title: text("log.col.took"),
      width: "62px",
      align: "right",
      render: (row) => millis(between(row.createdAt, row.finishedAt)),
      plain: (row) => String(between(row.createdAt, row.finishedAt) ?? ""),
    },
  ];
}
