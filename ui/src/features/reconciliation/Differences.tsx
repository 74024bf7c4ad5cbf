/** What differs; the rows whose latest state is known can be chosen and pushed again. */
import { CloseCircleFilled, ExclamationCircleFilled, QuestionCircleFilled } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router-dom";
import type { Divergence, Mismatch } from "@/shared/api/types";
import { count, moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Empty } from "@/shared/parts/states";
import { DataSetMark, StatusTag, Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";
import { type Found, MOST_FOUND } from "./useReconciling";

const looks: Record<Mismatch, { tone: ToneName; icon: ReactNode }> = {
  missing: { tone: "red", icon: <CloseCircleFilled /> },
  leftOver: { tone: "red", icon: <ExclamationCircleFilled /> },
  untold: { tone: "amber", icon: <ExclamationCircleFilled /> },
  unknown: { tone: "grey", icon: <QuestionCircleFilled /> },
};

interface DifferencesProps {
  found: Found;
  isLooking: boolean;
  isMending: boolean;
  onMend: (ids: number[]) => void;
}

export function Differences({ found, isLooking, isMending, onMend }: DifferencesProps) {
  const { t } = useTexts();
  const [left, setLeft] = useState<Set<number>>(new Set());
  const mendable = found.differences.flatMap(({ delivery }) => (delivery === null ? [] : [delivery]));
  const ids = [...new Set(mendable)].slice(0, MOST_FOUND);
  const chosen = ids.filter((id) => !left.has(id));
  const toggle = (id: number) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  // Where the receiver was not asked, nothing is known of what it shows.
  const wasAsked = found.persons.length > 0 && found.persons.every(({ shown }) => shown !== null);
  const head = (
    <div className="panel-head">
      <div>
        <h2 id="reconcile-differences">{t("reconcile.differences")}</h2>
        <span className="dim" role="status">
          {isLooking
            ? t("reconcile.looking", { n: count(found.differences.length) })
            : found.next !== null
              ? t("reconcile.more", { n: count(MOST_FOUND) })
              : t("reconcile.found", { n: count(found.differences.length) })}
        </span>
      </div>
      {ids.length > 0 && (
        <Button
          type="primary"
          disabled={chosen.length === 0 || isLooking}
          loading={isMending}
          onClick={() => onMend(chosen)}
        >
          {t("reconcile.mend", { n: count(chosen.length) })}
        </Button>
      )}
    </div>
  );
  return (
    <section className="panel" aria-labelledby="reconcile-differences">
      {head}
      {found.differences.length === 0 ? (
        !isLooking && (
          <Empty
            compact
            title={t("reconcile.none")}
            detail={wasAsked ? t("reconcile.none.asked") : t("reconcile.none.byLog")}
          />
        )
      ) : (
        <div className="grid-scroll">
          <table className="grid">
            <thead>
              <tr>
                <th>
                  <Checkbox
                    aria-label={t("reconcile.all")}
                    checked={ids.length > 0 && chosen.length === ids.length}
                    indeterminate={chosen.length > 0 && chosen.length < ids.length}
                    disabled={ids.length === 0}
                    onChange={({ target }) => setLeft(target.checked ? new Set() : new Set(ids))}
                  />
                </th>
                <th>{t("reconcile.difference")}</th>
                <th>{t("reconcile.request")}</th>
                <th>{t("reconcile.person")}</th>
                <th>{t("reconcile.latest")}</th>
                <th>{t("reconcile.shownSince")}</th>
              </tr>
            </thead>
            <tbody>
              {found.differences.map((one) => (
                <Row
                  key={`${one.person} ${one.requestId}`}
                  one={one}
                  targetId={found.question.targetId}
                  isChosen={one.delivery !== null && !left.has(one.delivery)}
                  onToggle={toggle}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface RowProps {
  one: Divergence;
  targetId: number;
  isChosen: boolean;
  onToggle: (id: number) => void;
}

function Row({ one, targetId, isChosen, onToggle }: RowProps) {
  const { t } = useTexts();
  const { delivery } = one;
  const log = new URLSearchParams({ targetId: String(targetId), requestId: one.requestId });
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={t("reconcile.choose", { title: one.title })}
          checked={isChosen}
          disabled={delivery === null}
          title={delivery === null ? t("reconcile.cannotMend") : undefined}
          onChange={() => delivery !== null && onToggle(delivery)}
        />
      </td>
      <td>
        <Tag {...looks[one.difference]}>{t(`difference.${one.difference}`)}</Tag>
        <div className="dim">{t(`difference.${one.difference}.help`)}</div>
      </td>
      <td className="reconcile-request">
        <Link to={`/log?${log}`}>{one.title || one.requestId}</Link>
        <div className="dim mono">{one.requestId}</div>
      </td>
      <td className="nowrap">
        {one.name ?? one.person} <span className="mono dim">{one.person}</span>
      </td>
      <td className="nowrap">
        {one.dataSet && one.status ? (
          <>
            <DataSetMark dataSet={one.dataSet} /> <StatusTag status={one.status} />
            <div className="dim num">{moment(one.plannedAt).slice(0, 19)}</div>
          </>
        ) : (
          <span className="dim">–</span>
        )}
      </td>
      <td className="nowrap num">{one.shownSince || "–"}</td>
    </tr>
  );
}
