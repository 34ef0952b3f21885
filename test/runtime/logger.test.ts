import { describe, expect, test } from 'vitest';
import { createLogger, type LogLevel } from '../../src/runtime/logger.ts';

function record(least: LogLevel, fixed = {}) {
  const lines: (readonly [LogLevel, unknown])[] = [];
  const logger = createLogger((level, line) => void lines.push([level, JSON.parse(line)]), least, fixed);
  return { logger, lines };
}

describe('a log line', () => {
  test('is one JSON object with its level, its message and its fields', () => {
    const { logger, lines } = record('info', { invocation: 'one' });

    logger.info('run finished', { steps: 3, outcome: 'converged', applied: true, problem: null });

    expect(lines).toEqual([
      [
        'info',
        {
          level: 'info',
          message: 'run finished',
          invocation: 'one',
          steps: 3,
          outcome: 'converged',
          applied: true,
          problem: null,
        },
      ],
    ]);
  });

  test.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ] as const)('is written from level %s on', (least, written) => {
    const { logger, lines } = record(least);

    for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level]('x');

    expect(lines.map(([level]) => level)).toEqual(written);
  });

  test('takes along the fields of the scope it is written in, and the inner one wins', () => {
    const { logger, lines } = record('info', { run: 'a', connection: 'x' });

    logger.with({ run: 'b' }).with({ step: 1 }).warn('moved', { step: 2 });

    expect(lines).toEqual([['warn', { level: 'warn', message: 'moved', run: 'b', connection: 'x', step: 2 }]]);
  });

  test('stays one line, whatever is in its fields', () => {
    const seen: string[] = [];
    createLogger((_level, line) => void seen.push(line), 'info').info('x', { text: 'a\nb"\u2028' });

    expect(seen).toHaveLength(1);
    expect(seen[0]).not.toContain('\n');
  });
});
