/** Route templates as Azure Functions has them: literals, `{name}`, `{name?}` and `{*rest}`, one to a segment. */

export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'rest'; readonly name: string };

/** Of a template, its segments; or in words what it has that is not understood. */
export type ParsedTemplate =
  | { readonly kind: 'segments'; readonly segments: readonly Segment[] }
  | { readonly kind: 'problem'; readonly message: string };

const PARAMETER = /^\{(?<rest>\*{0,2})(?<name>[A-Za-z_][A-Za-z0-9_-]*)(?<optional>\??)\}$/;

export function parseTemplate(template: string): ParsedTemplate {
  const parts = template === '' ? [] : template.split('/');
  const segments: Segment[] = [];
  for (const part of parts) {
    const segment = parseSegment(part);
    if (segment === undefined)
      return problem(
        part === ''
          ? 'has an empty segment; expected no slash at its beginning or end, and no two together'
          : `has "${part}"; expected plain text, {name}, {name?} or {*rest}`,
      );
    const before = segments.at(-1);
    if (before?.kind === 'rest') return problem(`goes on after {*${before.name}}, which takes all that follows`);
    if (before?.kind === 'parameter' && before.optional && !isOptional(segment))
      return problem(`has "${part}" after the optional {${before.name}?}, which would then not be optional`);
    if (segment.kind !== 'literal' && segments.some((one) => one.kind !== 'literal' && one.name === segment.name))
      return problem(`has two parameters named "${segment.name}"`);
    segments.push(segment);
  }
  return { kind: 'segments', segments };
}

function parseSegment(part: string): Segment | undefined {
  const { rest, name, optional } = PARAMETER.exec(part)?.groups ?? {};
  if (name !== undefined && rest !== '') return optional === '' ? { kind: 'rest', name } : undefined;
  if (name !== undefined) return { kind: 'parameter', name, optional: optional === '?' };
  return part === '' || /[{}*?]/.test(part) ? undefined : { kind: 'literal', text: part.toLowerCase() };
}

function isOptional(segment: Segment): boolean {
  return segment.kind === 'rest' || (segment.kind === 'parameter' && segment.optional);
}

function problem(message: string): ParsedTemplate {
  return { kind: 'problem', message };
}

/** The parameters of a path of these decoded parts; undefined: the template is another's. Text compares without case, parameters keep theirs. */
export function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'rest') {
      if (part !== undefined) params[segment.name] = parts.slice(index).join('/');
      return params;
    }
    if (part === undefined) return isOptional(segment) ? params : undefined;
    if (part === '') return undefined;
    if (segment.kind === 'literal') {
      if (segment.text !== part.toLowerCase()) return undefined;
    } else params[segment.name] = part;
  }
  return parts.length > segments.length ? undefined : params;
}

/** Sorts the most specific first when compared as text: at the first segment that differs, plain text before a parameter before the rest. */
export function precedence(segments: readonly Segment[]): string {
  const digits = { literal: '1', parameter: '3', rest: '5' } as const satisfies Record<Segment['kind'], string>;
  return segments.map((segment) => digits[segment.kind]).join('');
}
