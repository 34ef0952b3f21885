// Colours by which charts are drawn. They stand for a place in the stylesheet, which knows light and dark, and are never seen themselves.

export const COLOURS = {
  text: '#0a0001',
  line: '#0a0002',
  mark: '#0a0003',
  series: ['#0a0011', '#0a0012', '#0a0013', '#0a0014', '#0a0015', '#0a0016'],
} as const;

/** What echarts may write -> what the page is given. Whatever is not in here is not drawn. */
export const PAINTS: ReadonlyMap<string, string> = new Map([
  ['none', 'none'],
  // The inside of a line's symbols.
  ['#fff', 'var(--panel)'],
  [COLOURS.text, 'var(--quiet)'],
  [COLOURS.line, 'var(--line)'],
  [COLOURS.mark, 'var(--panel)'],
  ['rgb(10,0,3)', 'var(--panel)'],
  ...COLOURS.series.map((colour, index) => [colour, `var(--series-${index + 1})`] as const),
]);
