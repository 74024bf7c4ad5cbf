/** The console's colours, light and dark: one source for antd's tokens, our own CSS (as custom properties) and charts. */
import type { Status } from "../api/types";

export type ThemeName = "light" | "dark";

/** A state's colour: for text and icons, and the tint behind them. */
export interface Tone {
  ink: string;
  tint: string;
}

export type ToneName = "blue" | "green" | "red" | "grey" | "amber" | "violet";

export interface Palette {
  layout: string;
  surface: string;
  raised: string;
  hover: string;
  selected: string;
  border: string;
  borderStrong: string;
  text: string;
  text2: string;
  text3: string;
  primary: string;
  code: string;
  tones: Record<ToneName, Tone>;
}

export const palettes: Record<ThemeName, Palette> = {
  light: {
    layout: "#f4f5f7",
    surface: "#ffffff",
    raised: "#ffffff",
    hover: "#f2f5f9",
    selected: "#e8f0fe",
    border: "#e3e6eb",
    borderStrong: "#cdd3dc",
    text: "#1b2330",
    text2: "#4f5969",
    text3: "#606a7c",
    primary: "#1a62d6",
    code: "#f6f7f9",
    tones: {
      blue: { ink: "#1d5bc4", tint: "#e8f0fe" },
      green: { ink: "#14743a", tint: "#e4f5ea" },
      red: { ink: "#b8232b", tint: "#fdeaeb" },
      grey: { ink: "#4f5969", tint: "#edeff2" },
      amber: { ink: "#8f5200", tint: "#fff1d9" },
      violet: { ink: "#6443ab", tint: "#f0ebfa" },
    },
  },
  dark: {
    layout: "#0e1319",
    surface: "#161c24",
    raised: "#1d242e",
    hover: "#1e2630",
    selected: "#1b2f4d",
    border: "#29323e",
    borderStrong: "#3a4554",
    text: "#e4e8ee",
    text2: "#aab4c2",
    text3: "#8b96a6",
    primary: "#5b9bff",
    code: "#10161d",
    tones: {
      blue: { ink: "#86b4ff", tint: "#1a2b46" },
      green: { ink: "#63cb88", tint: "#16301f" },
      red: { ink: "#ff8d90", tint: "#3d1d20" },
      grey: { ink: "#aab4c2", tint: "#262e39" },
      amber: { ink: "#f0b657", tint: "#392a12" },
      violet: { ink: "#bda6f2", tint: "#2b2342" },
    },
  },
};

export const statusTone: Record<Status, ToneName> = {
  pending: "blue",
  success: "green",
  failed: "red",
  ignored: "grey",
  noAnswer: "amber",
  superseded: "violet",
};

/** The palette as CSS custom properties. */
export function customProperties(palette: Palette): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(palette)) {
    if (typeof value === "string") properties[`--${name}`] = value;
  }
  for (const [name, tone] of Object.entries(palette.tones)) {
    properties[`--${name}-ink`] = tone.ink;
    properties[`--${name}-tint`] = tone.tint;
  }
  return properties;
}
