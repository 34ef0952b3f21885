/** What would change in a JSON file, one line for each value; for a configuration, which holds no secret. Pure. */
import { visible } from '../../../reports/words/safe-text.ts';

const LONGEST = 60;

/** `+ connections[1].name: "pinecrest"`; empty: nothing changes. What a file without fault had may be shown; in any other, a secret may stand anywhere. */
export function describeChanges(before: object | null, after: object, faultless: boolean): readonly string[] {
  const old = new Map(before === null ? [] : leaves(before, ''));
  const shown = (value: string): string => (faultless ? short(value) : '(not shown)');
  const wanted = new Map(leaves(after, ''));
  return [
    ...[...old].flatMap(([path, value]) => (wanted.has(path) ? [] : [`- ${path}: ${shown(value)}`])),
    ...[...wanted].flatMap(([path, value]) => {
      const was = old.get(path);
      if (was === value) return [];
      return [was === undefined ? `+ ${path}: ${short(value)}` : `~ ${path}: ${shown(was)} -> ${short(value)}`];
    }),
  ];
}

/** Path and JSON of everything that is no list or object with something in it. */
function leaves(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return value === undefined ? [] : [[path, 'null']];
  if (typeof value !== 'object') return [[path, JSON.stringify(value)]];
  const parts = Array.isArray(value)
    ? value.map((item: unknown, index): readonly [string, unknown] => [`${path}[${index}]`, item])
    : Object.entries(value).map(([name, item]): readonly [string, unknown] => [
        path === '' ? name : `${path}.${name}`,
        item,
      ]);
  return parts.length === 0 && path !== ''
    ? [[path, JSON.stringify(value)]]
    : parts.flatMap(([at, item]) => leaves(item, at));
}

function short(json: string): string {
  return visible(json.length > LONGEST ? `${json.slice(0, LONGEST)}…` : json);
}
