// The frame of every page: where one is, who one is taken for, and the way to everything else.
import { html, renderMarkup, type Markup } from '../reports/html/markup.ts';
import type { Links, Section } from './page-links.ts';
import { sectionTabs } from './section-tabs.ts';

/** Whom a page is shown to, and why they may see it. */
export type Viewer =
  | { readonly kind: 'signed-in'; readonly name: string }
  /** Whoever sits at this machine. */
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'key' };

/** What all pages of one answer share. */
export interface Surroundings {
  readonly links: Links;
  /** null: the page is a refusal, which may come before it is known who asks. */
  readonly viewer: Viewer | null;
  /** File names, with the hash of what is in them. */
  readonly assets: { readonly style: string; readonly script: string };
}

export interface PageParts {
  /** Without the name of the program. */
  readonly title: string;
  readonly heading: Markup;
  readonly lead: Markup | null;
  readonly main: Markup;
  /** Which connection it is about, and which of its pages; null: none. */
  readonly place: { readonly connection: string; readonly section: Section | null } | null;
}

export function renderFrame({ title, heading, lead, main, place }: PageParts, around: Surroundings): string {
  const { links, assets, viewer } = around;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Rollcall</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${links.asset(assets.style)}" />
        <script src="${links.asset(assets.script)}" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="bar">
          <p><a class="brand" href="${links.overview}">Rollcall</a></p>
          ${viewer === null ? null : html`<p class="viewer">${viewerText(viewer)}</p>`}
        </header>
        ${place === null ? null : sectionTabs(links, place)}
        <main id="main" tabindex="-1">
          <div class="head">
            ${place === null || place.section === 'home' ? null : html`<p class="eyebrow">${place.connection}</p>`}
            ${heading} ${lead}
          </div>
          ${main}
        </main>
        <footer>
          <p>
            These pages read what the runs have stored, and both sides where somebody looks at a person now. They write
            nothing to the directory, and to the PSA only what somebody approves here.
          </p>
        </footer>
      </body>
    </html>`;
  return `${tidy(renderMarkup(page))}\n`;
}

function viewerText(viewer: Viewer): Markup {
  switch (viewer.kind) {
    case 'signed-in':
      return html`Signed in as <bdi>${viewer.name}</bdi>`;
    case 'local':
      return html`On this machine; you are taken for <bdi>${viewer.name}</bdi>`;
    case 'key':
      return html`Let in by a function key; nobody is signed in`;
  }
}

/** The indentation of the templates is for whoever reads their source. Escaped values hold no `<` or `>`. */
function tidy(page: string): string {
  return page
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\s+/g, ' ').replace(/ >$/, '>'))
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n');
}
