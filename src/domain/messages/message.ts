/** What people are told, in parts that no receiver has shaped yet. Every text is plain and may be hostile: whoever sends it makes it safe for its own format. */
import type { ConnectionName, RunId } from '../ids.ts';

export interface Message {
  /** The same for every repetition of the same message, so that a receiver can recognise it. */
  readonly id: string;
  readonly kind: 'at-once' | 'digest' | 'test';
  readonly connection: ConnectionName;
  /** ISO 8601. */
  readonly at: string;
  /** One line, in Rollcall's own words alone. */
  readonly title: string;
  readonly parts: readonly MessagePart[];
  /** Where to read on. */
  readonly link: PageLink | null;
  /** The command that shows the same; said where there is no link. */
  readonly command: string;
}

export interface MessagePart {
  /** In Rollcall's own words alone. */
  readonly heading: string;
  /** What can be done about it. */
  readonly advice: string | null;
  /** As configured: a name, or a mention in the receiver's own spelling. */
  readonly owner: string | null;
  /** Whom or what it concerns, one line each; capped. */
  readonly lines: readonly string[];
  /** How many further lines there would be. */
  readonly more: number;
  readonly link: PageLink | null;
}

export interface PageLink {
  readonly text: string;
  readonly url: string;
}

/** Addresses of the pages of one connection, without any key. */
export interface PageAddresses {
  readonly home: string;
  readonly waiting: string;
  readonly findings: string;
  readonly run: (run: RunId) => string;
}

/** When the digest of a receiver is due. */
export type DigestSchedule =
  | { readonly every: 'hourly' }
  /** `hour` 0 to 23 in the time zone (IANA). */
  | { readonly every: 'daily'; readonly hour: number; readonly timeZone: string }
  | { readonly every: 'weekly'; readonly weekday: Weekday; readonly hour: number; readonly timeZone: string };

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
