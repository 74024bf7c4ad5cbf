/** Targets (推送设置): every receiving system, switched on and off here, edited a click away. */
import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useCallback, useMemo, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { useOverview, usePushTypes, useTargets } from "@/shared/api/queries";
import type { PushType, Target } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty } from "@/shared/parts/states";
import { VirtualTable } from "@/shared/parts/VirtualTable";
import { CopyDialog } from "./CopyDialog";
import { targetColumns } from "./columns";
import { DeleteDialog } from "./DeleteDialog";
import {
  matches,
  readTargetFilters,
  type TargetFilters,
  type TargetRow,
  type TargetState,
  targetStates,
  writeTargetFilters,
} from "./filters";
import { withCustom } from "./form/customType";
import "./targets.css";

const rowKey = (row: TargetRow) => row.target.id;

export default function TargetsScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const targets = useTargets();
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/targets/new")}>
      {t("targets.create")}
    </Button>
  );
  return (
    <Page fill title={t("targets.title")} lede={t("targets.lede")} actions={create}>
      <Asked query={targets}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t("targets.empty.title")} detail={t("targets.empty.detail")} action={create} />
          ) : (
            <TargetList targets={all} />
          )
        }
      </Asked>
    </Page>
  );
}

function TargetList({ targets }: { targets: Target[] }) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => readTargetFilters(search), [search]);
  const overview = useOverview();
  const suites = usePushTypes();
  const [deleting, setDeleting] = useState<Target | null>(null);
  const [copying, setCopying] = useState<Target | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const pulses = useMemo(
    () => new Map(overview.data?.targets.map((pulse) => [pulse.targetId, pulse])),
    [overview.data],
  );
  const shown = useMemo(
    () =>
      targets
        .map((target) => ({ target, pulse: pulses.get(target.id) }))
        .filter((row) => matches(row, filters)),
    [targets, pulses, filters],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language
  const columns = useMemo(
    () => targetColumns({ suites: withCustom(suites.data ?? []), onCopy: setCopying, onDelete: setDeleting }),
    [suites.data, language],
  );
  const onOpen = useCallback((row: TargetRow) => navigate(`/targets/${row.target.id}`), [navigate]);
  const filter = (change: Partial<TargetFilters>) =>
    setSearch(writeTargetFilters({ ...filters, ...change }), { replace: true });

  return (
    <div className="targets-list">
      <FilterBar filters={filters} onChange={filter} shown={shown.length} all={targets.length} />
      {shown.length === 0 ? (
        <section className="panel">
          <Empty
            title={t("targets.filter.none")}
            action={
              <Button onClick={() => setSearch({}, { replace: true })}>{t("targets.clearSearch")}</Button>
            }
          />
        </section>
      ) : (
        <VirtualTable
          label={t("targets.title")}
          columns={columns}
          rows={shown}
          rowKey={rowKey}
          rowHeight={56}
          minWidth={940}
          onOpen={onOpen}
          scroller={scroller}
        />
      )}
      <CopyDialog target={copying} onClose={() => setCopying(null)} />
      <DeleteDialog target={deleting} onClose={() => setDeleting(null)} />
    </div>
  );
}

interface FilterBarProps {
  filters: TargetFilters;
  onChange: (change: Partial<TargetFilters>) => void;
  shown: number;
  all: number;
}

function FilterBar({ filters, onChange, shown, all }: FilterBarProps) {
  const { t, pick } = useTexts();
  const suites = usePushTypes();
  return (
    <div className="targets-filter">
      <Input
        allowClear
        prefix={<SearchOutlined className="dim" />}
        placeholder={t("targets.search")}
        aria-label={t("targets.search")}
        value={filters.text}
        onChange={(event) => onChange({ text: event.target.value })}
        style={{ width: 260 }}
      />
      <Select<PushType | "">
        value={filters.type ?? ""}
        aria-label={t("targets.col.type")}
        style={{ width: 200 }}
        onChange={(type) => onChange({ type: type || null })}
        options={[
          { value: "", label: t("targets.type.all") },
          ...withCustom(suites.data ?? []).map((one) => ({ value: one.pushType, label: pick(one.name) })),
        ]}
      />
      <Select<TargetState | "">
        value={filters.state ?? ""}
        aria-label={t("targets.col.enabled")}
        style={{ width: 170 }}
        onChange={(state) => onChange({ state: state || null })}
        options={[
          { value: "", label: t("targets.state.all") },
          ...targetStates.map((one) => ({ value: one, label: t(`targets.state.${one}`) })),
        ]}
      />
      <span className="dim num">
        {shown === all
          ? t("targets.count", { n: count(all) })
          : t("targets.countOf", { n: count(shown), all: count(all) })}
      </span>
    </div>
  );
}
