/** One leaver's sheet at the command line, out of a stored run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage } from '../../../src/runtime/compose/open-storage.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { renderRunFiles } from '../../../src/reports/files.ts';
import { renderJson } from '../../../src/reports/json.ts';
import { runReportSchema } from '../../../src/reports/schema/schema.ts';
import { aReportWithWork } from '../../support/builders/a-leaver.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { openDesk, type Desk } from '../open-desk.ts';

const report = aReportWithWork();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const { archive, store } = await openStorage({ kind: 'folder', path: desk.storage });
  await store.prepare();
  await archive.storeRun(report.connection, runEntry(report, digestOfText(renderJson(report))), renderRunFiles(report));
});
afterAll(async () => {
  await desk.stop();
});

const show = async (...more: readonly string[]) => desk.run(['show', 'latest', '--leaver', ...more]);

test.each(['jsmith', 'JSmith', 'jsmith@harborpine.example', String(report.offboarding!.leavers[0]!.member.key)])(
  '%s is found, with every duty and what deactivation does not do',
  async (which) => {
    const { code, out, err } = await show(which);

    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(out).toMatch(/^ {2}> jsmith \(Jane Smith\): account disabled in the directory\n/);
    expect(out).toContain('Knowledge base articles · 3 · stays as it is');
    expect(out).toContain('→ Revoke them there.');
    expect(out).not.toContain('Open tickets that lie with nobody');
  },
);

test('--json prints the sheet and nothing else', async () => {
  expect(JSON.parse((await show('jsmith', '--json')).out)).toEqual(report.offboarding!.leavers[0]);
});

test('somebody without a sheet is refused, and whoever has one is named', async () => {
  expect(await show('nobody')).toMatchObject({
    code: 1,
    out: '',
    err: `Error  Run ${report.run} has no leaver's sheet of "nobody". There are sheets of jsmith.`,
  });
});

test('of a run in which nobody left, it is said that nobody has a sheet', async () => {
  const { run } = runReportSchema.parse(JSON.parse((await desk.run(['plan', '--json'])).out));

  expect(await show('jsmith')).toMatchObject({
    code: 1,
    out: '',
    err: `Error  Run ${run} has no leaver's sheet of "jsmith". Nobody has one in that run.`,
  });
});
