/** Light or dark, kept in this browser; the first time the system's wish decides. Sets up antd and our own CSS. */
import { App, theme as antdTheme, ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from "react";
import { useTexts } from "../i18n";
import { customProperties, type Palette, palettes, type ThemeName } from "./palette";

const STORED = "todo-relay.theme";

interface ThemeChoice {
  name: ThemeName;
  palette: Palette;
  choose(name: ThemeName): void;
}

const Choice = createContext<ThemeChoice | null>(null);

function firstTheme(): ThemeName {
  const stored = localStorage.getItem(STORED);
  if (stored === "light" || stored === "dark") return stored;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function useTheme(): ThemeChoice {
  const choice = useContext(Choice);
  if (!choice) throw new Error("useTheme is used inside ThemeProvider");
  return choice;
}

function antdConfig(name: ThemeName): ThemeConfig {
  const palette = palettes[name];
  return {
    algorithm: name === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: palette.primary,
      colorInfo: palette.primary,
      colorLink: palette.primary,
      colorSuccess: palette.tones.green.ink,
      colorError: palette.tones.red.ink,
      colorWarning: palette.tones.amber.ink,
      colorInfoBg: palette.tones.blue.tint,
      colorSuccessBg: palette.tones.green.tint,
      colorErrorBg: palette.tones.red.tint,
      colorWarningBg: palette.tones.amber.tint,
      colorBgLayout: palette.layout,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.borderStrong,
      colorBorderSecondary: palette.border,
      colorText: palette.text,
      colorTextSecondary: palette.text2,
      colorTextTertiary: palette.text3,
      colorTextDescription: palette.text2,
      colorTextPlaceholder: palette.text3,
      fontFamily: "var(--font)",
      fontFamilyCode: "var(--mono)",
      fontSize: 13,
      controlHeight: 30,
      controlHeightSM: 24,
      borderRadius: 6,
      wireframe: false,
      // A dialog that waits for the end of its animation stays over the page when the browser drops that event.
      motion: false,
    },
    components: {
      // Dark has a bright primary colour: what stands on it must be dark.
      Button: name === "dark" ? { primaryColor: palette.layout, dangerColor: palette.layout } : {},
      Form: { itemMarginBottom: 16, verticalLabelPadding: "0 0 4px" },
      Table: { cellPaddingBlockMD: 8, cellPaddingInlineMD: 12 },
      Card: { bodyPadding: 16, headerHeight: 44, headerFontSize: 14 },
      Layout: { headerBg: palette.surface, siderBg: palette.surface, bodyBg: palette.layout },
    },
  };
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [name, setName] = useState<ThemeName>(firstTheme);
  const { language } = useTexts();

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = name;
    root.style.colorScheme = name;
    for (const [property, value] of Object.entries(customProperties(palettes[name]))) {
      root.style.setProperty(property, value);
    }
  }, [name]);

  useLayoutEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    dayjs.locale(language === "zh" ? "zh-cn" : "en");
  }, [language]);

  const choice = useMemo<ThemeChoice>(
    () => ({
      name,
      palette: palettes[name],
      choose: (next) => {
        localStorage.setItem(STORED, next);
        setName(next);
      },
    }),
    [name],
  );
  const config = useMemo(() => antdConfig(name), [name]);

  return (
    <Choice.Provider value={choice}>
      <ConfigProvider
        theme={config}
        locale={language === "zh" ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <App notification={{ placement: "bottomRight", stack: { threshold: 3 } }} className="fill">
          {children}
        </App>
      </ConfigProvider>
    </Choice.Provider>
  );
}
