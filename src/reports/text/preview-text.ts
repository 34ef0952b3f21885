// A preview for the terminal: who is whom and why, what would become of whom. Everybody is listed; that is what it is for.
import { GLYPHS, subjectOf, type ActionKind } from '../../domain/action.ts';
import type { Preview, PreviewDoubt, PreviewPair } from '../../domain/preview.ts';
import type { Step } from '../../domain/plan.ts';
import { changesOf, heldBecause, nameOf, reasonOf } from '../describe-step.ts';
import { EVIDENCE_NAMES, GUARD_NAMES } from '../words.ts';
import { heading, pageOf, paragraph, rows, type Page, type Paint, type Row } from './text-page.ts';

const BRUSHES = {
  create: 'green',
  reactivate: 'cyan',
  update: 'yellow',
  deactivate: 'red',
  reassign: 'cyan',
} as const satisfies Record<ActionKind, keyof Paint>;

export function renderPreview(preview: Preview, look: { readonly paint: Paint; readonly width: number }): string {
  const page = pageOf(look);
  const { linked, doubtful, created, deactivated, outOfScope, unknown } = preview;
  const lines = [
    ...section(page, 'Would be linked', linked, (pair) => pairRow(pair, page.paint)),
    ...doubts(page, doubtful),
    ...section(page, 'Would be created', created, (step) => stepRow(step, page.paint)),
    ...section(page, 'Would be deactivated', deactivated, (step) => stepRow(step, page.paint)),
    ...section(page, 'In no mapped group', outOfScope, (step) => stepRow(step, page.paint)),
    ...section(page, 'Unknown to the directory, left as they are', unknown, ({ identifier, name }) =>
      plainRow(identifier, name, ['no person in the directory has any of its addresses']),
    ),
    ...sources(page, preview),
    summary(preview),
  ];
  return `${lines.join('\n')}\n`;
}

function section<Item>(
  page: Page,
  title: string,
  items: readonly Item[],
  toRow: (item: Item) => Row,
): readonly string[] {
  return items.length === 0 ? [] : [heading(page, title, items.length), ...rows(page, 2, items.map(toRow)), ''];
}

function pairRow({ person, member, active, evidence, step }: PreviewPair, paint: Paint): Row {
  const whom = `${person.login} by ${evidence.map((one) => EVIDENCE_NAMES[one]).join(', ')}`;
  if (step === null) return plainRow(member.identifier, member.name, [active ? whom : `${whom}; inactive, stays so`]);
  return { ...stepRow(step, paint), name: member.name, lines: [whom, ...stepLines(step)] };
}

function stepRow(step: Step, paint: Paint): Row {
  const { action } = step;
  return {
    glyph: GLYPHS[action.kind],
    brush: paint[BRUSHES[action.kind]],
    id: subjectOf(action),
    name: nameOf(action),
    digest: null,
    lines: stepLines(step),
  };
}

/** What a new member gets is in its profile; of a member that is there, each change counts. */
function stepLines(step: Step): readonly string[] {
  const { action } = step;
  return [
    action.kind === 'create' ? `${action.person.login}: ${reasonOf(action)}` : reasonOf(action),
    ...(action.kind === 'create' ? [] : changesOf(action)),
    ...(step.verdict === 'go'
      ? []
      : step.holds.map((hold) => `would wait, held by ${GUARD_NAMES[hold.guard]}: ${heldBecause(hold)}`)),
  ];
}

function plainRow(id: string, name: string, lines: readonly string[]): Row {
  return { glyph: '=', brush: (text) => text, id, name, digest: null, lines };
}

function doubts(page: Page, list: readonly PreviewDoubt[]): readonly string[] {
  if (list.length === 0) return [];
  return [
    heading(page, 'Not clear who is who; nothing would be written', list.length),
    ...list.flatMap(({ people, members, why }) => [
      ...paragraph(page, 2, why, page.paint.yellow),
      ...paragraph(page, 4, `people: ${people.map(({ login }) => login).join(', ')}`),
      ...paragraph(page, 4, `members: ${members.map(({ identifier }) => identifier).join(', ')}`),
    ]),
    '',
  ];
}

function sources(page: Page, { integrity }: Preview): readonly string[] {
  if (integrity.length === 0) return [];
  return [
    heading(page, 'The sources cannot be trusted as they are', integrity.length),
    ...integrity.flatMap(({ detail }) => paragraph(page, 2, detail, page.paint.yellow)),
    '',
  ];
}

function summary(preview: Preview): string {
  const { linked, doubtful, created, deactivated, outOfScope, unknown } = preview;
  const changed = linked.filter(({ step }) => step !== null).length;
  return (
    `${preview.people} people in the mapped groups, ${preview.members} members: ` +
    `${linked.length} linked (${changed} of them changed), ${doubtful.length} unclear, ${created.length} created, ` +
    `${deactivated.length} deactivated, ${outOfScope.length} in no mapped group, ${unknown.length} unknown.`
  );
}
