/** rollcall explain PERSON: why this person's member is, or will be, as it is. Writes nothing anywhere. */
import { openSession, type CommonOptions } from '../session.ts';
import { wrap } from '../../reports/text/columns.ts';
import type { ExitCode } from '../exit-code.ts';
import { explainPerson } from '../../app/look/explain-person.ts';
import type { Explanation, ExplanationStep } from '../../domain/planning/explanation.ts';
import { prose } from '../../reports/words/safe-text.ts';
import type { Terminal } from '../terminal.ts';

export async function explain(person: string, options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const explanation = await explainPerson(ports, person);
  terminal.print(
    options.json === true ? `${JSON.stringify(explanation, null, 2)}\n` : renderExplanation(explanation, terminal),
  );
  return 0;
}

const TITLES = {
  source: 'Source',
  scope: 'Scope',
  match: 'Match',
  decision: 'Decision',
  guards: 'Guards',
  next: 'Next',
} as const satisfies Record<ExplanationStep['step'], string>;

const INDENT = 10;

function renderExplanation(explanation: Explanation, { paint, width }: Terminal): string {
  const room = Math.max(40, Math.min(120, width) - INDENT);
  const lines = explanation.steps.flatMap(({ step, answer, details }) => [
    ...wrap(prose(answer), room).map(
      (line, index) => (index === 0 ? paint.bold(TITLES[step].padEnd(INDENT)) : ' '.repeat(INDENT)) + line,
    ),
    ...details.flatMap((detail) => wrap(prose(detail), room).map((line) => ' '.repeat(INDENT) + paint.dim(line))),
  ]);
  return `${lines.join('\n')}\n`;
}
