import { InvalidArgumentError } from 'commander';

export interface DemoOptions {
  readonly directory: 'entra' | 'okta';
  /** Size of a generated company; absent: the believable one of about 40. */
  readonly people?: number;
  /** Folder for the reports. */
  readonly out: string;
  /** Afterwards the pages are served until somebody stops them. */
  readonly serve?: true;
  /** Of the pages; 0: any free one. */
  readonly port: number;
}

const LEAST = 10;
const MOST = 20_000;

export function people(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < LEAST || value > MOST)
    throw new InvalidArgumentError(`expected a whole number from ${LEAST} to ${MOST}.`);
  return value;
}
