/** The organisation (组织架构, row O2): who works where, groups and roles; read from the OA, imported and exported. */
import { DownloadOutlined, SyncOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Tabs } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import type { Structure } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { useSaveFile } from "@/shared/parts/saveFile";
import { Asked, Empty } from "@/shared/parts/states";
import { useStructure } from "@/shared/pickers/queries";
import { ImportDialog } from "./ImportDialog";
import { LastSynchronisation } from "./LastSynchronisation";
import { ListsTab, PostsTab } from "./ListsTab";
import { PeopleTab } from "./PeopleTab";
import { SynchroniseDialog } from "./SynchroniseDialog";
import { type Tab, tabs, usePlace } from "./usePlace";
import { useLastSynchronisation } from "./useSynchronisation";
import "./directory.css";

export default function DirectoryScreen() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const saveFile = useSaveFile();
  const structure = useStructure();
  const { tab, go } = usePlace();
  const last = useLastSynchronisation();
  const [synchronising, setSynchronising] = useState(false);
  const [importing, setImporting] = useState(false);
  const [exporting, setExporting] = useState(false);

  const save = async () => {
    setExporting(true);
    try {
      await saveFile("directory.json", await api.text("/api/v1/directory"), "application/json");
    } catch (error) {
      message.error(
        error instanceof ApiProblem ? `${error.code}: ${error.message}` : t("state.unreachable.title"),
      );
    } finally {
      setExporting(false);
    }
  };

  const open = (
    <Button type="primary" icon={<UploadOutlined />} onClick={() => setImporting(true)}>
      {t("directory.import")}
    </Button>
  );
  const synchronise = (
    <Button icon={<SyncOutlined />} disabled={last.isPending} onClick={() => setSynchronising(true)}>
      {t("sync.button")}
    </Button>
  );
  const numbers = structure.data;
  return (
    <Page
      fill
      title={t("directory.title")}
      lede={
        numbers && numbers.persons > 0
          ? t("directory.totals", { people: count(numbers.people), persons: count(numbers.persons) })
          : t("directory.lede")
      }
      actions={
        <>
          <Button icon={<DownloadOutlined />} loading={exporting} onClick={() => void save()}>
            {t("directory.export")}
          </Button>
          {synchronise}
          {open}
        </>
      }
    >
      {last.data && <LastSynchronisation run={last.data} />}
      <Asked query={structure}>
        {(shape) =>
          isEmpty(shape) ? (
            <Empty
              title={t("directory.empty.title")}
              detail={t("directory.empty.detail")}
              action={
                <span className="empty-ways">
                  {synchronise}
                  {open}
                </span>
              }
            />
          ) : (
            <Tabs
              className="directory-tabs"
              activeKey={tab}
              onChange={(next) => go({ tab: next === "people" ? null : next, chosen: null, text: null })}
              destroyOnHidden
              items={tabs.map((one) => ({
                key: one,
                label: t(`directory.tab.${one}`),
                children: <Body tab={one} structure={shape} />,
              }))}
            />
          )
        }
      </Asked>
      {synchronising && (
        <SynchroniseDialog last={last.data ?? null} onClose={() => setSynchronising(false)} />
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </Page>
  );
}

const isEmpty = (shape: Structure) =>
  shape.persons === 0 && [shape.units, shape.posts, shape.lists].every((part) => part.length === 0);

function Body({ tab, structure }: { tab: Tab; structure: Structure }) {
  if (tab === "people") return <PeopleTab structure={structure} />;
  if (tab === "posts") return <PostsTab structure={structure} />;
  return <ListsTab key={tab} structure={structure} kind={tab === "groups" ? "group" : "role"} />;
}
