/** The names of a run's files: what the archive stores, what may be downloaded, and what the pages refer to. */
import type { MemberKey } from '../ids.ts';
import type { RunReport } from './run.ts';

/** What every run may have, in the order in which they are offered. */
const FIXED = [
  'report.html',
  'report.json',
  'report.txt',
  'actions.csv',
  'findings.csv',
  'work.csv',
  'orphans.csv',
  'seats.csv',
  'plan.json',
  'undo.json',
  'decisions.json',
] as const;
/** Drawn from report.json whenever somebody asks for it, and never stored. */
export const WORKBOOK = 'report.xlsx';
const LEAVER = /^leaver-[1-9]\d{0,15}\.html$/;

export function leaverFile(member: MemberKey): string {
  return `leaver-${member}.html`;
}

/** Whether a file of this name can be stored with a run; nothing else is ever stored or looked for, so no text from outside becomes part of a path. */
export function isRunFile(name: string): boolean {
  return FIXED.some((fixed) => fixed === name) || LEAVER.test(name);
}

/** Pages are shown; everything else is saved. */
export function isPage(name: string): boolean {
  return name.endsWith('.html');
}

/** Who decided what about the steps of the run, or had it carried out by it; it comes when somebody decides. */
export const DECISIONS_FILE = 'decisions.json';

/** The files that this very run has, but for those that only the archive knows of: the undo file and the decisions. */
export function runFileNames({ offboarding, planDigest }: RunReport): readonly string[] {
  const leavers = (offboarding?.leavers ?? []).map(({ member }) => leaverFile(member.key));
  const stored = FIXED.filter(
    (name) => name !== 'undo.json' && name !== DECISIONS_FILE && (name !== 'plan.json' || planDigest !== null),
  );
  return [WORKBOOK, ...stored, ...leavers];
}

/** `report.json, actions.csv … and seats.csv` */
export function machineFiles(): string {
  const names = FIXED.filter((name) => name === 'report.json' || name.endsWith('.csv'));
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
