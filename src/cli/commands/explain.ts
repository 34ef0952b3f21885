/** rollcall explain PERSON: why this person's member is, or will be, as it is. Writes nothing anywhere. */
import { openSession, type CommonOptions } from '../session.ts';
import { wrap } from '../../reports/text/columns.ts';
import type { ExitCode } from '../exit-code.ts';
import { explainPerson } from '../../app/look/explain-person.ts';
import type { Explanation } from '../../domain/planning/explanation.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { toTheMinute } from '../../reports/words/describe-step.ts';
import { EXPLANATION_NAMES } from '../../reports/words/words.ts';
import type { Terminal } from '../terminal.ts';

export async function explain(person: string, options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const explanation = await explainPerson(ports, person);
  terminal.print(
    options.json === true ? `${JSON.stringify(explanation, null, 2)}\n` : renderExplanation(explanation, terminal),
  );
  return 0;
}

const INDENT = 10;

function renderExplanation(explanation: Explanation, { paint, width }: Terminal): string {
  const room = Math.max(40, Math.min(120, width) - INDENT);
  const lines = explanation.steps.flatMap(({ step, answer, details }) => [
    ...wrap(prose(toTheMinute(answer)), room).map(
      (line, index) => (index === 0 ? paint.bold(EXPLANATION_NAMES[step].padEnd(INDENT)) : ' '.repeat(INDENT)) + line,
    ),
    ...details.flatMap((detail) =>
      wrap(prose(toTheMinute(detail)), room).map((line) => ' '.repeat(INDENT) + paint.dim(line)),
    ),
  ]);
  return `${lines.join('\n')}\n`;
}
