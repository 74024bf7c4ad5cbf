/** States as colour, icon and word together, the same everywhere. */
import {
  ApiOutlined,
  CheckCircleFilled,
  CheckOutlined,
  ClockCircleFilled,
  CloseCircleFilled,
  DeleteOutlined,
  FileDoneOutlined,
  FormOutlined,
  MinusCircleFilled,
  PauseCircleFilled,
  PauseCircleOutlined,
  QuestionCircleFilled,
  QuestionCircleOutlined,
  StopFilled,
  SwapOutlined,
  SyncOutlined,
  ThunderboltFilled,
} from "@ant-design/icons";
import { Button, Popover } from "antd";
import type { ComponentType, ReactNode } from "react";
import type { Breaker, DataSet, Status } from "../api/types";
import { useNow } from "../format/useNow";
import { useTexts } from "../i18n";
import { statusTone, type ToneName } from "../theme/palette";
import { allStatuses } from "./kinds";
import "./parts.css";

interface TagProps {
  tone: ToneName;
  icon: ReactNode;
  children: ReactNode;
  solid?: boolean;
}

export function Tag({ tone, icon, children, solid }: TagProps) {
  return (
    <span className={solid ? `tag tag-solid tone-${tone}` : `tag tone-${tone}`}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  );
}

const statusIcon: Record<Status, ComponentType> = {
  pending: ClockCircleFilled,
  success: CheckCircleFilled,
  failed: CloseCircleFilled,
  ignored: MinusCircleFilled,
  noAnswer: QuestionCircleFilled,
  superseded: SwapOutlined,
};

export function StatusTag({ status }: { status: Status }) {
  const { t } = useTexts();
  const Icon = statusIcon[status];
  return (
    <Tag tone={statusTone[status]} icon={<Icon />}>
      {t(`status.${status}`)}
    </Tag>
  );
}

const dataSetIcon: Record<DataSet, ComponentType> = {
  todo: FormOutlined,
  done: CheckOutlined,
  closed: FileDoneOutlined,
  deleted: DeleteOutlined,
};

/** Data sets are kinds, not states: an icon and a word, no colour. */
export function DataSetMark({ dataSet }: { dataSet: DataSet }) {
  const { t } = useTexts();
  const Icon = dataSetIcon[dataSet];
  return (
    <span className="mark">
      <span aria-hidden="true" className="dim">
        <Icon />
      </span>
      {t(`dataSet.${dataSet}`)}
    </span>
  );
}

export function StatusLegend() {
  const { t } = useTexts();
  const content = (
    <dl className="legend">
      {allStatuses.map((status) => (
        <div key={status}>
          <dt>
            <StatusTag status={status} />
          </dt>
          <dd>{t(`status.${status}.meaning`)}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight" title={t("status.legend")}>
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={t("status.legend")}
        title={t("status.legend")}
      />
    </Popover>
  );
}

interface BreakerTagProps {
  breaker: Breaker;
  enabled: boolean;
  /** Why nothing can be sent at all, where that is so. */
  blocked?: string | null;
  /** A person holds it. */
  held?: boolean;
}

export function BreakerTag({ breaker, enabled, blocked, held }: BreakerTagProps) {
  const { t } = useTexts();
  if (enabled && blocked) {
    return (
      <Tag tone="red" icon={<StopFilled />} solid>
        {t("breaker.blocked")}
      </Tag>
    );
  }
  if (enabled && held) {
    return (
      <Tag tone="amber" icon={<PauseCircleFilled />} solid>
        {t("breaker.held")}
      </Tag>
    );
  }
  if (!enabled && breaker.state === "closed") {
    return (
      <Tag tone="grey" icon={<PauseCircleOutlined />}>
        {t("breaker.off")}
      </Tag>
    );
  }
  if (breaker.state === "open") {
    return (
      <Tag tone="red" icon={<ThunderboltFilled />} solid>
        {t("breaker.open")}
      </Tag>
    );
  }
  if (breaker.state === "probing") {
    return (
      <Tag tone="amber" icon={<ApiOutlined />}>
        {t("breaker.probing")}
      </Tag>
    );
  }
  if (breaker.state === "draining") {
    return (
      <Tag tone="blue" icon={<SyncOutlined spin />}>
        {t("breaker.draining")}
      </Tag>
    );
  }
  return (
    <Tag tone="green" icon={<CheckCircleFilled />}>
      {t("breaker.closed")}
    </Tag>
  );
}

/** `12 秒后探测`, counting down. */
export function NextProbe({ at }: { at: string }) {
  const { t } = useTexts();
  const seconds = Math.ceil((Date.parse(at) - useNow(500)) / 1_000);
  return (
    <span className="num">
      {seconds > 0 ? t("breaker.nextProbe", { s: seconds }) : t("breaker.probingNow")}
    </span>
  );
}
