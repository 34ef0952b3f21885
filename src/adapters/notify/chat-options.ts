import type { DigestSchedule } from '../../domain/messages/message.ts';
import type { Patience, Surroundings } from './deliver.ts';

/** What every kind of chat is made of. */
export interface ChatOptions extends Surroundings {
  readonly name: string;
  /** A secret. */
  readonly address: string;
  readonly atOnce: boolean;
  readonly digest: DigestSchedule | null;
  readonly names: boolean;
  /** Default: a minute at most. */
  readonly patience?: Patience;
}
