/** What there is to say of a hosted function: how it is triggered, and where. */
import type { AuthLevel } from '../http/keys.ts';
import type { HostedFunction } from './hosted-functions.ts';

export type FunctionInfo =
  | {
      readonly kind: 'http';
      readonly name: string;
      readonly methods: readonly string[];
      readonly url: string;
      readonly authLevel: AuthLevel;
    }
  | {
      readonly kind: 'timer';
      readonly name: string;
      readonly schedule: string;
      /** ISO 8601; null: never again. */
      readonly next: string | null;
      /** POST there with the master key runs it now. */
      readonly runUrl: string;
    }
  | {
      readonly kind: 'queue';
      readonly name: string;
      readonly queue: string;
      readonly connection: string;
      /** POST there with the master key and a message runs it now. */
      readonly runUrl: string;
    }
  | {
      readonly kind: 'warmup';
      readonly name: string;
    };

export function functionInfo(
  hosted: HostedFunction,
  { url, routePrefix, now }: { readonly url: string; readonly routePrefix: string; readonly now: Date },
): FunctionInfo {
  const { name } = hosted;
  const runUrl = `${url}/admin/functions/${name}`;
  switch (hosted.kind) {
    case 'http': {
      const { methods, authLevel, route } = hosted;
      const path = [routePrefix, route].filter((part) => part !== '').join('/');
      return { kind: 'http', name, methods, url: `${url}/${path}`, authLevel };
    }
    case 'timer': {
      const next = hosted.schedule.next(now)?.toISOString() ?? null;
      return { kind: 'timer', name, schedule: hosted.schedule.text, next, runUrl };
    }
    case 'queue':
      return { kind: 'queue', name, queue: hosted.queue, connection: hosted.connection, runUrl };
    case 'warmup':
      return { kind: 'warmup', name };
  }
}
