/** What the host logs: constant messages with fields, and what functions say through their context. */

export type HostLogLevel = 'debug' | 'info' | 'warn' | 'error';
/** Each line has a time, a level and a message of its own. */
export type HostLogFields = Readonly<
  Record<string, string | number | boolean | null> & Partial<Record<'time' | 'level' | 'message', never>>
>;

/** `function` and `invocation` among the fields say whose line it is. */
export type HostLog = (level: HostLogLevel, message: string, fields?: HostLogFields) => void;

/** The library's levels and categories (`user`, `system`) as it names them. */
export type LibraryLog = (level: string, category: string, message: string) => void;

const LEVELS: Readonly<Record<string, HostLogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  information: 'info',
  warning: 'warn',
  error: 'error',
  critical: 'error',
};

/** What the library says of itself at `information` (its server opens, closes) is of no use to anybody: one level down. */
export function libraryLog(log: HostLog, fields: HostLogFields = {}): LibraryLog {
  return (level, category, message) => {
    const known = LEVELS[level] ?? 'info';
    log(category === 'system' && known === 'info' ? 'debug' : known, message, fields);
  };
}
