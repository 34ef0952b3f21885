/** What Okta's event hook delivers: a batch of events in an envelope that says which org sent it. */
import { z } from 'zod';
import type { DirectoryEvent } from '../../../domain/events/event.ts';
import { EVENT_TYPES } from './event-types.ts';
import { toDirectoryEvent } from './log-event.ts';

const deliverySchema = z.object({ source: z.string(), data: z.object({ events: z.array(z.unknown()) }) });

/** An event of ours, before anything is made of it. Its id becomes a key, so nothing long or invisible is taken for one. */
const relevantSchema = z.object({
  eventType: z.enum(EVENT_TYPES),
  uuid: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/)
    .nullish(),
  published: z.string().nullish(),
});

export interface OktaDelivery {
  /** `example.okta.com`; null: the source is no address. */
  readonly host: string | null;
  /** Those of a relevant kind that name somebody or a group, wherever in the batch they stood. */
  readonly events: readonly DirectoryEvent[];
  /** How many others there were. */
  readonly ignored: number;
}

/** undefined: this is no delivery. */
export function readDelivery(json: unknown): OktaDelivery | undefined {
  const parsed = deliverySchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { source, data } = parsed.data;
  const events = data.events.flatMap((entry) => {
    const event = relevantSchema.safeParse(entry).success ? toDirectoryEvent(entry) : null;
    return event === null || event.people.length + event.groups.length === 0 ? [] : [event];
  });
  return {
    host: URL.canParse(source) ? new URL(source).host : null,
    events,
    ignored: data.events.length - events.length,
  };
}
