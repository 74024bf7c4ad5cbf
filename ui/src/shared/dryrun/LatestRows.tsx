/** The latest rows of the push log, to take an event from. */
import { useQuery } from "@tanstack/react-query";
import { Input, Radio, Spin } from "antd";
import { useState } from "react";
import { api } from "../api/client";
import { keys } from "../api/keys";
import { useTargets } from "../api/queries";
import type { Delivery, Page } from "../api/types";
import { moment } from "../format";
import { useDebounced } from "../format/useDebounced";
import { useTexts } from "../i18n";
import { Asked, Empty } from "../parts/states";
import { DataSetMark, StatusTag } from "../parts/tags";

const MOST = 30;

interface LatestRowsProps {
  chosen: Pick<Delivery, "id"> | null;
  onChoose: (row: Delivery) => void;
}

export function LatestRows({ chosen, onChoose }: LatestRowsProps) {
  const { t } = useTexts();
  const targets = useTargets();
  const [typed, setTyped] = useState("");
  const text = useDebounced(typed.trim(), 250);
  const filters = { text, limit: MOST };
  const rows = useQuery({
    queryKey: keys.deliveries({ dryRun: true, ...filters }),
    queryFn: ({ signal }) => api.get<Page<Delivery>>("/api/v1/deliveries", filters, signal),
    placeholderData: (before) => before,
  });
  return (
    <div className="dryrun-rows">
      <Input
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t("dryrun.rows.search")}
        aria-label={t("dryrun.rows.search")}
        suffix={rows.isFetching ? <Spin size="small" /> : undefined}
      />
      <Asked query={rows}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty compact title={text ? t("log.noMatch.title") : t("dryrun.rows.none")} />
          ) : (
            <Radio.Group
              className="dryrun-list"
              value={chosen?.id}
              onChange={(event) => {
                const row = items.find((one) => one.id === event.target.value);
                if (row) onChoose(row);
              }}
            >
              {items.map((row) => (
                <Radio key={row.id} value={row.id}>
                  <span className="dryrun-row">
                    <span className="ellipsis" title={row.requestName}>
                      {row.requestName}
                    </span>
                    <DataSetMark dataSet={row.dataSet} />
                    <StatusTag status={row.status} />
                    <span className="dim ellipsis">
                      #{row.id} · {targets.data?.find((one) => one.id === row.targetId)?.name} ·{" "}
                      {row.receiverName ?? row.receiver} ·{" "}
                      <span className="num">{moment(row.createdAt)}</span>
                    </span>
                  </span>
                </Radio>
              ))}
            </Radio.Group>
          )
        }
      </Asked>
    </div>
  );
}
