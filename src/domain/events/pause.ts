/** That nothing runs unattended for a while, or until somebody says so. */
export interface Pause {
  readonly why: string;
  /** When it goes on by itself, ISO 8601 with an offset. */
  readonly until: string;
}

/** What keeps unattended work from being done now. */
export type Standstill =
  /** The connection's own pause, until it ends by itself. */
  | ({ readonly kind: 'connection' } & Pause)
  /** Everything is stopped, until somebody takes it away. */
  | { readonly kind: 'everything'; readonly why: string };
