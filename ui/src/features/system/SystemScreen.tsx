/** System: what runs here, who may call it, what is set for all of it, and who changed what. The tab is in the address. */
import { Tabs } from "antd";
import type { ComponentType } from "react";
import { useNavigate, useParams } from "react-router-dom";
import { type TextKey, useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Audit } from "./audit/Audit";
import { Backups } from "./backups/Backups";
import { Configuration } from "./configuration/Configuration";
import { Now } from "./Now";
import { Oa } from "./oa/Oa";
import { Settings } from "./settings/Settings";
import { Tokens } from "./Tokens";
import "./system.css";

interface Tab {
  key: string;
  text: TextKey & `system.tab.${string}`;
  screen: ComponentType;
}

const tabs: Tab[] = [
  { key: "now", text: "system.tab.now", screen: Now },
  { key: "tokens", text: "system.tab.tokens", screen: Tokens },
  { key: "oa", text: "system.tab.oa", screen: Oa },
  { key: "settings", text: "system.tab.settings", screen: Settings },
  { key: "backups", text: "system.tab.backups", screen: Backups },
  { key: "configuration", text: "system.tab.configuration", screen: Configuration },
  { key: "audit", text: "system.tab.audit", screen: Audit },
];

export default function SystemScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const wanted = useParams().tab;
  const active = tabs.find(({ key }) => key === wanted)?.key ?? "now";
  return (
    <Page title={t("system.title")}>
      <Tabs
        className="system-tabs"
        activeKey={active}
        onChange={(key) => navigate(key === "now" ? "/system" : `/system/${key}`)}
        destroyOnHidden
        items={tabs.map(({ key, text, screen: Screen }) => ({ key, label: t(text), children: <Screen /> }))}
      />
    </Page>
  );
}
