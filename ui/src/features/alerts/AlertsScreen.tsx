/** Alerts (推送异常提醒, rows F2 and F4): the channels, and what they said. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import { useNavigate, useSearchParams } from "react-router-dom";
import { useAlertChannels } from "@/shared/api/queries";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked } from "@/shared/parts/states";
import { ChannelTable } from "./ChannelTable";
import { MessageTable } from "./MessageTable";
import { useChannelKinds } from "./queries";
import "./alerts.css";

export default function AlertsScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const channels = useAlertChannels();
  const kinds = useChannelKinds();
  const tab = search.get("tab") === "messages" ? "messages" : "channels";
  return (
    <Page
      title={t("alerts.title")}
      lede={t("alerts.lede")}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/alerts/new")}>
          {t("alerts.add")}
        </Button>
      }
    >
      <Asked query={kinds}>
        {(specs) => (
          <Asked query={channels}>
            {(all) => (
              <Tabs
                activeKey={tab}
                destroyOnHidden
                onChange={(next) => setSearch(next === "messages" ? { tab: next } : {}, { replace: true })}
                items={[
                  {
                    key: "channels",
                    label: t("alerts.tab.channels"),
                    children: <ChannelTable channels={all} specs={specs} />,
                  },
                  {
                    key: "messages",
                    label: t("alerts.tab.messages"),
                    children: <MessageTable channels={all} />,
                  },
                ]}
              />
            )}
          </Asked>
        )}
      </Asked>
    </Page>
  );
}
