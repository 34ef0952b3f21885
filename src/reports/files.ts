// Every file of a finished run, rendered from its report alone.
import type { RunReport } from '../domain/runs/run.ts';
import { leaverFile } from '../domain/runs/run-files.ts';
import { renderLeaver } from './html/html-leaver.ts';
import { renderHtml } from './html/html.ts';
import { renderJson } from './json.ts';
import { renderCsv } from './tables/csv.ts';
import { RUN_TABLES } from './tables/run-tables.ts';
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
    ...Object.entries(RUN_TABLES).map(([name, table]) => ({
      name: `${name}.csv`,
      contentType: CSV,
      text: renderCsv(table, report),
    })),
    ...(report.offboarding?.leavers ?? []).map((sheet) => ({
      name: leaverFile(sheet.member.key),
      contentType: HTML,
      text: renderLeaver(report, sheet),
    })),
  ];
}
