/** One thing that a member is in charge of. */
import type { ListSlot, SingleSlot } from './slots.ts';

/** Who changed a record, and when. */
export interface Note {
  readonly lastUpdated: string;
  readonly updatedBy: string;
}

type Place =
  /** Only the usages name it. */
  | { readonly kind: 'none' }
  /** A deactivation hands it over: all that stand in one place to one member, or item by item of a list. */
  | { readonly kind: 'single'; readonly slot: SingleSlot }
  | { readonly kind: 'item'; readonly slot: ListSlot; readonly id: number; readonly name: string };

export interface Holding {
  readonly place: Place;
  /** As the usages name the kind; what a real PSA calls it is unverified. */
  readonly type: string;
  readonly id: number;
  readonly description: string;
  readonly handTo: (member: number, note: Note) => void;
}

export const NOWHERE: Pick<Holding, 'place' | 'handTo'> = { place: { kind: 'none' }, handTo: () => undefined };

export function inSlot(slot: SingleSlot): Place {
  return { kind: 'single', slot };
}
