import { describe, expect, test } from 'vitest';
import { droppedAnswer, putAsideAnswer } from '../../../src/core/unattended/asked-answer.ts';
import { connectionName, ticket } from '../../../src/domain/ids.ts';

const HARBORPINE = connectionName('harborpine');
const GONE = { ticket: ticket('req-20261123T100000Z-aaaaaaaaaaaa'), at: '2026-11-23T10:00:20.000Z' };

describe('whoever holds a ticket is told', () => {
  test('of a pause: what happened, why, until when, and what to do', () => {
    const because = { kind: 'connection', why: 'The PSA is moved', until: '2026-11-23T12:00:00Z' } as const;

    expect(droppedAnswer({ ...GONE, because }, HARBORPINE)).toEqual({
      state: 'dropped',
      detail:
        'What was asked for was dropped at 2026-11-23T10:00:20.000Z, and no run will be made of it. Nothing runs unattended until 2026-11-23T12:00:00Z. Why: The PSA is moved. Ask again after 2026-11-23T12:00:00Z; the next run of the timer sees everybody all the same. A person can start a run now: rollcall apply --connection harborpine',
      why: 'The PSA is moved',
      until: '2026-11-23T12:00:00Z',
      next: 'Ask again after 2026-11-23T12:00:00Z; the next run of the timer sees everybody all the same. A person can start a run now: rollcall apply --connection harborpine',
    });
  });

  test('of a stop that ends by nobody but a person, which setting to take away', () => {
    const answer = droppedAnswer({ ...GONE, because: { kind: 'everything', why: 'an incident' } }, HARBORPINE);

    expect(answer).toMatchObject({ state: 'dropped', why: 'an incident', until: null });
    expect(answer.next).toMatch(/^Ask again once the setting ROLLCALL_PAUSED is taken away;/);
  });

  test('of work that somebody removed, to ask again', () => {
    expect(droppedAnswer({ ...GONE, because: { kind: 'discarded' } }, HARBORPINE)).toMatchObject({
      state: 'dropped',
      detail: expect.stringContaining(
        'no run will be made of it. It failed too often, and somebody removed it. Ask again once the cause is mended;',
      ) as unknown,
      until: null,
    });
  });

  test('of work that failed too often, how it is put back', () => {
    expect(putAsideAnswer({ id: 'message-1', since: '2026-11-23T10:05:00.000Z' })).toEqual({
      state: 'put-aside',
      detail:
        'What was asked for was put aside at 2026-11-23T10:05:00.000Z, and nothing tries it again by itself. It failed too often; the log of the function says how. Put it back once the cause is mended: rollcall poison --replay message-1',
      why: 'It failed too often; the log of the function says how.',
      until: null,
      next: 'Put it back once the cause is mended: rollcall poison --replay message-1',
    });
  });
});
