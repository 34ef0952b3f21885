/** The stylesheet and the script as files whose names change with what is in them, so that a browser may keep them for good. */
import { createHash } from 'node:crypto';
import type { HttpResponseInit } from '@azure/functions';
import { SCRIPT } from '../../pages/assets/script.ts';
import { STYLE } from '../../pages/assets/style.ts';
import { RefusedError } from '../../errors.ts';
import { GUARDED } from './page-headers.ts';

const name = (text: string, ending: string): string =>
  `rollcall-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${ending}`;

export const ASSETS = { style: name(STYLE, 'css'), script: name(SCRIPT, 'js') } as const;

const FILES: ReadonlyMap<string, readonly [text: string, contentType: string]> = new Map([
  [ASSETS.style, [STYLE, 'text/css; charset=utf-8']],
  [ASSETS.script, [SCRIPT, 'text/javascript; charset=utf-8']],
]);

/** They hold nothing of anybody. Throws RefusedError 404. */
export function answerAsset(asked: string): HttpResponseInit {
  const [text, contentType] = FILES.get(asked) ?? [];
  if (text === undefined || contentType === undefined)
    throw new RefusedError(404, 'This file belongs to another version of the pages. Load the page anew.');
  return {
    status: 200,
    headers: { ...GUARDED, 'Content-Type': contentType, 'Cache-Control': 'private, max-age=31536000, immutable' },
    body: text,
  };
}
