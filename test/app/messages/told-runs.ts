/** Runs to be told of, and what a chat was told, as lines. */
import { memberKey } from '../../../src/domain/ids.ts';
import type { Message } from '../../../src/domain/messages/message.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { aFinding, aHold, aMemberRef, aPersonRef, aStep } from '../../support/builders/a-step.ts';
import type { TellingDesk } from '../../support/in-memory/telling-desk.ts';

export const limit = aHold('limit-per-run', 'approval', 'Too many.');
export const HELD: Partial<RunReport> = {
  applied: true,
  outcome: 'converged-with-holds',
  steps: [aStep.deactivate({ identifier: 'alee', name: 'Al Lee', holds: [limit] })],
};
export const DONE: Partial<RunReport> = {
  applied: true,
  steps: [
    aStep.create({ identifier: 'cnew', name: 'Cy New', outcome: { kind: 'done', member: memberKey(7), note: null } }),
  ],
};
export const FOUND: Partial<RunReport> = {
  findings: [
    aFinding({ kind: 'member-id-mismatch', members: [aMemberRef({ identifier: 'old', name: 'Mary Clarke' })] }),
    aFinding({ kind: 'guest-excluded', severity: 'know', people: [aPersonRef({ identifier: 'guest', name: 'Gus' })] }),
  ],
};

/** A line each: heading, lines, and how many more. */
export function textOf(message: Message | undefined): readonly string[] {
  return [
    ...(message === undefined ? [] : [message.title]),
    ...(message?.parts ?? []).flatMap(({ heading, lines, more, owner }) => [
      `${heading}${owner === null ? '' : ` [${owner}]`}`,
      ...lines.map((line) => `  ${line}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ]),
  ];
}
export const failing = async ({ ports }: TellingDesk) => {
  const { record } = await ports.messages.records.read(ports.name);
  return (record?.receivers ?? []).filter(({ problem }) => problem !== null).map(({ name }) => name);
};
