// Draws a chart by echarts, without a browser, and hands it over as markup that a strict content security policy lets pass.
import { AriaComponent, GridComponent } from 'echarts/components';
import { BarChart, LineChart } from 'echarts/charts';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart, Series } from './chart.ts';
import type { Markup } from '../../reports/html/markup.ts';
import { COLOURS } from './colours.ts';
import { svgMarkup } from './svg-markup.ts';

use([BarChart, LineChart, GridComponent, AriaComponent, SVGRenderer]);

/** As wide as a phone, in pixels: there it is read without being made smaller, and on a wide screen several stand side by side. */
const WIDTH = 360;
const HEIGHT = 230;
/** So many categories are all named, their words below each other. */
const FEW = 6;
const FONT = { color: COLOURS.text, fontSize: 12, lineHeight: 14 };
/** What is left of the width beside the numbers of the vertical axis. */
const PLOT = WIDTH - 72;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'arrow', 'pin'] as const;
const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [12, 4], [3, 3]] as const;

/** Colours are tokens that the stylesheet gives their values, light or dark. */
export function drawChart(chart: Chart): Markup {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    drawn.setOption({
      animation: false,
      color: [...COLOURS.series],
      // Patterns over the colours, so that bars can be told apart without them.
      aria: {
        enabled: true,
        label: { enabled: false },
        decal: { show: chart.kind === 'bars' && chart.series.length > 1, decals: DECALS },
      },
      grid: { left: 8, right: 16, top: 16, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'category',
        data: [...chart.categories],
        axisLabel:
          chart.categories.length <= FEW
            ? { ...FONT, interval: 0, width: PLOT / chart.categories.length, overflow: 'break' }
            : { ...FONT, hideOverlap: true },
        axisLine: { lineStyle: { color: COLOURS.line } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: FONT,
        splitLine: { lineStyle: { color: COLOURS.line } },
      },
      series: chart.series.map((one, index) => (chart.kind === 'lines' ? line(one, index) : bar(one))),
    });
    return svgMarkup(drawn.renderToSVGString(), { id: chart.id, label: `${chart.title}. ${chart.summary}` });
  } finally {
    drawn.dispose();
  }
}

const DECALS = [
  { symbol: 'none' },
  { color: COLOURS.mark, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  { color: COLOURS.mark, symbol: 'circle', dashArrayX: [8, 8], dashArrayY: [6, 4], symbolSize: 0.8 },
  { color: COLOURS.mark, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  { color: COLOURS.mark, dashArrayX: [1, 0], dashArrayY: [3, 4] },
  { color: COLOURS.mark, dashArrayX: [3, 4], dashArrayY: [1, 0] },
];

function line({ name, values }: Series, index: number) {
  return {
    type: 'line',
    name,
    data: [...values],
    silent: true,
    symbol: SYMBOLS[index] ?? 'circle',
    symbolSize: 8,
    itemStyle: { color: COLOURS.series[index] },
    lineStyle: { width: 2, type: DASHES[index] ?? 'solid' },
  };
}

function bar({ name, values }: Series) {
  return { type: 'bar', name, stack: 'all', data: [...values], silent: true, barMaxWidth: 32 };
}
