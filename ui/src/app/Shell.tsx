/** What stands around every screen: navigation, the state of the live connection, language and theme, and the banners. */
import {
  ApartmentOutlined,
  AuditOutlined,
  BellOutlined,
  CodeOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  HistoryOutlined,
  LinkOutlined,
  LogoutOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  MoonOutlined,
  SendOutlined,
  SettingOutlined,
  SunOutlined,
  SwapOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { NavLink, Outlet } from "react-router-dom";
import { theHost } from "../shared/api/client";
import { useOverview, useSystem } from "../shared/api/queries";
import { setLanguage, type TextKey, useTexts } from "../shared/i18n";
import { isHolding } from "../shared/live/pulse";
import { useTheme } from "../shared/theme";
import { Banners } from "./Banners";
import { LiveMark } from "./LiveMark";
import "./shell.css";

const STORED = "todo-relay.navigation";

interface Place {
  to: string;
  text: Extract<TextKey, `nav.${string}`>;
  icon: ReactNode;
}

const places: Place[] = [
  { to: "/overview", text: "nav.overview", icon: <DashboardOutlined /> },
  { to: "/targets", text: "nav.targets", icon: <SwapOutlined /> },
  { to: "/log", text: "nav.log", icon: <UnorderedListOutlined /> },
  { to: "/tasks", text: "nav.tasks", icon: <SendOutlined /> },
  { to: "/runs", text: "nav.runs", icon: <HistoryOutlined /> },
  { to: "/reconciliation", text: "nav.reconciliation", icon: <AuditOutlined /> },
  { to: "/alerts", text: "nav.alerts", icon: <BellOutlined /> },
  { to: "/directory", text: "nav.directory", icon: <ApartmentOutlined /> },
  { to: "/addresses", text: "nav.addresses", icon: <LinkOutlined /> },
  { to: "/adapters", text: "nav.adapters", icon: <CodeOutlined /> },
];
const sandboxPlace: Place = { to: "/sandbox", text: "nav.sandbox", icon: <ExperimentOutlined /> };
const systemPlace: Place = { to: "/system", text: "nav.system", icon: <SettingOutlined /> };

function useNarrow() {
  const [narrow, setNarrow] = useState(() => localStorage.getItem(STORED) === "narrow");
  const toggle = () => {
    localStorage.setItem(STORED, narrow ? "wide" : "narrow");
    setNarrow(!narrow);
  };
  return { narrow, toggle };
}

export function Shell() {
  const { t, language } = useTexts();
  const theme = useTheme();
  const { narrow, toggle } = useNarrow();
  const system = useSystem();
  const overview = useOverview();
  const open = overview.data?.targets.filter((pulse) => isHolding(pulse.breaker.state)).length ?? 0;
  const shown = [...places, ...(system.data?.sandbox ? [sandboxPlace] : []), systemPlace];
  const dark = theme.name === "dark";
  const session = theHost().session;

  return (
    <div className={narrow ? "shell shell-narrow" : "shell"}>
      <button type="button" className="skip" onClick={() => document.getElementById("main")?.focus()}>
        {t("app.skipToContent")}
      </button>
      <aside className="side">
        <div className="brand">
          <img src="./favicon.svg" alt="" width={28} height={28} />
          <div className="side-text">
            <div className="brand-name">{t("app.name")}</div>
            <div className="brand-sub">Todo Relay{system.data ? ` ${system.data.version}` : ""}</div>
          </div>
        </div>
        <nav aria-label={t("app.subtitle")}>
          {shown.map((place) => (
            <NavLink
              key={place.to}
              to={place.to}
              className="place"
              title={narrow ? t(place.text) : undefined}
            >
              <span aria-hidden="true" className="place-icon">
                {place.icon}
              </span>
              <span className="side-text">{t(place.text)}</span>
              {place.to === "/overview" && open > 0 && (
                <span className="badge" title={t("breaker.open")}>
                  {open}
                </span>
              )}
            </NavLink>
          ))}
        </nav>
        <div className="side-foot">
          <LiveMark narrow={narrow} />
          <div className="side-tools">
            <Tool
              label={t("language.switch")}
              icon={<span className="lang">{t("language.short")}</span>}
              onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
            />
            <Tool
              label={dark ? t("theme.toLight") : t("theme.toDark")}
              icon={dark ? <SunOutlined /> : <MoonOutlined />}
              onClick={() => theme.choose(dark ? "light" : "dark")}
            />
            {session && (
              <Tool
                label={t("signin.out")}
                icon={<LogoutOutlined />}
                onClick={() => session.signOut("asked")}
              />
            )}
            <Tool
              label={narrow ? t("nav.expand") : t("nav.collapse")}
              icon={narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
              onClick={toggle}
            />
          </div>
        </div>
      </aside>
      <div className="stage">
        <Banners />
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip title={label} placement="top" mouseEnterDelay={0.4}>
      <Button type="text" size="small" icon={icon} aria-label={label} onClick={onClick} />
    </Tooltip>
  );
}
