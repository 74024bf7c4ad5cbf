/** An ECharts line chart that follows its box and the theme. Only the parts of ECharts that are used are loaded. */
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type ECharts, type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

interface ChartProps {
  option: EChartsCoreOption;
  /** What a person who can't see the picture is told. */
  label: string;
  height: number;
}

export function Chart({ option, label, height }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);

  useEffect(() => {
    if (!box.current) return;
    const drawn = init(box.current);
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => chart.current?.setOption(option), [option]);

  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
