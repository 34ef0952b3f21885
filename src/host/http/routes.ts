/** Which function answers a path: the most specific template that fits, and the method. */
import { matchSegments, parseTemplate, precedence, type Segment } from './route-template.ts';
import type { ConfigProblem } from '../../errors.ts';

export interface Routed {
  readonly name: string;
  /** Without the prefix: `connections/{connection}/runs`. */
  readonly route: string;
  /** In capitals. */
  readonly methods: readonly string[];
}

/** `method`: the path is known, but not with this method; `malformed`: its percent signs cannot be decoded. */
export type RouteMatch<Target> =
  | { readonly kind: 'found'; readonly target: Target; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' };

export interface Router<Target> {
  /** `path` begins with a slash and has no query. */
  match(method: string, path: string): RouteMatch<Target>;
}

interface Entry<Target> {
  readonly target: Target;
  readonly segments: readonly Segment[];
}

/** Notes templates that cannot be understood, and two functions that would answer the same requests, as problems. */
export function createRouter<Target extends Routed>(
  targets: readonly Target[],
  prefix: string,
  problems: ConfigProblem[],
): Router<Target> {
  const entries: Entry<Target>[] = [];
  for (const target of targets) {
    const parsed = parseTemplate([prefix, target.route].filter((part) => part !== '').join('/'));
    if (parsed.kind === 'problem')
      problems.push({ path: `function ${target.name}`, message: `The route "${target.route}" ${parsed.message}.` });
    else entries.push({ target, segments: parsed.segments });
  }
  entries.sort((left, right) => (precedence(left.segments) < precedence(right.segments) ? -1 : 1));
  for (const [index, entry] of entries.entries()) {
    const twin = entries.slice(index + 1).find((other) => collide(entry, other));
    if (twin !== undefined)
      problems.push({
        path: `function ${twin.target.name}`,
        message: `Its route and methods are also those of function ${entry.target.name}; expected a difference in one of them.`,
      });
  }

  return {
    match(method, path) {
      const parts = decodePath(path);
      if (parts === undefined) return { kind: 'malformed' };
      const allow = new Set<string>();
      for (const { target, segments } of entries) {
        const params = matchSegments(segments, parts);
        if (params === undefined) continue;
        if (target.methods.includes(method)) return { kind: 'found', target, params };
        for (const allowed of target.methods) allow.add(allowed);
      }
      return allow.size === 0 ? { kind: 'unknown' } : { kind: 'method', allow: [...allow] };
    },
  };
}

function collide<Target extends Routed>(one: Entry<Target>, other: Entry<Target>): boolean {
  return (
    shape(one.segments) === shape(other.segments) &&
    one.target.methods.some((method) => other.target.methods.includes(method))
  );
}

/** Templates of one shape fit the same paths. */
function shape(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      if (segment.kind === 'literal') return `=${segment.text}`;
      if (segment.kind === 'rest') return '*';
      return segment.optional ? '?' : '{}';
    })
    .join('/');
}

/** One slash at the end changes nothing. */
function decodePath(path: string): readonly string[] | undefined {
  const inner = path.slice(1).replace(/\/$/, '');
  if (inner === '') return [];
  try {
    return inner.split('/').map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
