/** A message as Slack's Block Kit. `&`, `<` and `>` are all that Slack reads as control characters; what is escaped mentions nobody and links nowhere. */
import type { Message, MessagePart, PageLink } from '../../domain/messages/message.ts';

type Block = Readonly<Record<string, unknown>>;

const LONGEST_HEADER = 150;
const LONGEST_TEXT = 3000;
/** A mention of a person or a group of people, as Slack spells it; of a channel or of everybody there is none. */
const MENTION = /^<(?:@[UW][A-Z0-9]{2,20}|!subteam\^S[A-Z0-9]{2,20})>$/;

export function slackBody(message: Message): Block {
  const { title, parts, link, command } = message;
  return {
    // What notifications show.
    text: escaped(title),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, LONGEST_HEADER), emoji: false } },
      ...parts.flatMap((part) => [{ type: 'section', text: mrkdwn(textOf(part)) }]),
      { type: 'context', elements: [mrkdwn(link === null ? `\`${escaped(command)}\`` : linked(link))] },
    ],
  };
}

function textOf({ heading, advice, owner, lines, more, link }: MessagePart): string {
  return [
    `*${escaped(heading)}*`,
    ...lines.map((line) => `• ${flat(escaped(line))}`),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(advice === null ? [] : [escaped(advice)]),
    ...(owner === null ? [] : [`Looked after by ${MENTION.test(owner) ? owner : flat(escaped(owner))}`]),
    ...(link === null ? [] : [linked(link)]),
  ].join('\n');
}

/** `verbatim`: nothing in it becomes a link or a mention by itself. */
function mrkdwn(text: string): Block {
  return { type: 'mrkdwn', text: text.slice(0, LONGEST_TEXT), verbatim: true };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ' };

/** Slack knows no escape for the marks of bold, struck and code. The underscore stays, since Member IDs have it. */
function flat(text: string): string {
  return text.replace(/[*~`]/g, (mark) => LOOK_ALIKES[mark] ?? mark);
}

function linked({ text, url }: PageLink): string {
  return `<${url.replaceAll('|', '%7C').replaceAll('>', '%3E')}|${escaped(text)}>`;
}
