// Long lists, a page at a time: which rows, and the links to the next ones.
import { grouped } from '../reports/words/amounts.ts';
import { html, type Markup } from '../reports/html/markup.ts';

/** Rows of one page. */
export const ROWS = 100;

export interface Slice<Row> {
  readonly rows: readonly Row[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** `page`: as asked for; one beyond the last shows the last. */
export function sliceOf<Row>(all: readonly Row[], page: number): Slice<Row> {
  const pages = Math.max(1, Math.ceil(all.length / ROWS));
  const shown = Math.min(Math.max(1, page), pages);
  return { rows: all.slice((shown - 1) * ROWS, shown * ROWS), page: shown, pages, total: all.length };
}

/** The page that a query asks for; what is no page is the first. */
export function pageAsked(text: string | null): number {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** null: all fits on one page. */
export function pager<Row>({ page, pages, total }: Slice<Row>, addressOf: (page: number) => string): Markup | null {
  if (pages === 1) return null;
  const last = Math.min(page * ROWS, total);
  return html`<nav class="pager" aria-label="Pages of the list">
    ${page > 1 ? html`<a rel="prev" href="${addressOf(page - 1)}">Previous ${ROWS}</a>` : null}
    <span>${grouped((page - 1) * ROWS + 1)} to ${grouped(last)} of ${grouped(total)}</span>
    ${page < pages ? html`<a rel="next" href="${addressOf(page + 1)}">Next ${Math.min(ROWS, total - last)}</a>` : null}
  </nav>`;
}
