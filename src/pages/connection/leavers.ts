// Who leaves or has left, each once with the sheet of what hangs on them now, and the first sheet of the day they went.
import type { LeaverSheet } from '../../domain/offboarding/leaver.ts';
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { counted } from '../../reports/words/amounts.ts';
import { afterText, countedKinds, unseenText } from '../../reports/words/describe-duty.ts';
import { tableOfLeavers } from '../../reports/html/html-work.ts';
import { html, type Markup, type MarkupValue } from '../../reports/html/markup.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { REASONS } from '../../reports/words/words.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { instant } from '../run-facts.ts';

export interface LeaversView {
  readonly connection: string;
  /** Reports with leavers, newest first. */
  readonly reports: readonly RunReport[];
  /** How many of the latest runs were looked through. */
  readonly lookedThrough: readonly RunEntry[];
}

interface Seen {
  readonly report: RunReport;
  readonly sheet: LeaverSheet;
}

export function renderLeavers({ connection, reports, lookedThrough }: LeaversView, around: Surroundings): string {
  const leavers = leaversOf(reports);
  const runs = counted(lookedThrough.length, 'latest run', 'latest runs');
  return renderFrame(
    {
      title: `Leavers, ${connection}`,
      heading: html`<h1>Leavers</h1>`,
      lead: html`<p class="lead">
        ${leavers.length === 0 ? 'Nobody' : counted(leavers.length, 'member', 'members')} in the ${runs} over everybody.
        Older sheets are found through the list of runs.
      </p>`,
      main:
        leavers.length === 0
          ? html``
          : html`<section>
              <h2>Who leaves or has left, and what hangs on them</h2>
              ${tableOfLeavers(leavers.map((seen) => row(seen[0], around.links, whenSeen(seen, around.links))))}
            </section>`,
      place: { connection, section: 'leavers' },
    },
    around,
  );
}

/** Each member once, with all of their sheets, newest first; whom the newest run names comes first. */
function leaversOf(reports: readonly RunReport[]): readonly (readonly [Seen, ...Seen[]])[] {
  const seen = reports.flatMap((report) => (report.offboarding?.leavers ?? []).map((sheet) => ({ report, sheet })));
  return [...Map.groupBy(seen, ({ sheet }) => sheet.member.key).values()].flatMap(([newest, ...older]) =>
    newest === undefined ? [] : [[newest, ...older] as const],
  );
}

function whenSeen([newest, ...older]: readonly [Seen, ...Seen[]], links: Links): Markup {
  const first = older.at(-1);
  return html`<p class="quiet">
    as of
    ${instant(newest.report.startedAt)}${first === undefined ? null : html`; first told of in the <a href="${sheetOf(first, links)}">sheet of ${instant(first.report.startedAt)}</a>`}
  </p>`;
}

/** Of one run: the leavers that it tells of. */
export function leaverTable(report: RunReport, sheets: readonly LeaverSheet[], links: Links): Markup {
  return tableOfLeavers(sheets.map((sheet) => row({ report, sheet }, links, null)));
}

function row(seen: Seen, links: Links, when: Markup | null): readonly MarkupValue[] {
  const { sheet } = seen;
  const after = afterText(sheet);
  return [
    html`<a href="${sheetOf(seen, links)}"><bdi>${sheet.member.identifier}</bdi></a>
      <p><bdi>${sheet.person?.name ?? sheet.member.name}</bdi></p>`,
    html`${REASONS[sheet.because ?? 'left-earlier']}${when}`,
    html`${sheet.before.length === 0 ? 'nothing' : countedKinds(sheet.before.map(({ duty }) => duty.kind))}
    ${after === null ? null : html`<p class="quiet"><bdi>${prose(after)}</bdi></p>`}
    ${sheet.unseen.map((one) => html`<p class="warn"><bdi>${prose(unseenText(one))}</bdi></p>`)}`,
  ];
}

function sheetOf({ report, sheet }: Seen, links: Links): string {
  return links.leaver(report.connection, report.run, sheet.member.key);
}
