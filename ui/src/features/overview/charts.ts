/** What the overview's charts show. Pure: points and colours in, an ECharts option out. */
import type { EChartsCoreOption } from "echarts/core";
import type { Point } from "@/shared/api/types";
import { clock, count, millis, rate } from "@/shared/format";
import type { Palette } from "@/shared/theme/palette";

export interface Line {
  name: string;
  colour: string;
  of: (point: Point) => number | null;
  area?: boolean;
}

interface TooltipItem {
  marker: string;
  seriesName: string;
  value: [string, number | null];
}

const WINDOW_MS = 5 * 60_000;

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function lineChart(
  points: Point[],
  lines: Line[],
  palette: Palette,
  write: (value: number) => string,
): EChartsCoreOption {
  const end = Date.parse(points.at(-1)?.at ?? "") || 0;
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: {
      left: 8,
      right: 12,
      top: 34,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: {
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 3,
      itemGap: 14,
      textStyle: { color: palette.text2, fontSize: 12 },
      inactiveColor: palette.borderStrong,
      data: lines.map((line) => line.name),
    },
    tooltip: {
      trigger: "axis",
      backgroundColor: palette.raised,
      borderColor: palette.border,
      padding: [6, 10],
      textStyle: { color: palette.text, fontSize: 12 },
      axisPointer: { lineStyle: { color: palette.borderStrong } },
      formatter: (items: TooltipItem[]) => {
        const at = items[0]?.value[0];
        const rows = items.map(
          ({ marker, seriesName, value }) =>
            `<div style="display:flex;gap:16px;justify-content:space-between"><span>${marker}${escaped(seriesName)}</span><b>${
              value[1] === null ? "–" : write(value[1])
            }</b></div>`,
        );
        return `<div style="color:${palette.text2}">${clock(at, end)}</div>${rows.join("")}`;
      },
    },
    xAxis: {
      type: "time",
      min: end - WINDOW_MS,
      max: end,
      axisLine: { lineStyle: { color: palette.border } },
      axisTick: { show: false },
      axisLabel: { color: palette.text3, fontSize: 11, hideOverlap: true, formatter: "{HH}:{mm}" },
      minInterval: 60_000,
      maxInterval: 60_000,
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: 3,
      axisLabel: { color: palette.text3, fontSize: 11, formatter: (value: number) => write(value) },
      splitLine: { lineStyle: { color: palette.border } },
    },
    series: lines.map((line) => ({
      name: line.name,
      type: "line",
      showSymbol: false,
      lineStyle: { width: 1.5 },
      itemStyle: { color: line.colour },
      ...(line.area ? { areaStyle: { color: line.colour, opacity: 0.1 } } : {}),
      data: points.map((point) => [point.at, line.of(point)]),
    })),
  };
}

export function rateChart(points: Point[], lines: Line[], palette: Palette): EChartsCoreOption {
  return lineChart(points, lines, palette, (value) => (value < 10 ? rate(value) : count(Math.round(value))));
}

export function latencyChart(points: Point[], lines: Line[], palette: Palette): EChartsCoreOption {
  return lineChart(points, lines, palette, millis);
}
