// The way from each page of a connection to its others.
import { html, type Markup } from '../reports/html/markup.ts';
import { SECTIONS, type Links, type Section } from './page-links.ts';

const SECTION_NAMES = {
  home: 'Overview',
  runs: 'Runs',
  waiting: 'Waiting',
  findings: 'Findings',
  orphans: 'Orphaned work',
  seats: 'Seats',
  leavers: 'Leavers',
  people: 'People',
} as const satisfies Record<Section, string>;

/** `section` null: a page below one of them. */
export function sectionTabs(
  links: Links,
  { connection, section }: { readonly connection: string; readonly section: Section | null },
): Markup {
  return html`<nav class="tabs" aria-label="Pages of ${connection}">
    <ul>
      <li><a href="${links.overview}">All connections</a></li>
      ${SECTIONS.map((one) => {
        const address = links.section(connection, one);
        return one === section
          ? html`<li><a href="${address}" aria-current="page">${SECTION_NAMES[one]}</a></li>`
          : html`<li><a href="${address}">${SECTION_NAMES[one]}</a></li>`;
      })}
    </ul>
  </nav>`;
}
