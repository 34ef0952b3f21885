// A leaver's sheet in the frame of the pages; it says the same as the stored leaver-….html.
import type { LeaverSheet } from '../domain/offboarding/leaver.ts';
import { leaverFile } from '../domain/runs/run-files.ts';
import type { RunReport } from '../domain/runs/run.ts';
import { leaverContent } from '../reports/html/html-leaver.ts';
import { html } from '../reports/html/markup.ts';
import { renderFrame, type Surroundings } from './frame.ts';

export function renderLeaverPage(report: RunReport, sheet: LeaverSheet, around: Surroundings): string {
  const { connection, run } = report;
  const { heading, lead, main } = leaverContent(report, sheet, around.links.run(connection, run));
  const name = leaverFile(sheet.member.key);
  return renderFrame(
    {
      title: `${sheet.member.identifier}, leaver, ${connection}`,
      heading,
      lead: html`${lead}
        <p>
          <a href="${around.links.person(connection, sheet.person?.id ?? sheet.member.identifier)}"
            >What the runs say of them</a
          >
          · <a href="${around.links.file(connection, run, name)}">${name}</a>, to print or to pass on
        </p>`,
      main,
      place: { connection, section: null },
    },
    around,
  );
}
