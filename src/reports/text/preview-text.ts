// A preview for the terminal: who is whom and why, what would become of whom. Everybody is listed; that is what it is for.
import { GLYPHS, subjectOf } from '../../domain/planning/action.ts';
import type { Preview, PreviewDoubt, PreviewPair } from '../../domain/planning/preview.ts';
import { GUARD_NAMES, type Step } from '../../domain/planning/plan.ts';
import { changesOf, heldBecause, nameOf, reasonOf } from '../words/describe-step.ts';
import { EVIDENCE_NAMES } from '../words/words.ts';
import { BRUSHES } from './brushes.ts';
import { heading, pageOf, paragraph, rows, type Page, type Paint, type Row } from './text-page.ts';

export function renderPreview(preview: Preview, look: { readonly paint: Paint; readonly width: number }): string {
  const page = pageOf(look);
  const { linked, doubtful, created, deactivated, outOfScope, unknown, leftOut } = preview;
  const lines = [
    ...section(page, 'Would be linked', linked, (pair) => pairRow(pair, page.paint)),
    ...doubts(page, doubtful),
    ...steps(page, 'Would be created', created),
    ...steps(page, 'Would be deactivated', deactivated),
    ...steps(page, 'In no mapped group, so deactivated once that is proven', outOfScope),
    ...section(page, 'Unknown to the directory, left as they are', unknown, ({ identifier, name }) =>
      plainRow(identifier, name, ['the directory knows nobody for it']),
    ),
    ...section(page, 'In a mapped group, and nothing is done for now', leftOut, ({ person, why }) =>
      plainRow(person.login, person.name, [why]),
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

/** What holds several of them is said once. */
function steps(page: Page, title: string, list: readonly Step[]): readonly string[] {
  if (list.length === 0) return [];
  const holds = list.flatMap(holdLines);
  const shared = new Set(holds.filter((line, at) => holds.indexOf(line) !== at));
  return [
    heading(page, title, list.length),
    ...[...shared].flatMap((line) => {
      const count = holds.filter((other) => other === line).length;
      return paragraph(page, 2, `${count} ${line}`, page.paint.yellow);
    }),
    ...rows(
      page,
      2,
      list.map((step) => stepRow(step, page.paint, shared)),
    ),
    '',
  ];
}

function pairRow({ person, member, active, evidence, step }: PreviewPair, paint: Paint): Row {
  const whom = `${person.login} by ${evidence.map((one) => EVIDENCE_NAMES[one]).join(', ')}`;
  if (step === null) return plainRow(member.identifier, member.name, [active ? whom : `${whom}; inactive, stays so`]);
  return { ...stepRow(step, paint), name: member.name, lines: [whom, ...stepLines(step, NONE)] };
}

const NONE: ReadonlySet<string> = new Set();

function stepRow(step: Step, paint: Paint, said = NONE): Row {
  const { action } = step;
  return {
    glyph: GLYPHS[action.kind],
    brush: paint[BRUSHES[action.kind]],
    id: subjectOf(action),
    name: nameOf(action),
    digest: null,
    lines: stepLines(step, said),
  };
}

/** What a new member gets is in its profile; of a member that is there, each change counts. `said`: what stands above already. */
function stepLines(step: Step, said: ReadonlySet<string>): readonly string[] {
  const { action } = step;
  return [
    action.kind === 'create' ? `${action.person.login}: ${reasonOf(action)}` : reasonOf(action),
    ...(action.kind === 'create' ? [] : changesOf(action)),
    ...holdLines(step).filter((line) => !said.has(line)),
  ];
}

function holdLines(step: Step): readonly string[] {
  if (step.verdict === 'go') return [];
  return step.holds.map((hold) => `would wait, held by ${GUARD_NAMES[hold.guard]}: ${heldBecause(hold)}`);
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
