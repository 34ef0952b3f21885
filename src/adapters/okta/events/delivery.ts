/** What Okta's event hook delivers: a batch of events in an envelope that says which org sent it. */
import { z } from 'zod';
import type { DirectoryEvent } from '../../../domain/event.ts';
import { toDirectoryEvent } from './log-event.ts';

const deliveryShape = z.object({ source: z.string(), data: z.object({ events: z.array(z.unknown()) }) });

export interface OktaDelivery {
  /** `example.okta.com`; null: the source is no address. */
  readonly host: string | null;
  /** The relevant ones, wherever in the batch they stood. */
  readonly events: readonly DirectoryEvent[];
  /** How many others there were. */
  readonly ignored: number;
}

/** undefined: this is no delivery. */
export function readDelivery(json: unknown): OktaDelivery | undefined {
  const parsed = deliveryShape.safeParse(json);
  if (!parsed.success) return undefined;
  const { source, data } = parsed.data;
  const events = data.events.map(toDirectoryEvent).filter((event) => event !== null);
  return {
    host: URL.canParse(source) ? new URL(source).host : null,
    events,
    ignored: data.events.length - events.length,
  };
}
