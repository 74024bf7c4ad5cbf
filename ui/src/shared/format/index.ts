/** Numbers, times and spans as the console writes them. Pure: the present time is always given. */
import { text } from "../i18n";

const grouping = new Intl.NumberFormat("en-US");

/** `12,345` */
export function count(value: number): string {
  return grouping.format(value);
}

/** A rate: one decimal below ten, whole above. */
export function rate(value: number): string {
  if (value === 0) return "0";
  return value < 10 ? value.toFixed(1) : grouping.format(Math.round(value));
}

/** A size: `512 B`, `1.5 MiB`. */
export function bytes(value: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
  const scaled = value / 1024 ** step;
  return `${step === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${units[step]}`;
}

/** A duration in milliseconds: `12 ms`, `1.24 s`, `75 s`. */
export function millis(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (value < 0.05) return "0 ms";
  if (value < 1) return `${value.toFixed(1)} ms`;
  if (value < 1_000) return `${Math.round(value)} ms`;
  if (value < 10_000) return `${(value / 1_000).toFixed(2)} s`;
  if (value < 120_000) return `${(value / 1_000).toFixed(1)} s`;
  return span(value / 1_000);
}

/** A share as a percentage; never rounded up to 100 % or down to 0 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const value = (part / whole) * 100;
  if (value === 100 || value === 0) return `${value}%`;
  return `${Math.min(99.9, Math.max(0.1, value)).toFixed(1)}%`;
}

/** A span in words, at most two units: `3 分 12 秒`. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = whole % 60;
  if (days > 0)
    return `${text("time.days", { n: days })}${hours > 0 ? ` ${text("time.hours", { n: hours })}` : ""}`;
  if (hours > 0)
    return `${text("time.hours", { n: hours })}${minutes > 0 ? ` ${text("time.minutes", { n: minutes })}` : ""}`;
  if (minutes > 0)
    return `${text("time.minutes", { n: minutes })}${rest > 0 ? ` ${text("time.seconds", { n: rest })}` : ""}`;
  return text("time.seconds", { n: rest });
}

/** How long ago, as a span. */
export function age(at: string, now: number): string {
  return span((now - Date.parse(at)) / 1_000);
}

const two = (value: number) => String(value).padStart(2, "0");

/** `HH:mm:ss` of this machine's time zone; with the date before it when it is another day than `now`. */
export function clock(at: string | null | undefined, now: number): string {
  if (!at) return "–";
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const today = new Date(now);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  if (date.toDateString() === today.toDateString()) return time;
  if (date.getFullYear() === today.getFullYear()) return `${day} ${time}`;
  return `${date.getFullYear()}-${day} ${time}`;
}

/** A moment to the second: `2026-11-22 09:01:00`. */
export function second(at: string | null | undefined): string {
  return moment(at).slice(0, "2026-11-22 09:01:00".length);
}

/** The whole moment, with milliseconds: `2026-11-22 09:01:00.123`. */
export function moment(at: string | null | undefined): string {
  if (!at) return "–";
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${time}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** Milliseconds between two moments; nothing when one is missing. */
export function between(from: string | null | undefined, to: string | null | undefined): number | null {
  if (!from || !to) return null;
  return Math.max(0, Date.parse(to) - Date.parse(from));
}
