/** Seats, their prices and when one is idle: plain numbers as before, or more than that. */
import { describe, expect, test } from 'vitest';
import { aConfigFile, ENV, type Edit, type Json } from './a-config-file.ts';
import { linesOf, problemsOf } from './problems-of.ts';
import { loadConfig } from '../../src/config/load.ts';

const PLAIN = {
  currency: 'USD',
  nearPercent: 90,
  prices: {},
  idle: { afterDays: 60, except: [], snoozed: [] },
};

function policyOf(...edits: readonly Edit[]) {
  const policy = loadConfig(aConfigFile(...edits), 'rollcall.json', ENV).connections[0]?.policy;
  if (policy === undefined) throw new RangeError('The file has no connection');
  return { seats: policy.seats, seating: policy.seating };
}
const withSeats = (seats: Json) => policyOf(['connections[0].seats', seats]);

describe('seats', () => {
  test.each<[string, ReturnType<typeof policyOf>, object]>([
    ['without a word are not limited, and idle after 60 days', policyOf(), { seats: {}, seating: PLAIN }],
    ['may be plain numbers', withSeats({ F: 40, C: 5, X: 0 }), { seats: { F: 40, C: 5, X: 0 }, seating: PLAIN }],
    [
      'may come with their price',
      withSeats({ F: { contracted: 40, monthlyPrice: 25 }, C: 5, currency: 'EUR', nearPercent: 80 }),
      {
        seats: { F: 40, C: 5 },
        seating: { ...PLAIN, currency: 'EUR', nearPercent: 80, prices: { F: { monthly: 25 } } },
      },
    ],
    [
      'may have a price without a contract, and a price of nothing',
      withSeats({ F: { monthlyPrice: 24.5 }, X: { contracted: 2, monthlyPrice: 0 } }),
      { seats: { X: 2 }, seating: { ...PLAIN, prices: { F: { monthly: 24.5 }, X: { monthly: 0 } } } },
    ],
    [
      'are idle when and of whom it is said',
      withSeats({
        idle: { afterDays: 30, except: ['breakglass', '*-svc'], snoozed: [{ member: 'jdoe', until: '2027-01-31' }] },
      }),
      {
        seats: {},
        seating: {
          ...PLAIN,
          idle: { afterDays: 30, except: ['breakglass', '*-svc'], snoozed: [{ member: 'jdoe', until: '2027-01-31' }] },
        },
      },
    ],
    [
      'are not looked at when it is said with 0',
      withSeats({ idle: { afterDays: 0 } }),
      { seats: {}, seating: { ...PLAIN, idle: { ...PLAIN.idle, afterDays: null } } },
    ],
    [
      'are not looked at when it is said with null',
      withSeats({ idle: { afterDays: null } }),
      { seats: {}, seating: { ...PLAIN, idle: { ...PLAIN.idle, afterDays: null } } },
    ],
  ])('%s', (_what, policy, expected) => {
    expect(policy).toEqual(expected);
  });
});

test('the domains of the company are taken as written', () => {
  const text = aConfigFile(['connections[0].companyDomains', ['harborpine.example', 'mail.Harborpine.example']]);

  expect(loadConfig(text, 'rollcall.json', ENV).connections.map(({ policy }) => policy.companyDomains)).toEqual([
    ['harborpine.example', 'mail.Harborpine.example'],
    [],
  ]);
});

const FORMS = 'Expected the number of contracted seats, such as 40, or { "contracted": 40, "monthlyPrice": 25 }.';
const IDLE = 'connections[0].seats.idle';

describe('a file is refused for', () => {
  test.each<[string, Edit, string]>([
    ['seats as a text', ['connections[0].seats', { F: '40' }], `connections[0].seats.F: ${FORMS}`],
    [
      'seats below nought',
      ['connections[0].seats', { F: -1 }],
      'connections[0].seats.F: Too small: expected number to be >=0.',
    ],
    ['half a seat', ['connections[0].seats', { F: { contracted: 1.5 } }], `connections[0].seats.F: ${FORMS}`],
    ['a list of seats', ['connections[0].seats', { F: [40] }], `connections[0].seats.F: ${FORMS}`],
    [
      'a slip in a price',
      ['connections[0].seats', { C: { montlyPrice: 25 } }],
      'connections[0].seats.C.montlyPrice: Unknown setting. Did you mean "monthlyPrice"?',
    ],
    [
      'a price below nought',
      ['connections[0].seats', { X: { monthlyPrice: -5 } }],
      'connections[0].seats.X.monthlyPrice: Too small: expected number to be >=0.',
    ],
    [
      'a currency by its sign',
      ['connections[0].seats', { currency: '$' }],
      'connections[0].seats.currency: Expected the three capital letters of a currency, such as "USD".',
    ],
    [
      'more than the whole as nearly full',
      ['connections[0].seats', { nearPercent: 110 }],
      'connections[0].seats.nearPercent: Too big: expected number to be <=100.',
    ],
    [
      'a snooze without an end',
      ['connections[0].seats', { idle: { snoozed: [{ member: 'jdoe' }] } }],
      `${IDLE}.snoozed[0].until: A snooze needs the day on which it ends, such as "2027-01-31".`,
    ],
    [
      'a snooze that ends in words',
      ['connections[0].seats', { idle: { snoozed: [{ member: 'jdoe', until: 'next year' }] } }],
      `${IDLE}.snoozed[0].until: A snooze needs the day on which it ends, such as "2027-01-31".`,
    ],
    [
      'a snooze that ends on a day that is none',
      ['connections[0].seats', { idle: { snoozed: [{ member: 'jdoe', until: '2027-02-30' }] } }],
      `${IDLE}.snoozed[0].until: A snooze needs the day on which it ends, such as "2027-01-31".`,
    ],
    [
      'a slip in a setting of idle seats',
      ['connections[0].seats', { idle: { afterDay: 30 } }],
      `${IDLE}.afterDay: Unknown setting. Did you mean "afterDays"?`,
    ],
    [
      'a member who is snoozed twice',
      [
        'connections[0].seats',
        {
          idle: {
            snoozed: [
              { member: 'jdoe', until: '2027-01-31' },
              { member: 'JDoe', until: '2027-02-28' },
            ],
          },
        },
      ],
      `${IDLE}.snoozed: "jdoe" is snoozed twice; leave the entry with the day that counts.`,
    ],
    [
      'a member who is snoozed although never idle',
      ['connections[0].seats', { idle: { except: ['JDOE'], snoozed: [{ member: 'jdoe', until: '2027-01-31' }] } }],
      `${IDLE}.snoozed: "jdoe" is listed under "except", too, and would never be called idle; leave one of the two.`,
    ],
    [
      'an address in the place of a domain',
      ['connections[0].companyDomains', ['jdoe@harborpine.example']],
      'connections[0].companyDomains[0]: Expected a domain without @, such as "harborpine.example"; subdomains are listed one by one.',
    ],
    [
      'a domain that is listed twice',
      ['connections[0].companyDomains', ['harborpine.example', 'HarborPine.example']],
      'connections[0].companyDomains: "harborpine.example" is listed twice.',
    ],
  ])('%s', (_what, edit, problem) => {
    expect(linesOf(problemsOf(aConfigFile(edit)))).toEqual([problem]);
  });
});
