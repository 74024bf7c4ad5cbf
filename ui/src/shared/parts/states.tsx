/** The states of a screen that has nothing to show: loading, empty with its next step, error, not allowed. */
import {
  DisconnectOutlined,
  ExclamationCircleOutlined,
  InboxOutlined,
  LockOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Unreachable } from "@/host";
import { ApiProblem } from "../api/problem";
import { useTexts } from "../i18n";
import "./parts.css";

interface NoticeProps {
  icon: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  extra?: ReactNode;
  tone?: "plain" | "bad";
  compact?: boolean;
}

export function Notice({ icon, title, detail, extra, tone = "plain", compact }: NoticeProps) {
  return (
    <div
      className={`notice notice-${tone}${compact ? " notice-compact" : ""}`}
      role={tone === "bad" ? "alert" : undefined}
    >
      <div className="notice-icon" aria-hidden="true">
        {icon}
      </div>
      <div className="notice-title">{title}</div>
      {detail && <div className="notice-detail">{detail}</div>}
      {extra && <div className="notice-extra">{extra}</div>}
    </div>
  );
}

interface EmptyProps {
  title: ReactNode;
  detail?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
}

export function Empty({ title, detail, action, compact }: EmptyProps) {
  return <Notice icon={<InboxOutlined />} title={title} detail={detail} extra={action} compact={compact} />;
}

interface FailureProps {
  error: unknown;
  onRetry?: () => void;
  compact?: boolean;
}

/** What happened, what the program will do, what the person can do; and the trace id where there is one. */
export function Failure({ error, onRetry, compact }: FailureProps) {
  const { t } = useTexts();
  const retry = onRetry && <Button onClick={onRetry}>{t("common.retry")}</Button>;
  if (error instanceof Unreachable) {
    return (
      <Notice
        tone="bad"
        compact={compact}
        icon={<DisconnectOutlined />}
        title={t("state.unreachable.title")}
        detail={t("state.unreachable.detail")}
        extra={retry}
      />
    );
  }
  if (error instanceof ApiProblem && error.status === 403) {
    return (
      <Notice
        tone="bad"
        compact={compact}
        icon={<LockOutlined />}
        title={t("state.forbidden.title")}
        detail={t("state.forbidden.detail")}
        extra={retry}
      />
    );
  }
  if (error instanceof ApiProblem && error.status === 503) {
    return (
      <Notice
        tone="bad"
        compact={compact}
        icon={<WarningOutlined />}
        title={t("state.unavailable.title")}
        detail={t("state.unavailable.detail")}
        extra={retry}
      />
    );
  }
  const problem = error instanceof ApiProblem ? error : null;
  const words = error instanceof Error ? error.message : String(error);
  return (
    <Notice
      tone="bad"
      compact={compact}
      icon={<ExclamationCircleOutlined />}
      title={t("state.error.title")}
      detail={
        <>
          <div>{t("state.error.detail", { code: problem?.code ?? "–" })}</div>
          <div className="mono">{words}</div>
          {problem?.traceId && <div className="mono dim">{t("state.trace", { id: problem.traceId })}</div>}
        </>
      }
      extra={retry}
    />
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTexts();
  return (
    <div className="loading" role="status" aria-label={t("common.loading")}>
      <Skeleton active title={false} paragraph={{ rows, width: "100%" }} />
    </div>
  );
}

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface AskedProps<T> {
  query: QueryLike<T>;
  children: (data: T) => ReactNode;
  loading?: ReactNode;
}

/** Draws a query's answer, or the state that it is in. Once there was an answer it stays, with the error above it. */
export function Asked<T>({ query, children, loading }: AskedProps<T>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.error ? <Failure error={query.error} onRetry={retry} compact /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <Failure error={query.error} onRetry={retry} />;
  return loading ?? <Loading />;
}
