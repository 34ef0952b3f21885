// Every file of a finished run, rendered from its report alone.
import type { RunReport } from '../domain/run.ts';
import { renderActionsCsv, renderFindingsCsv } from './csv.ts';
import { renderHtml } from './html/html.ts';
import { renderJson } from './json.ts';
import { renderText } from './text/text.ts';
import { PLAIN } from './text/text-page.ts';

/** Columns of report.txt, which no terminal has told us. */
const TEXT_WIDTH = 100;

/** A rendered file, as the archive stores it. */
interface RenderedFile {
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
}

export function renderRunFiles(report: RunReport): readonly RenderedFile[] {
  return [
    { name: 'report.json', contentType: 'application/json; charset=utf-8', text: renderJson(report) },
    { name: 'report.html', contentType: 'text/html; charset=utf-8', text: renderHtml(report) },
    {
      name: 'report.txt',
      contentType: 'text/plain; charset=utf-8',
      text: renderText(report, { paint: PLAIN, width: TEXT_WIDTH }),
    },
    { name: 'actions.csv', contentType: 'text/csv; charset=utf-8', text: renderActionsCsv(report) },
    { name: 'findings.csv', contentType: 'text/csv; charset=utf-8', text: renderFindingsCsv(report) },
  ];
}
