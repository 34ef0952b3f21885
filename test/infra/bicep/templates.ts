/** All templates of infra/, by their path below it. */
import { readdirSync, readFileSync } from 'node:fs';
import { readTemplate, type Template } from './template.ts';

const INFRA = new URL('../../../infra/', import.meta.url);

export const templateTexts: ReadonlyMap<string, string> = new Map(
  readdirSync(INFRA, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.bicep'))
    .toSorted()
    .map((path) => [path, readInfra(path)]),
);

export const templates: ReadonlyMap<string, Template> = new Map(
  [...templateTexts].map(([path, text]) => [path, readTemplate(text)]),
);

/** Throws on a path that is none. */
export function templateAt(path: string): Template {
  const found = templates.get(path);
  if (found === undefined) throw new RangeError(`There is no template ${path}`);
  return found;
}

export function readInfra(path: string): string {
  return readFileSync(new URL(path, INFRA), 'utf8');
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, INFRA)).toSorted();
}
