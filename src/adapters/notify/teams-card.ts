/**
 * A message as an Adaptive Card. A TextBlock reads Markdown, so it gets Rollcall's own words alone; whatever came from outside stands in a TextRun, which does not.
 */
import type { Message, MessagePart, PageLink } from '../../domain/messages/message.ts';

type Element = Readonly<Record<string, unknown>>;

/** The envelope that a Teams workflow takes. */
export function teamsBody(message: Message): Element {
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: adaptiveCard(message) },
    ],
  };
}

function adaptiveCard({ title, parts, link, command }: Message): Element {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    fallbackText: title,
    body: [
      { type: 'TextBlock', text: title, size: 'Large', weight: 'Bolder', wrap: true },
      ...parts.map(containerOf),
      ...(link === null ? [plain([{ text: command, fontType: 'Monospace' }])] : []),
    ],
    actions: link === null ? [] : [openUrl(link)],
  };
}

function containerOf(part: MessagePart): Element {
  const { heading, advice, owner, lines, more, link } = part;
  return {
    type: 'Container',
    separator: true,
    items: [
      { type: 'TextBlock', text: heading, weight: 'Bolder', wrap: true },
      ...lines.map((line) => plain([{ text: `• ${line}` }])),
      ...(more > 0 ? [plain([{ text: `and ${more} more`, isSubtle: true }])] : []),
      ...(advice === null ? [] : [plain([{ text: advice, isSubtle: true }])]),
      ...(owner === null ? [] : [plain([{ text: `Looked after by ${owner}` }])]),
      ...(link === null ? [] : [{ type: 'ActionSet', actions: [openUrl(link)] }]),
    ],
  };
}

function plain(runs: readonly ({ readonly text: string } & Element)[]): Element {
  return {
    type: 'RichTextBlock',
    inlines: runs.map((run) => ({ type: 'TextRun', ...run, text: inert(run.text) })),
  };
}

/** `{{DATE(…)}}` and `${…}` are functions of the card wherever they stand. */
function inert(text: string): string {
  return text.replace(/\{(?=\{)|\$(?=\{)/g, '$&\u200b');
}

function openUrl({ text, url }: PageLink): Element {
  return { type: 'Action.OpenUrl', title: text, url };
}
