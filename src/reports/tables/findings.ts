// findings: what no write cures.
import type { Finding } from '../../domain/planning/finding.ts';
import { FINDING_NAMES, SEVERITY_NAMES } from '../words/words.ts';
import { joined, tableOf, type Column } from './table.ts';

/** One row per finding, in the plan's order; several people or members share a cell. */
const COLUMNS: readonly Column<Finding>[] = [
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
];

export const FINDINGS = tableOf(COLUMNS, ({ findings }) => findings, 'detail');
