/** Plays one hostile circumstance on the small company with work waiting, and holds what came of it against what should. */
import { expect } from 'vitest';
import { runConnection } from '../../../src/app/run/run.ts';
import type { RunOutcome, RunReport } from '../../../src/domain/runs/run.ts';
import { renderRunFiles } from '../../../src/reports/files.ts';
import { SANDBOX_CREDENTIALS, type Fault, type SandboxSystem } from '../../../src/sandbox/context.ts';
import { hired, NAMES, openCompany, storyOf, type Change, type Company, type DirectoryKind } from '../company.ts';

export interface Trouble {
  /** The circumstance and what comes of it, as the name of its test. */
  readonly name: string;
  /** Laid over the connection after the sound run. */
  readonly change?: Change;
  /** What goes wrong, with work waiting. */
  readonly arrange?: (company: Company) => void;
  /** Absent: a sound run came before, and the usual work waits. `nothing`: no run came before. `a quiet day`: no work waits. */
  readonly after?: 'nothing' | 'a quiet day';
  readonly outcome: RunOutcome;
  /** Each is found in what the report tells: place, value, what to do next. */
  readonly says: readonly RegExp[];
  /** As `storyOf` tells them; absent: none. */
  readonly steps?: readonly string[];
  /** Steps on one and the same Member ID: which comes first is their digests' business. */
  readonly anyOrder?: true;
  /** Requests that write, in their order, with Member IDs; absent: none reached the PSA. */
  readonly writes?: readonly string[];
  /** What else has to hold. */
  readonly proves?: (company: Company, report: RunReport) => void | Promise<void>;
}

/** What a sound run makes of the work that waits, and what it sends. */
export const SOUND = [
  'deactivate ssawyer: done',
  'deactivate stobin: done',
  'update squinn: done',
  'create sunderwood: done',
] as const;
export const SOUND_WRITES = [
  'POST /system/members/ssawyer/deactivate',
  'POST /system/members/stobin/deactivate',
  'PATCH /system/members/squinn',
  'POST /system/members',
] as const;

/** The work that rests on no absence, when the group was read; the leaver who is only out of it waits. */
export const PRESENT = ['deactivate ssawyer: held by source-integrity', ...SOUND.slice(1)] as const;
export const PRESENT_WRITES = SOUND_WRITES.slice(1);

/** Everybody's departure held by these guards, but that of the one who is disabled and so surely gone. */
export function massHeldBy(guards: string, names: readonly string[] = NAMES.slice(0, -1)): readonly string[] {
  const held = names.map((name) => `deactivate s${name.toLowerCase()}: held by ${guards}`);
  return [...held, 'deactivate stobin: done'];
}
export const TOBIN_ONLY = ['POST /system/members/stobin/deactivate'] as const;

export async function play(directory: DirectoryKind, trouble: Trouble): Promise<void> {
  const company = await openCompany(directory, 'folder');
  try {
    if (trouble.after !== 'nothing') await company.run(false);
    if (trouble.after !== 'a quiet day') aBusyDay(company);
    if (trouble.change !== undefined) company.configure(trouble.change);
    trouble.arrange?.(company);
    company.sandbox.clearTraffic();

    const report = await company.run(true);

    const told = wordsOf(report);
    const inOrder = (steps: readonly string[]) => (trouble.anyOrder === true ? [...steps].sort() : steps);
    expect({ outcome: report.outcome, steps: inOrder(storyOf(report)), writes: writesOf(company) }, told).toEqual({
      outcome: trouble.outcome,
      steps: inOrder(trouble.steps ?? []),
      writes: trouble.writes ?? [],
    });
    for (const words of trouble.says) expect(told).toMatch(words);
    // A sentence that stands twice was put together from two halves that both had it.
    expect(report.summary).not.toMatch(/(\S.{15,}\.) \1/);
    expectNoSecrets(company, report, Object.values(trouble.change?.env ?? {}));
    await trouble.proves?.(company, report);
  } finally {
    await company.stop();
  }
}

/** A run that writes while the clock of this machine shows this instant. */
export async function runAt(company: Company, instant: Date): Promise<RunReport> {
  const ports = await company.ports();
  const request = { trigger: { kind: 'timer', by: 'scenario' }, apply: true, deadline: null } as const;
  const result = await runConnection({ ...ports, clock: { ...ports.clock, now: () => instant } }, request);
  if (result.kind === 'busy') throw new Error('Nobody else runs here');
  return result.report;
}

/** A leaver who is disabled, one who is only out of the group, a new first name, a starter. */
export function aBusyDay(company: Company): void {
  company.person('Tobin').state = 'disabled';
  const { id } = company.person('Sawyer');
  company.group().people = company.group().people.filter((one) => one !== id);
  Object.assign(company.person('Quinn'), { firstName: 'Samantha', displayName: 'Samantha Quinn' });
  hired(company.sandbox.world, 'Underwood', company.group());
}

function directorySystem(company: Company): Exclude<SandboxSystem, 'psa'> {
  return company.directory === 'entra' ? 'graph' : 'okta';
}

/** The list of the group's people, in either directory. */
export const PEOPLE = /transitiveMembers|\/groups\/[^/]+\/users/;
export const MEMBERS = /system\/members\?/;

export const SIGN_IN_PAGE = {
  kind: 'answer',
  status: 200,
  body: '<!doctype html><title>Sign in</title>',
  headers: { 'content-type': 'text/html' },
} as const satisfies Fault['effect'];

/** A fault of the directory that stays, unless `more` says otherwise. */
export function directoryFault(path: RegExp, effect: Fault['effect'], more: Partial<Fault> = {}) {
  return (company: Company): void => {
    company.sandbox.addFault({ system: directorySystem(company), path, times: Infinity, effect, ...more });
  };
}

/** A fault of the PSA that stays, unless `more` says otherwise. */
export function psaFault(path: RegExp, effect: Fault['effect'], more: Partial<Fault> = {}) {
  return (company: Company): void => {
    company.sandbox.addFault({ system: 'psa', path, times: Infinity, effect, ...more });
  };
}

/** `company.writes()` with Member IDs in place of record ids. */
export function writesOf(company: Company): readonly string[] {
  return company
    .writes()
    .map((write) => write.replace(/\d+/, (id) => company.sandbox.world.members.get(Number(id))?.identifier ?? id));
}

/** Every sentence of a report. */
function wordsOf(report: RunReport): string {
  return [
    report.summary,
    ...report.source.problems.map((problem) => `${problem.place}: ${problem.detail}`),
    ...report.findings.flatMap((finding) => [`${finding.kind}: ${finding.detail}`, finding.advice]),
    ...report.steps.flatMap((step) => [
      ...(step.verdict === 'hold' ? step.holds.map((hold) => `${hold.guard}: ${hold.why}`) : []),
      ...(step.outcome !== null && 'detail' in step.outcome ? [step.outcome.detail] : []),
      ...(step.outcome?.kind === 'done' ? [step.outcome.note ?? ''] : []),
    ]),
  ].join('\n');
}

/** In no file of the run, and in no line of the log, whatever its level. */
export function expectNoSecrets(company: Company, report: RunReport, others: readonly string[] = []): void {
  const { psa, graphToken, oktaToken } = SANDBOX_CREDENTIALS;
  const shown = [company.logged(), ...renderRunFiles(report).map((file) => file.text)].join('\n');
  const basic = btoa(`${psa.companyId}+${psa.publicKey}:${psa.privateKey}`);
  const secrets = [psa.publicKey, psa.privateKey, psa.clientId, basic, graphToken, oktaToken, ...others];
  expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
}
