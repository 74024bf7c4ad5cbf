/** The push log's filters. Chosen ones take effect at once, typed ones after a short rest. */
import { ClearOutlined, FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Badge, Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef, useState } from "react";
import { useTargets } from "@/shared/api/queries";
import { useTexts } from "@/shared/i18n";
import { allDataSets, allStatuses } from "@/shared/parts/kinds";
import { StatusTag } from "@/shared/parts/tags";
import { type Filters, isFiltered, lessUsed } from "./filters";
import { Views } from "./Views";

const REST_MS = 350;

interface TypedProps {
  value: string | undefined;
  onChange: (value: string) => void;
  label: string;
  width: number;
  icon?: React.ReactNode;
}

/** A text field that speaks when its owner has stopped typing. */
function Typed({ value = "", onChange, label, width, icon }: TypedProps) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address has changed by other means, such as "back" or "clear".
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = (next: string) => {
    clearTimeout(timer.current);
    if (next === told.current) return;
    told.current = next;
    onChange(next);
  };
  return (
    <Input
      value={typed}
      allowClear
      aria-label={label}
      placeholder={label}
      prefix={icon}
      style={{ width }}
      onChange={(event) => {
        const next = event.target.value;
        setTyped(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => tell(next.trim()), REST_MS);
      }}
      onPressEnter={() => tell(typed.trim())}
    />
  );
}

interface FilterBarProps {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
  onClear: () => void;
  /** All filters at once, in the place of those that are there. */
  onReplace: (filters: Filters) => void;
}

export function FilterBar({ filters, onChange, onClear, onReplace }: FilterBarProps) {
  const { t } = useTexts();
  const targets = useTargets();
  const hidden = lessUsed.filter((name) => filters[name]).length;
  const [more, setMore] = useState(hidden > 0);

  return (
    <search className="filters" aria-label={t("log.filter.more")}>
      <Typed
        label={t("log.filter.text")}
        value={filters.text}
        onChange={(text) => onChange({ text })}
        width={180}
        icon={<SearchOutlined className="dim" />}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("log.filter.target")}
        placeholder={t("log.filter.target")}
        style={{ width: 140 }}
        value={filters.targetId}
        onChange={(targetId) => onChange({ targetId })}
        options={targets.data?.map((target) => ({ value: target.id, label: target.name }))}
        loading={targets.isPending}
      />
      <Select
        allowClear
        aria-label={t("log.filter.status")}
        placeholder={t("log.filter.status")}
        style={{ width: 118 }}
        value={filters.status}
        onChange={(status) => onChange({ status })}
        options={allStatuses.map((status) => ({ value: status, label: <StatusTag status={status} /> }))}
      />
      <Select
        allowClear
        aria-label={t("log.filter.dataSet")}
        placeholder={t("log.filter.dataSet")}
        style={{ width: 104 }}
        value={filters.dataSet}
        onChange={(dataSet) => onChange({ dataSet })}
        options={allDataSets.map((dataSet) => ({ value: dataSet, label: t(`dataSet.${dataSet}`) }))}
      />
      <DatePicker.RangePicker
        showTime={{ format: "HH:mm" }}
        format="MM-DD HH:mm"
        allowEmpty={[true, true]}
        placeholder={[t("log.filter.from"), t("log.filter.to")]}
        style={{ width: 236 }}
        value={[filters.from ? dayjs(filters.from) : null, filters.to ? dayjs(filters.to) : null]}
        onChange={(range) => onChange({ from: range?.[0]?.format() ?? "", to: range?.[1]?.format() ?? "" })}
      />
      <Badge count={more ? 0 : hidden} size="small">
        <Button
          icon={<FilterOutlined />}
          aria-expanded={more}
          onClick={() => setMore(!more)}
          title={t("log.filter.more")}
        >
          {t("common.more")}
        </Button>
      </Badge>
      <Views filters={filters} onChoose={onReplace} />
      {isFiltered(filters) && (
        <Button
          type="text"
          icon={<ClearOutlined />}
          aria-label={t("log.clear")}
          title={t("log.clear")}
          onClick={onClear}
        />
      )}
      {more && (
        <div className="filters-more">
          {lessUsed.map((name) => (
            <Typed
              key={name}
              label={t(`log.filter.${name}`)}
              value={filters[name]}
              onChange={(value) => onChange({ [name]: value })}
              width={150}
            />
          ))}
        </div>
      )}
    </search>
  );
}
