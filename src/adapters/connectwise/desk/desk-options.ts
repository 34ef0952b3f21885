import type { MatterKind } from '../../../domain/messages/matter.ts';

/** Where the tickets lie and what they are given, by names as an administrator reads them in the PSA. */
export interface DeskOptions {
  readonly name: string;
  readonly board: string;
  /** Identifier or name. */
  readonly company: string;
  /** null: what the board gives a new ticket. */
  readonly status: string | null;
  /** null: the first of the board that closes. */
  readonly closedStatus: string | null;
  /** null: what the PSA gives. */
  readonly priority: string | null;
  readonly type: string | null;
  readonly matters: readonly MatterKind[];
  readonly names: boolean;
  readonly most: number;
}
