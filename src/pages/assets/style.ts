// The stylesheet of the pages: that of the reports, and what only the pages have. Under its own name for the template, as there.
import { html as page, renderMarkup } from '../../reports/html/markup.ts';
import { PAGE_STYLE } from '../../reports/html/page-style.ts';

const OWN = page`
  :root {
    --series-1: #0a58b5;
    --series-2: #b35900;
    --series-3: #1a7f4b;
    --series-4: #8d3fb0;
    --series-5: #b3202b;
    --series-6: #57606a;
    --focus: #0a58b5;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --series-1: #7db5ff;
      --series-2: #ffab5e;
      --series-3: #5cc979;
      --series-4: #d9a3f2;
      --series-5: #ff8a82;
      --series-6: #a3adb8;
      --focus: #9cc7ff;
    }
  }
  header, main, footer, .tabs { max-width: 84rem; margin: 0 auto; padding: 0 1.5rem; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.2rem; }
  main:focus { outline: none; }
  .skip { position: absolute; left: -100vw; top: 0; padding: 0.75rem 1rem; background: var(--panel); }
  .skip:focus { left: 0; z-index: 1; }
  .bar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1.5rem; padding-top: 1rem; padding-bottom: 0.5rem; }
  .bar p { margin: 0; }
  .brand { font-size: 1.25rem; font-weight: 700; color: var(--text); text-decoration: none; }
  .brand:hover { text-decoration: underline; }
  .viewer { color: var(--quiet); }
  .tabs ul { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0; padding: 0 0 0.25rem; list-style: none; border-bottom: 1px solid var(--line); }
  .tabs a { display: inline-block; padding: 0.5rem 0.75rem; border-radius: 0.4rem; text-decoration: none; }
  .tabs a:hover { text-decoration: underline; }
  .tabs a[aria-current] { background: var(--panel); box-shadow: inset 0 -3px 0 var(--info); color: var(--text); font-weight: 600; }
  .head { padding-top: 1.5rem; }
  .badge { display: inline-block; padding: 0 0.5rem; border: 1px solid currentcolor; border-radius: 1rem; font-size: 0.875rem; font-weight: 600; white-space: nowrap; }
  h3 .badge { font-weight: 400; }
  .connection h2 { margin-bottom: 0.35rem; }
  .facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; }
  .facts dd { font-variant-numeric: tabular-nums; }
  .tiles a { display: block; color: var(--text); text-decoration: none; }
  .tiles a:hover strong { text-decoration: underline; }
  caption { color: var(--quiet); }
  .pager { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; margin-top: 1rem; }
  .pager a, .buttons a { display: inline-block; padding: 0.25rem 0; }
  .filters { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin: 1rem 0; }
  .filters p { margin: 0; max-width: 100%; }
  .filters label { display: block; font-size: 0.875rem; color: var(--quiet); }
  input, select, button { max-width: 100%; min-height: 2.5rem; padding: 0.35rem 0.75rem; border: 1px solid var(--quiet); border-radius: 0.4rem; background: var(--panel); color: var(--text); font: inherit; }
  input[type='search'] { width: 20rem; }
  button { background: var(--text); color: var(--panel); border-color: var(--text); font-weight: 600; cursor: pointer; }
  .copy { min-height: 1.75rem; margin-left: 0.5rem; padding: 0 0.6rem; background: transparent; color: var(--info); border-color: var(--line); font-size: 0.875rem; font-weight: 400; }
  .release { margin-top: 1rem; }
  .steps .choose { width: 4.5rem; }
  input[type='checkbox'] { width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0; padding: 0; vertical-align: middle; accent-color: var(--info); }
  .decide { position: relative; }
  .decide .all { margin: 0.75rem 0; padding-top: 0.75rem; border-top: 1px solid var(--line); }
  .decide .all label { display: inline-flex; align-items: center; gap: 0.6rem; }
  .decide .note label, .until label { display: block; font-size: 0.875rem; color: var(--quiet); }
  textarea { width: 100%; max-width: 48rem; padding: 0.35rem 0.75rem; border: 1px solid var(--quiet); border-radius: 0.4rem; background: var(--panel); color: var(--text); font: inherit; }
  .decisions { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin: 0.75rem 0; }
  .decisions .until { display: flex; flex-wrap: wrap; align-items: end; gap: 0.35rem 0.75rem; }
  .until label { flex-basis: 100%; }
  button.second { background: var(--panel); color: var(--text); }
  .notice { border-color: var(--info); border-left-width: 0.35rem; }
  details ul { margin: 0.35rem 0; padding-left: 1.25rem; }
  .files { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0; padding: 0; list-style: none; }
  .files a { display: inline-block; padding: 0.25rem 0; }
  .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 2rem; }
  .chart { margin: 0; }
  .chart figcaption { font-weight: 600; }
  .chart svg { display: block; width: 100%; max-width: 28rem; height: auto; font: 13px system-ui, sans-serif; }
  .chart .quiet { font-size: 0.875rem; }
  summary { padding: 0.25rem 0; color: var(--info); cursor: pointer; }
  .legend { display: flex; flex-wrap: wrap; gap: 0.15rem 1rem; margin: 0; padding: 0; list-style: none; font-size: 0.875rem; }
  .swatch { display: inline-block; width: 1.1rem; height: 0.8rem; background: var(--colour); }
  .swatch.lines { height: 0; border-top: 3px solid var(--colour); vertical-align: middle; background: none; }
  .swatch.lines.series-2, .swatch.lines.series-4, .swatch.lines.series-5 { border-top-style: dashed; }
  .swatch.lines.series-3, .swatch.lines.series-6 { border-top-style: dotted; }
  .swatch.bars.series-2 { background: repeating-linear-gradient(45deg, var(--colour) 0 4px, var(--panel) 4px 6px); }
  .swatch.bars.series-3 { background: radial-gradient(var(--panel) 1.5px, var(--colour) 2px) 0 0 / 6px 6px; }
  .swatch.bars.series-4 { background: repeating-linear-gradient(-45deg, var(--colour) 0 4px, var(--panel) 4px 6px); }
  .swatch.bars.series-5 { background: repeating-linear-gradient(0deg, var(--colour) 0 3px, var(--panel) 3px 5px); }
  .swatch.bars.series-6 { background: repeating-linear-gradient(90deg, var(--colour) 0 3px, var(--panel) 3px 5px); }
  .series-1 { --colour: var(--series-1); }
  .series-2 { --colour: var(--series-2); }
  .series-3 { --colour: var(--series-3); }
  .series-4 { --colour: var(--series-4); }
  .series-5 { --colour: var(--series-5); }
  .series-6 { --colour: var(--series-6); }
  footer { padding-top: 1rem; }
  @media (max-width: 44rem) {
    header, main, footer, .tabs { padding-left: 1rem; padding-right: 1rem; }
    .head { padding-top: 0.75rem; }
    .tabs a { padding: 0.5rem; }
    .tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .filters p, .filters input, .filters select { width: 100%; }
    .steps .choose, .steps .choose + td { display: inline-block; width: auto; margin-right: 0.6rem; }
    .decisions button { min-width: 6.5rem; }
  }
  @media (forced-colors: active) {
    .badge, .tiles li, section { border: 1px solid; }
  }
  @media print {
    .bar, .tabs, .filters, .pager, .copy, .skip, .decide .choose, .decide .all, .decide .note, .decisions { display: none; }
  }
`;

/** The whole stylesheet as text. */
export const STYLE = `${renderMarkup(PAGE_STYLE).replace(/^<style>|<\/style>$/g, '')}${renderMarkup(OWN)}`;
