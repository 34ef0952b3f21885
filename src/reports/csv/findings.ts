// findings.csv: what no write cures.
import type { Finding } from '../../domain/finding.ts';
import type { RunReport } from '../../domain/run.ts';
import { joined, renderCsv, RUN_COLUMNS, type Column } from './csv.ts';
import { FINDING_NAMES, SEVERITY_NAMES } from '../words.ts';

/** One row per finding, in the plan's order; several people or members share a cell. */
const FINDING_COLUMNS: readonly Column<Finding>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['severity', (finding) => SEVERITY_NAMES[finding.severity]],
  ['finding', (finding) => FINDING_NAMES[finding.kind]],
  ['member_ids', (finding) => joined(finding.members.map((member) => member.identifier))],
  [
    'names',
    (finding) => joined((finding.people.length > 0 ? finding.people : finding.members).map(({ name }) => name)),
  ],
  ['logins', (finding) => joined(finding.people.map((person) => person.login))],
  ['detail', (finding) => finding.detail],
  ['advice', (finding) => finding.advice],
  ['member_records', (finding) => joined(finding.members.map((member) => String(member.key)))],
  ['person_ids', (finding) => joined(finding.people.map((person) => person.id))],
  ['kind', (finding) => finding.kind],
  ...RUN_COLUMNS,
];

export function renderFindingsCsv(report: RunReport): string {
  return renderCsv(FINDING_COLUMNS, report.findings, report);
}
