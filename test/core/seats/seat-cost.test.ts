import { describe, expect, test } from 'vitest';
import { aSeatingPolicy } from '../builders/a-seating.ts';
import { moneyText } from '../../../src/core/seats/money.ts';
import { seatCosts, totalCost } from '../../../src/core/seats/seat-cost.ts';
import type { SeatUse } from '../../../src/domain/runs/run.ts';

const POLICY = aSeatingPolicy({ prices: { F: { monthly: 25.1 }, X: { monthly: 0 } }, nearPercent: 90 });
const full = (used: number, contracted: number | null, forecast = used): SeatUse => ({
  class: 'F',
  contracted,
  used,
  forecast,
});

describe('a class of seats', () => {
  test.each<[string, SeatUse, object]>([
    ['without a contract has no end', full(3, null), { free: null, level: null }],
    ['of which nothing is used is ample, even where nothing is contracted', full(0, 0), { free: 0, level: 'ample' }],
    ['below the share is ample', full(8, 10), { free: 2, level: 'ample' }],
    ['from the share on is nearly full', full(9, 10), { free: 1, level: 'nearly-full' }],
    ['is full with its last seat', full(10, 10), { free: 0, level: 'full' }],
    ['is over beyond it', full(11, 10), { free: -1, level: 'over' }],
    ['is over where none is contracted', full(1, 0), { free: -1, level: 'over' }],
    ['is as full as the plan will make it', full(8, 10, 10), { free: 2, level: 'full' }],
    ['is as full as it is until the plan is done', full(10, 10, 8), { free: 0, level: 'full' }],
  ])('%s', (_what, seat, expected) => {
    expect(seatCosts([seat], POLICY)).toMatchObject([expected]);
  });

  test('costs what is used, to the hundredth, now and after the plan', () => {
    const seats: readonly SeatUse[] = [
      full(3, 10, 5),
      { class: 'C', contracted: null, used: 2, forecast: 2 },
      { class: 'X', contracted: null, used: 4, forecast: 4 },
    ];

    expect(seatCosts(seats, POLICY)).toMatchObject([
      { class: 'F', price: 25.1, monthlyCost: 75.3, forecastMonthlyCost: 125.5 },
      { class: 'C', price: null, monthlyCost: null, forecastMonthlyCost: null },
      { class: 'X', price: 0, monthlyCost: 0, forecastMonthlyCost: 0 },
    ]);
  });
});

describe('all seats', () => {
  test('cost the sum of the classes with a price', () => {
    const policy = aSeatingPolicy({ prices: { F: { monthly: 0.1 }, X: { monthly: 0.2 } } });
    const costs = seatCosts([full(1, null, 2), { class: 'X', contracted: null, used: 1, forecast: 2 }], policy);

    expect([totalCost(costs, 'monthlyCost', policy), totalCost(costs, 'forecastMonthlyCost', policy)]).toEqual([
      0.3, 0.6,
    ]);
  });

  test('cost nothing that could be told without any price', () => {
    const policy = aSeatingPolicy({ prices: {} });

    expect(totalCost(seatCosts([full(1, null)], policy), 'monthlyCost', policy)).toBeNull();
  });

  test('cost nothing where the only class with a price is not used', () => {
    const policy = aSeatingPolicy({ prices: { C: { monthly: 5 } } });

    expect(totalCost(seatCosts([full(1, null)], policy), 'monthlyCost', policy)).toBe(0);
  });
});

test.each([
  [900, 'USD 900'],
  [75.3, 'USD 75.30'],
])('%d is written as %s', (amount, text) => {
  expect(moneyText(amount, 'USD')).toBe(text);
});
