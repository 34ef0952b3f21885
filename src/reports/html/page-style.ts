// How the page looks: light and dark, from a phone to a wide screen, and on paper. Nothing is loaded from anywhere.
// Under its own name for the template, so that the formatter leaves one rule a line.
import { html as page } from './markup.ts';

export const PAGE_STYLE = page`<style>
  :root {
    color-scheme: light dark;
    --ground: #f6f7f9;
    --panel: #ffffff;
    --line: #d9dee4;
    --text: #1c2128;
    --quiet: #57606a;
    --good: #17692f;
    --warn: #7d5200;
    --bad: #b3202b;
    --info: #0a58b5;
    --code: #eef1f4;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #0f1318;
      --panel: #171c23;
      --line: #313944;
      --text: #e6eaef;
      --quiet: #a3adb8;
      --good: #5cc979;
      --warn: #dfa93c;
      --bad: #ff8a82;
      --info: #7db5ff;
      --code: #222933;
    }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0;
    background: var(--ground);
    color: var(--text);
    font:
      16px/1.55 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
    overflow-wrap: anywhere;
  }
  header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
  header { padding-top: 2.5rem; }
  h1 { margin: 0.1rem 0 0.5rem; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; }
  h2 { margin: 0 0 0.75rem; font-size: 1.2rem; }
  h3 { margin: 1.5rem 0 0.35rem; font-size: 1rem; }
  h2 + h3, h2 + div > h3:first-child { margin-top: 0; }
  p { margin: 0 0 0.5rem; max-width: 48rem; }
  a { color: var(--info); }
  .eyebrow, .quiet, caption, footer, dt { color: var(--quiet); }
  .eyebrow { font-weight: 600; }
  .lead { font-size: 1.125rem; }
  .good { color: var(--good); }
  .warn { color: var(--warn); }
  .bad { color: var(--bad); }
  .info { color: var(--info); }
  .tiles { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
  .tiles li { flex: 1 1 8rem; padding: 0.75rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 0.6rem; }
  .tiles strong { display: block; font-size: 1.6rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
  section { margin: 1.25rem 0; padding: 1.25rem 1.5rem; background: var(--panel); border: 1px solid var(--line); border-radius: 0.6rem; }
  table { width: 100%; border-collapse: collapse; }
  caption { padding-bottom: 0.35rem; text-align: left; font-size: 0.875rem; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table + p { margin-top: 0.75rem; }
  th, td { padding: 0.5rem 1rem 0.5rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
  th:last-child, td:last-child { padding-right: 0; }
  thead th { border-top: 0; padding-top: 0; color: var(--quiet); font-size: 0.8125rem; font-weight: 600; }
  tbody th { font-weight: 600; }
  th p, td p { margin: 0; }
  th p { font-weight: 400; }
  thead th { overflow-wrap: normal; }
  .word { display: inline-block; max-width: 100%; }
  .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .steps { table-layout: fixed; }
  .steps .action { width: 8.5rem; }
  .steps .member { width: 9.5rem; }
  .steps .person { width: 11rem; }
  .stacked th, .stacked td { overflow-wrap: normal; }
  .stacked bdi { overflow-wrap: anywhere; }
  .stacked th[scope='row'] { min-width: 10rem; }
  time { white-space: nowrap; }
  .reason { margin-bottom: 0.75rem; padding-left: 0.75rem; border-left: 0.25rem solid var(--warn); }
  .work { table-layout: fixed; }
  .work th:first-child { width: 62%; }
  h3.kind::first-letter { text-transform: uppercase; }
  .glyph { display: inline-block; width: 1.1em; font: 700 1em ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
  td ul, .findings { margin: 0; padding: 0; list-style: none; }
  .findings li { padding: 0.4rem 0; border-top: 1px solid var(--line); }
  .findings p { margin: 0; }
  .advice { color: var(--quiet); }
  .advice::before { content: '→ '; }
  code, pre { font: 0.875rem/1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
  pre { margin: 0.25rem 0 1rem; padding: 0.6rem 0.85rem; background: var(--code); border-radius: 0.4rem; white-space: pre-wrap; }
  section > :last-child, section > div:last-child > :last-child { margin-bottom: 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.5rem; margin: 0; }
  dd { margin: 0; }
  .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(27rem, 100%), 1fr)); gap: 1.25rem; margin: 1.25rem 0; }
  .columns section { margin: 0; }
  footer { padding-bottom: 2.5rem; font-size: 0.875rem; }
  @media (max-width: 56rem) {
    .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .stacked, .stacked caption, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; }
    .stacked tr { padding: 0.6rem 0; border-top: 1px solid var(--line); }
    .stacked th, .stacked td { padding: 0; border: 0; text-align: left; overflow-wrap: anywhere; }
    .stacked td:empty { display: none; }
    .stacked td[data-name]::before { content: attr(data-name) ' '; content: attr(data-name) ' ' / ''; color: var(--quiet); font-size: 0.875rem; }
    .stacked td.number { display: inline-block; margin-right: 1rem; }
  }
  @media (max-width: 44rem) {
    header, main, footer { padding-left: 1rem; padding-right: 1rem; }
    header { padding-top: 1.5rem; }
    h1 { font-size: 1.6rem; }
    section { padding: 1rem; }
    .tiles li { flex-basis: 6.5rem; padding: 0.5rem 0.75rem; }
    .steps thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .steps, .steps tbody, .steps tr, .steps th, .steps td { display: block; width: auto; }
    .steps caption { display: block; }
    .steps tr { padding: 0.6rem 0; border-top: 1px solid var(--line); }
    .steps th, .steps td { padding: 0; border: 0; }
    .steps td:first-child, .steps th { display: inline-block; margin-right: 0.5rem; }
    dl { grid-template-columns: 1fr; gap: 0; }
    dd { margin-bottom: 0.5rem; }
  }
  @media print {
    :root {
      color-scheme: light;
      --ground: #ffffff;
      --panel: #ffffff;
      --line: #c4cad1;
      --text: #000000;
      --quiet: #444c55;
      --good: #17692f;
      --warn: #7d5200;
      --bad: #b3202b;
      --info: #0a58b5;
      --code: #f2f4f6;
    }
    body { font-size: 10.5pt; }
    header, main, footer { max-width: none; padding: 0; }
    section { padding: 0; border: 0; }
    h2, h3, caption { break-after: avoid; }
    tr, .findings li, pre, .tiles { break-inside: avoid; }
  }
</style>`;
