import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { decodeMessage } from '../../../src/adapters/azure/queue/message-text.ts';
import { parseWork, renderWork } from '../../../src/adapters/azure/queue/work-message.ts';
import { connectionName, personId, rulingId } from '../../../src/domain/ids.ts';
import type { Work, WorkKind } from '../../../src/domain/events/work.ts';
import { InvariantError, RemoteError } from '../../../src/errors.ts';

const ACME = connectionName('acme');
const PERSON = { version: 1, connection: 'acme', person: '00u1' } as const;
const EVENT = { by: 'event', at: '2026-11-25T14:00:00.000Z' } as const;
const DECISION = rulingId('dec-20261123T101500Z-1a2b3c4d5e6f');
const REQUEST = { by: 'request', ticket: 'req-20261125T140000Z-1a2b3c4d5e6f' } as const;

describe('a message that is received', () => {
  test.each<[string, WorkKind, unknown, object]>([
    ['an object', 'run', { version: 1, connection: 'acme' }, { kind: 'run', asked: { by: 'schedule' } }],
    ['JSON as text', 'run', '{"version":1,"connection":"acme"}', { kind: 'run', asked: { by: 'schedule' } }],
    ['more than is needed', 'run', { version: 1, connection: 'acme', sentBy: 'me' }, { kind: 'run' }],
    ['asked for by an event', 'run', { version: 1, connection: 'acme', asked: EVENT }, { kind: 'run', asked: EVENT }],
    ['asked for by somebody', 'run', { version: 1, connection: 'acme', asked: REQUEST }, { asked: REQUEST }],
    ['about a person, by hand', 'person', PERSON, { kind: 'person', person: '00u1', asked: { by: 'schedule' } }],
    [
      'about a person, as text',
      'person',
      JSON.stringify({ ...PERSON, asked: EVENT }),
      { person: '00u1', asked: EVENT },
    ],
    ['about a person with a long id', 'person', { ...PERSON, person: 'a.B_c-'.repeat(21) }, { kind: 'person' }],
    ['of a slow connection, by hand', 'slow', { version: 1, connection: 'acme' }, { kind: 'slow', person: null }],
    ['of a slow connection, about a person', 'slow', PERSON, { kind: 'slow', person: '00u1' }],
    ['about subscriptions', 'subscriptions', { version: 1, connection: 'acme' }, { kind: 'subscriptions' }],
    ['about an approval', 'approval', { version: 1, connection: 'acme', decision: DECISION }, { decision: DECISION }],
  ])('may be %s', (_, kind, message, work) => {
    expect(parseWork(kind, message)).toMatchObject({ connection: 'acme', ...work });
  });

  test.each<[string, WorkKind, unknown, string]>([
    ['another version', 'run', { version: 2, connection: 'acme' }, 'version'],
    ['no decision', 'approval', { version: 1, connection: 'acme' }, 'decision'],
    ['facts for a decision', 'approval', { version: 1, connection: 'acme', decision: 'deactivate jane' }, 'decision'],
    ['no connection', 'subscriptions', { version: 1 }, 'connection'],
    ['a path as connection', 'run', { version: 1, connection: '../acme' }, 'connection'],
    ['text that is no JSON', 'run', 'acme', '4 characters that are not JSON'],
    ['JSON of another shape', 'run', '["acme"]', 'the whole'],
    ['nothing', 'run', undefined, 'the whole'],
    ['asked for by nobody known', 'run', { version: 1, connection: 'acme', asked: { by: 'magic' } }, 'asked'],
    [
      'asked for at no instant',
      'run',
      { version: 1, connection: 'acme', asked: { by: 'event', at: 'now' } },
      'asked.at',
    ],
    [
      'a ticket that is none',
      'run',
      { version: 1, connection: 'acme', asked: { by: 'request', ticket: '7' } },
      'ticket',
    ],
    ['a person without an id', 'person', { version: 1, connection: 'acme' }, 'person'],
    ...['', 'a'.repeat(129), 'a/b', 'a b', 'a\n', "a'b", 'ä', '00u1?x'].map(
      (person): [string, WorkKind, unknown, string] => [
        `a person "${person.slice(0, 9)}"`,
        'person',
        { ...PERSON, person },
        'person',
      ],
    ),
  ])('is refused when it is %s', (_, kind, message, place) => {
    const parse = () => parseWork(kind, message);

    expect(parse).toThrow(RemoteError);
    expect(parse).toThrow(place);
  });

  test('is refused with the form that its queue takes', () => {
    expect(() => parseWork('person', 'hello')).toThrow(
      'A message in the queue of people cannot be used: 5 characters that are not JSON. Only Rollcall sends to this queue; a message by hand has the form {"version":1,"connection":"NAME","person":"ID"}, encoded as base64.',
    );
  });
});

describe('a message that is sent', () => {
  test.each<[Work, string]>([
    [{ kind: 'run', connection: ACME, asked: { by: 'schedule' } }, '{"version":1,"connection":"acme"}'],
    [
      { kind: 'run', connection: ACME, asked: EVENT },
      '{"version":1,"connection":"acme","asked":{"by":"event","at":"2026-11-25T14:00:00.000Z"}}',
    ],
    [
      { kind: 'person', connection: ACME, person: personId('00u1'), asked: { by: 'schedule' } },
      '{"version":1,"connection":"acme","person":"00u1"}',
    ],
    [
      { kind: 'slow', connection: ACME, person: null, asked: EVENT },
      '{"version":1,"connection":"acme","asked":{"by":"event","at":"2026-11-25T14:00:00.000Z"}}',
    ],
    [
      { kind: 'slow', connection: ACME, person: personId('00u1'), asked: { by: 'schedule' } },
      '{"version":1,"connection":"acme","person":"00u1"}',
    ],
    [{ kind: 'subscriptions', connection: ACME, asked: { by: 'schedule' } }, '{"version":1,"connection":"acme"}'],
    [
      { kind: 'approval', connection: ACME, decision: DECISION, asked: { by: 'schedule' } },
      '{"version":1,"connection":"acme","decision":"dec-20261123T101500Z-1a2b3c4d5e6f"}',
    ],
  ])('is short: %j', (work, text) => {
    expect(Buffer.from(renderWork(work), 'base64').toString('utf8')).toBe(text);
  });

  test.each<Work>([
    { kind: 'person', connection: ACME, person: personId('../../x'), asked: { by: 'schedule' } },
    { kind: 'run', connection: ACME, asked: { by: 'event', at: 'yesterday' } },
  ])('is never one that could not be read back: %j', (work) => {
    expect(() => renderWork(work)).toThrow(InvariantError);
  });
});

describe('a text in a queue', () => {
  test('is decoded from base64, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeMessage(Buffer.from(text, 'utf8').toString('base64'))).toBe(text);
      }),
    );
  });

  test.each([
    '{"version":1,"connection":"acme"}',
    'hello world',
    'abc',
    'YWJ',
    'YWJj YWJj',
    Buffer.from([0xff, 0xfe]).toString('base64'),
  ])('is as it is when it is not base64 of text: %s', (text) => {
    expect(decodeMessage(text)).toBe(text);
  });
});
