/** That nothing runs unattended for a while. */
export interface Pause {
  readonly why: string;
  /** When it goes on by itself, ISO 8601 with an offset. */
  readonly until: string;
}
