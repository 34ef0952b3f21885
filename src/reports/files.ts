// Every file of a finished run, rendered from its report alone.
import type { RunReport } from '../domain/run.ts';
import { renderActionsCsv } from './csv/actions.ts';
import { renderFindingsCsv } from './csv/findings.ts';
import { renderSeatsCsv } from './csv/seats.ts';
import { renderOrphansCsv, renderWorkCsv } from './csv/work.ts';
import { leaverFile } from '../domain/run-files.ts';
import { renderLeaver } from './html/html-leaver.ts';
import { renderHtml } from './html/html.ts';
import { renderJson } from './json.ts';
import { renderText } from './text/text.ts';
import { PLAIN } from './text/text-page.ts';

/** Columns of report.txt, which no terminal has told us. */
const TEXT_WIDTH = 100;

const CSV = 'text/csv; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

/** A rendered file, as the archive stores it. */
interface RenderedFile {
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
}

export function renderRunFiles(report: RunReport): readonly RenderedFile[] {
  return [
    { name: 'report.json', contentType: 'application/json; charset=utf-8', text: renderJson(report) },
    { name: 'report.html', contentType: HTML, text: renderHtml(report) },
    {
      name: 'report.txt',
      contentType: 'text/plain; charset=utf-8',
      text: renderText(report, { paint: PLAIN, width: TEXT_WIDTH }),
    },
    { name: 'actions.csv', contentType: CSV, text: renderActionsCsv(report) },
    { name: 'findings.csv', contentType: CSV, text: renderFindingsCsv(report) },
    { name: 'work.csv', contentType: CSV, text: renderWorkCsv(report) },
    { name: 'orphans.csv', contentType: CSV, text: renderOrphansCsv(report) },
    { name: 'seats.csv', contentType: CSV, text: renderSeatsCsv(report) },
    ...(report.offboarding?.leavers ?? []).map((sheet) => ({
      name: leaverFile(sheet.member.key),
      contentType: HTML,
      text: renderLeaver(report, sheet),
    })),
  ];
}
