/** Batch pushes (批量推送, rows B1 to B4): what was asked for, how far each is, and what can be done with it. */
import { DownOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Switch } from "antd";
import { useId } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty, Loading } from "@/shared/parts/states";
import { kinds, paths } from "./new/kinds";
import { useTasks } from "./queries";
import { TaskDetail } from "./TaskDetail";
import { TaskRow } from "./TaskRow";
import "./tasks.css";

export default function TasksScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const isAll = search.get("all") === "1";
  const opened = Number(search.get("id")) || null;
  const tasks = useTasks(isAll);
  const label = useId();
  const changed = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    return next;
  };
  const showAll = (on: boolean) => setSearch(changed("all", on ? "1" : null));
  return (
    <Page
      title={t("tasks.title")}
      lede={t("tasks.lede")}
      actions={
        <>
          <span className="tasks-all">
            <Switch size="small" checked={isAll} aria-labelledby={label} onChange={showAll} />
            <span id={label}>{t("tasks.all")}</span>
          </span>
          <Dropdown
            trigger={["click"]}
            menu={{
              items: kinds.map((kind) => ({ key: kind, label: t(`tasks.new.${kind}`) })),
              onClick: ({ key }) => navigate(paths[key as keyof typeof paths]),
            }}
          >
            <Button type="primary" icon={<PlusOutlined />}>
              {t("tasks.new")} <DownOutlined />
            </Button>
          </Dropdown>
        </>
      }
    >
      <Asked query={tasks} loading={<Loading rows={8} />}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Nothing isAll={isAll} onAll={() => showAll(true)} />;
          return (
            <div className="panel tasks-panel">
              <table className="grid" aria-label={t("tasks.title")}>
                <thead>
                  <tr>
                    <th>{t("tasks.col.task")}</th>
                    <th>{t("tasks.col.progress")}</th>
                    <th>{t("tasks.col.conditions")}</th>
                    <th>{t("tasks.col.made")}</th>
                    <th>{t("tasks.col.actions")}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((task) => (
                    <TaskRow key={task.id} task={task} to={`?${changed("id", String(task.id))}`} />
                  ))}
                </tbody>
              </table>
              {tasks.hasNextPage && (
                <div className="tasks-more">
                  <Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
                    {t("tasks.more")}
                  </Button>
                </div>
              )}
            </div>
          );
        }}
      </Asked>
      <TaskDetail id={opened} onClose={() => setSearch(changed("id", null))} />
    </Page>
  );
}

function Nothing({ isAll, onAll }: { isAll: boolean; onAll: () => void }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <div className="panel">
      <Empty
        title={t(isAll ? "tasks.empty.ever" : "tasks.empty")}
        detail={t("tasks.empty.detail")}
        action={
          <>
            <div className="tasks-kinds">
              {kinds.map((kind) => (
                <div key={kind} className="tasks-kind">
                  <strong>{t(`tasks.kind.${kind}`)}</strong>
                  <p>{t(`tasks.kind.${kind}.help`)}</p>
                  <Button type="primary" ghost icon={<PlusOutlined />} onClick={() => navigate(paths[kind])}>
                    {t(`tasks.new.${kind}`)}
                  </Button>
                </div>
              ))}
            </div>
            {!isAll && (
              <Button type="link" onClick={onAll}>
                {t("tasks.all")}
              </Button>
            )}
          </>
        }
      />
    </div>
  );
}
