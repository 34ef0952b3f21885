// The frame of every page. No script, nothing loaded, every value escaped.
import { html, renderMarkup, type Markup } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface PageParts {
  readonly title: string;
  /** Above the heading: where one is. */
  readonly eyebrow: string;
  readonly heading: Markup;
  readonly lead: Markup;
  readonly main: Markup;
  readonly foot: string;
}

export function renderPage({ title, eyebrow, heading, lead, main, foot }: PageParts): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${PAGE_STYLE}
      </head>
      <body>
        <header>
          <p class="eyebrow">${eyebrow}</p>
          ${heading} ${lead}
        </header>
        <main>${main}</main>
        <footer>
          <p>${foot}</p>
        </footer>
      </body>
    </html>`;
  return `${tidy(renderMarkup(page))}\n`;
}

/** The indentation of the templates, and breaks within their tags, are for whoever reads their source. Escaped values hold no `<` or `>`. */
function tidy(page: string): string {
  return page
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\s+/g, ' ').replace(/ >$/, '>'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
