/** What hostile names become in each format: seen as they are, and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { slackBody } from '../../../src/adapters/notify/slack-blocks.ts';
import { teamsBody } from '../../../src/adapters/notify/teams-card.ts';
import { MOST_PARTS } from '../../../src/reports/messages/message-parts.ts';
import { MOST_LINES, subjectLines } from '../../../src/reports/messages/subject-lines.ts';
import { aMessage, aPart, HOSTILE } from '../../support/builders/a-message.ts';

const LINK = { text: 'What waits', url: 'https://rollcall.example/api/app/harborpine/waiting' };

interface Element {
  readonly type: string;
  readonly text: string | null;
  readonly url: string | null;
}

/** Every object of a card or of blocks that has a type. */
function elementsOf(value: unknown): readonly Element[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (!object.success) return [];
  const { type, text, url } = object.data;
  const own =
    typeof type === 'string'
      ? [{ type, text: typeof text === 'string' ? text : null, url: typeof url === 'string' ? url : null }]
      : [];
  return [...own, ...Object.values(object.data).flatMap(elementsOf)];
}

describe('Teams', () => {
  const cardOf = (...lines: readonly string[]) =>
    teamsBody(aMessage({ parts: [aPart({ lines, owner: lines[0] ?? null, link: LINK })], link: LINK }));

  test('gets an Adaptive Card 1.5 in the envelope of a message', () => {
    expect(cardOf('Sam Abbott (sabbott)')).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: { type: 'AdaptiveCard', version: '1.5' },
        },
      ],
    });
  });

  test.each(HOSTILE)('shows %j as text that is no Markdown, and opens nothing for it', (name) => {
    const elements = elementsOf(cardOf(name));
    const markdown = elements.filter(({ type }) => type === 'TextBlock').map(({ text }) => text);
    const plain = elements
      .filter(({ type }) => type === 'TextRun')
      .map(({ text }) => (text ?? '').replaceAll('\u200b', ''));

    expect(markdown).toEqual([
      'Rollcall, harborpine: something waits for somebody',
      '1 deactivation waits: the limit per run',
    ]);
    expect(plain).toContain(`• ${name.replaceAll('\u200b', '')}`);
    expect(elements.filter(({ type }) => type === 'Action.OpenUrl').map(({ url }) => url)).toEqual([
      LINK.url,
      LINK.url,
    ]);
  });

  test('evaluates no function of the card in it', () => {
    expect(JSON.stringify(cardOf(...HOSTILE))).not.toMatch(/\{\{|\$\{/);
  });
});

describe('Slack', () => {
  const textOf = (name: string): string =>
    elementsOf(slackBody(aMessage({ parts: [aPart({ lines: [name] })] })))
      .filter(({ type }) => type === 'mrkdwn')
      .map(({ text }) => text)
      .join('\n');

  test.each(HOSTILE)('escapes %j: no mention, no link, no mark', (name) => {
    const text = textOf(name);

    expect(text).not.toMatch(/[<>]/);
    expect(text).toContain(name.startsWith('<!channel') ? '&lt;!channel&gt;' : '•');
    expect(text.split('\n')[1] ?? '').not.toMatch(/[*~`]/);
  });

  test('links where Rollcall links, and nothing by itself', () => {
    const body = slackBody(aMessage({ parts: [aPart({ link: LINK })], link: LINK }));

    expect(JSON.stringify(body)).toContain(`<${LINK.url}|What waits>`);
    expect(JSON.stringify(body).match(/"verbatim":true/g)).toHaveLength(2);
  });

  test.each([
    ['<@U012AB3CD>', '<@U012AB3CD>'],
    ['<!subteam^S012AB3CD>', '<!subteam^S012AB3CD>'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['<!here>', '&lt;!here&gt;'],
    ['Rosa & team', 'Rosa &amp; team'],
  ])('an owner %s is written as %s', (owner, expected) => {
    expect(JSON.stringify(slackBody(aMessage({ parts: [aPart({ owner })] })))).toContain(`Looked after by ${expected}`);
  });
});

test('no format grows beyond what its receiver takes, whatever people are called', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 400 });
  const subject = fc.record({ memberId: fc.option(fc.string({ maxLength: 15 })), name: fc.option(name) });
  fc.assert(
    fc.property(fc.array(fc.array(subject, { maxLength: 12 }), { maxLength: MOST_PARTS }), (all) => {
      const parts = all.map((subjects) =>
        aPart({ ...subjectLines(subjects, true), advice: 'Approve it if it is right.', link: LINK }),
      );
      const message = aMessage({ parts, link: LINK });
      const slack = slackBody(message);

      expect(parts.every(({ lines }) => lines.length <= MOST_LINES)).toBe(true);
      expect(Buffer.byteLength(JSON.stringify(teamsBody(message)))).toBeLessThan(28_000);
      expect(z.object({ blocks: z.array(z.unknown()).max(50) }).safeParse(slack).success).toBe(true);
      expect(elementsOf(slack).every(({ text }) => (text ?? '').length <= 3000)).toBe(true);
    }),
    { seed: 20261129, numRuns: 300 },
  );
});
