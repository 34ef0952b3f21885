/** What a digest says, when it is sent, and what becomes of one that was lost. */
import { describe, expect, test } from 'vitest';
import { tell } from '../../../src/app/messages/tell.ts';
import { aStep } from '../../support/builders/a-step.ts';
import { aTellingDesk, DELIVERED, UNDELIVERED } from '../../support/in-memory/telling-desk.ts';
import { DONE, failing, FOUND, HELD, textOf } from './told-runs.ts';

describe('a digest', () => {
  async function opened(over: Parameters<typeof aTellingDesk>[0] = {}) {
    const desk = aTellingDesk(over, { atOnce: false, digest: { every: 'hourly' } });
    await desk.ran({});
    await tell(desk.ports);
    return desk;
  }

  test('lists what waits, what was done and what was found, once', async () => {
    const desk = await opened({ owners: { 'member-id-mismatch': 'Rosa Delgado' } });
    await desk.ran(DONE);
    await desk.ran({ ...HELD, ...FOUND });

    await tell(desk.ports);
    await tell(desk.ports);

    expect(desk.chat.sent).toHaveLength(1);
    expect(textOf(desk.chat.sent[0])).toEqual([
      'Rollcall, harborpine: hourly digest',
      '1 deactivation waits: the limit per run',
      '  Al Lee (alee)',
      'Done: 1 creation',
      '  Cy New (cnew)',
      'New: Member ID does not fit [Rosa Delgado]',
      '  Mary Clarke (old)',
      'New: Guest left out',
      '  Gus',
    ]);
  });

  test('says what waits every time, and findings only when they are new', async () => {
    const desk = await opened();
    for (let hour = 0; hour < 2; hour += 1) {
      await desk.ran({ ...HELD, ...FOUND });
      await tell(desk.ports);
    }

    expect(desk.chat.sent).toHaveLength(2);
    expect(textOf(desk.chat.sent[1])).toEqual([
      'Rollcall, harborpine: hourly digest',
      '1 deactivation waits: the limit per run',
      '  Al Lee (alee)',
    ]);
  });

  test('says what a run that only observes would have done', async () => {
    const desk = await opened();
    await desk.ran({ outcome: 'pending', steps: [aStep.create({ identifier: 'cnew', name: 'Cy New' })] });

    await tell(desk.ports);

    expect(textOf(desk.chat.sent[0])).toContain('To be made: 1 creation');
    expect(desk.chat.sent[0]?.parts[0]?.advice).toContain('rollcall apply --connection harborpine');
  });

  test('has nothing to say, and is not sent', async () => {
    const desk = await opened();
    await desk.ran({});

    await tell(desk.ports);

    expect(desk.chat.sent).toEqual([]);
  });

  test('that was lost is not tried before the next one, which tells of both periods', async () => {
    const desk = await opened({ desks: [] });
    await desk.ran(DONE);
    desk.chat.delivery = UNDELIVERED;
    await tell(desk.ports);
    expect(await failing(desk)).toEqual(['slack']);
    desk.chat.delivery = DELIVERED;

    await tell(desk.ports);
    expect(desk.chat.sent).toEqual([]);
    await desk.ran({});
    await tell(desk.ports);

    expect(textOf(desk.chat.sent[0])).toContain('Done: 1 creation');
    expect(await failing(desk)).toEqual([]);
  });

  test('of a busy time leaves out no more than it says', async () => {
    const desk = await opened({ desks: [] });
    desk.chat.delivery = UNDELIVERED;
    for (let hour = 0; hour < 103; hour += 1) await desk.ran(DONE);
    desk.chat.delivery = DELIVERED;

    await tell(desk.ports);

    expect(textOf(desk.chat.sent[0])).toContain('3 earlier runs wrote something, too, and are not gone through here');
  });
});
