import { describe, expect, test } from 'vitest';
import { rightFor } from '../../../../src/adapters/connectwise/api/rights.ts';
import { judgeWrite } from '../../../../src/adapters/connectwise/api/write-reply.ts';
import type { HttpReply } from '../../../../src/adapters/http/attempt.ts';
import type { TransportFaultKind } from '../../../../src/adapters/http/transport-fault.ts';
import { RemoteError } from '../../../../src/errors.ts';

const CREATE = {
  request: 'POST /system/members',
  right: rightFor('POST', '/system/members'),
  secrets: ['canary-password'],
};
const DEACTIVATE = {
  request: 'POST /system/members/7/deactivate',
  right: rightFor('POST', '/system/members/7/deactivate'),
  secrets: [],
};

function answer(status: number, value?: unknown): HttpReply {
  return {
    kind: 'answer',
    status,
    headers: {},
    body: value === undefined ? { kind: 'foreign', what: 'an HTML or XML page' } : { kind: 'json', value },
  };
}
function fault(kind: TransportFaultKind): HttpReply {
  return { kind: 'fault', fault: { kind, detail: `was ${kind}`, advice: 'Wait.' } };
}
function invalid(code: string, message: string, field = 'identifier') {
  return { code: 'InvalidObject', message: 'member object is invalid', errors: [{ code, message, field }] };
}

describe('what a reply proves', () => {
  test.each([
    ['200', answer(200, {}), { kind: 'accepted' }],
    ['201', answer(201, {}), { kind: 'accepted' }],
    ['400', answer(400, {}), { kind: 'refused', fatal: false }],
    ['401', answer(401, {}), { kind: 'refused', fatal: true }],
    ['403', answer(403, {}), { kind: 'refused', fatal: false }],
    ['404', answer(404, {}), { kind: 'refused', fatal: false }],
    ['409', answer(409, {}), { kind: 'refused', fatal: false }],
    ['415', answer(415), { kind: 'refused', fatal: false }],
    ['429', answer(429, {}), { kind: 'refused', fatal: false }],
    ['302', answer(302), { kind: 'unknown' }],
    ['408', answer(408), { kind: 'unknown' }],
    ['500', answer(500, { code: 'X', message: 'timeout' }), { kind: 'unknown' }],
    ['503', answer(503), { kind: 'unknown' }],
    ['a time-out', fault('timeout'), { kind: 'unknown' }],
    ['a dropped connection', fault('dropped'), { kind: 'unknown' }],
    ['an answer without end', fault('too-large'), { kind: 'unknown' }],
    ['no connection', fault('unreachable'), { kind: 'refused', fatal: false }],
    ['an untrusted certificate', fault('tls'), { kind: 'refused', fatal: false }],
  ])('%s', (_, reply, expected) => {
    expect(judgeWrite(CREATE, reply)).toMatchObject(expected);
  });

  test.each([
    ['credentials', true],
    ['unavailable', false],
  ] as const)('a base path that cannot be found (%s) means that nothing was sent', (reason, fatal) => {
    const error = new RemoteError({
      system: 'ConnectWise PSA',
      request: 'GET /x',
      status: null,
      reason,
      message: 'No.',
    });

    expect(judgeWrite(CREATE, error)).toEqual({ kind: 'refused', detail: 'Nothing was sent: No.', fatal });
  });
});

describe('what a refusal says', () => {
  test.each([
    [
      'the taken Member ID',
      CREATE,
      answer(400, invalid('ObjectExists', 'Exists')),
      /Exists \(field identifier\).*exists already/,
    ],
    ['the field at fault', CREATE, answer(400, invalid('MaxLength', 'Too long', 'title')), /Too long \(field title\)/],
    [
      'the seat that is missing',
      CREATE,
      answer(400, invalid('X', 'No licenses left', 'licenseClass')),
      /No seat is left/,
    ],
    [
      'no seat where only a field’s name sounds like it',
      CREATE,
      answer(400, invalid('X', 'Wrong', 'licenseClass')),
      /^(?!.*No seat)/,
    ],
    ['open time sheets', DEACTIVATE, answer(400, invalid('X', 'Open time sheet 5')), /never deleted/],
    ['the right to add', CREATE, answer(403, { message: 'no' }), /System > Member Maintenance, Add All/],
    ['that a 403 without a word may come from in between', CREATE, answer(403), /in front of the PSA/],
    ['the right to edit', DEACTIVATE, answer(403, { message: 'no' }), /System > Member Maintenance, Edit All/],
    ['the other way to deactivate', DEACTIVATE, answer(404, { message: 'Not found' }), /"patch"/],
    [
      'that throttling carried nothing out',
      CREATE,
      answer(429, { error: 'ConnectWiseAPI', message: 'Slow' }),
      /Slow.*not carried out/,
    ],
    ['that there was no explanation', CREATE, answer(400), /no explanation/],
    ['that nothing was sent', CREATE, fault('unreachable'), /^Nothing was sent/],
    ['the request', CREATE, answer(409, {}), /POST \/system\/members/],
  ])('%s', (_, sent, reply, expected) => {
    const judged = judgeWrite(sent, reply);

    expect(judged.kind === 'refused' ? judged.detail : '').toMatch(expected);
  });

  test('no secret that the PSA repeats', () => {
    const judged = judgeWrite(CREATE, answer(400, invalid('Weak', 'The password canary-password is weak', 'password')));

    expect(JSON.stringify(judged)).toContain('The password [secret] is weak');
    expect(JSON.stringify(judged)).not.toContain('canary');
  });

  test('on one line, whatever the PSA sends', () => {
    const judged = judgeWrite(CREATE, answer(400, invalid('X', `a\r\nb\u0000${'x'.repeat(5000)}`)));

    const detail = judged.kind === 'refused' ? judged.detail : '';
    expect(detail).not.toMatch(/\p{Cc}/u);
    expect(detail.length).toBeLessThan(600);
  });
});

test.each([
  ['GET', '/system/members', 'System > Member Maintenance', 'Inquire All'],
  ['GET', '/system/members/types', 'System > Table Setup', 'Inquire All'],
  ['GET', '/system/securityroles', 'System > Security Roles', 'Inquire All'],
  ['GET', '/time/workRoles', 'System > Table Setup', 'Inquire All'],
  ['POST', '/system/members', 'System > Member Maintenance', 'Add All'],
  ['PATCH', '/system/members/7', 'System > Member Maintenance', 'Edit All'],
  ['POST', '/system/members/7/linkSsoUser', 'System > Member Maintenance', 'Edit All'],
] as const)('%s %s needs %s, %s', (method, path, area, level) => {
  expect(rightFor(method, path)).toEqual({ area, level });
});
