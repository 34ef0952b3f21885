import { InvalidArgumentError } from 'commander';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** File of settings; absent: local.settings.json, if there is one. */
  readonly settings?: string;
  readonly json?: true;
  readonly verbose?: true;
}

export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('expected a port from 0 to 65535.');
  return value;
}
