/** What an expression of a template may come to, as far as the file itself tells. */
import type { Node } from 'web-tree-sitter';

export type Value =
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'null' }
  /** Decided when it is deployed. */
  | { readonly kind: 'either'; readonly options: readonly Value[] }
  | { readonly kind: 'unknown'; readonly expression: string };

export interface Property {
  readonly name: string;
  readonly value: Value;
}

/** What stands behind a name; undefined: a parameter, a resource, a variable of a loop. */
export type LookUp = (name: string) => Node | undefined;

export function readValue(node: Node, lookUp: LookUp): Value {
  const read = (inner: Node): Value => readValue(inner, lookUp);
  const unknown: Value = { kind: 'unknown', expression: node.text };
  switch (node.type) {
    case 'object':
      return { kind: 'object', properties: propertiesOf(node).map(([name, inner]) => ({ name, value: read(inner) })) };
    case 'array':
      return { kind: 'list', items: contentOf(node).map(read) };
    case 'string':
      return textOf(node) ?? unknown;
    case 'number':
      return { kind: 'number', number: Number(node.text) };
    case 'boolean':
      return { kind: 'boolean' };
    case 'null':
      return { kind: 'null' };
    case 'ternary_expression':
      return { kind: 'either', options: [fieldOf(node, 'consequence'), fieldOf(node, 'alternative')].map(read) };
    case 'for_statement':
      return { kind: 'list', items: [read(fieldOf(node, 'body'))] };
    case 'if_statement':
    case 'parenthesized_expression':
      return read(last(node));
    case 'identifier': {
      const known = lookUp(node.text);
      return known === undefined ? unknown : read(known);
    }
    case 'call_expression':
      return fieldOf(node, 'function').text === 'concat' ? concatenated(node, read, unknown) : unknown;
    default:
      return unknown;
  }
}

/** Name -> node of the value. Resources inside of resources are left out. */
export function propertiesOf(object: Node): readonly (readonly [name: string, value: Node])[] {
  return contentOf(object)
    .filter((child) => child.type === 'object_property')
    .flatMap((child) => {
      const [name, value] = contentOf(child);
      if (name === undefined || value === undefined) return [];
      return [[name.type === 'string' ? name.text.slice(1, -1) : name.text, value] as const];
    });
}

/** Children that are more than punctuation and comments. */
export function contentOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function fieldOf(node: Node, name: string): Node {
  const field = node.childForFieldName(name);
  if (field === null) throw new RangeError(`No ${name} in: ${node.text.slice(0, 60)}`);
  return field;
}

function last(node: Node): Node {
  const found = contentOf(node).at(-1);
  if (found === undefined) throw new RangeError(`Nothing in: ${node.text.slice(0, 60)}`);
  return found;
}

/** undefined: something is put in when it is deployed. */
function textOf(node: Node): Value | undefined {
  const parts = contentOf(node);
  return parts.every((part) => part.type === 'string_content')
    ? { kind: 'text', text: parts.map((part) => part.text).join('') }
    : undefined;
}

function concatenated(node: Node, read: (inner: Node) => Value, unknown: Value): Value {
  const lists = contentOf(fieldOf(node, 'arguments')).map(read);
  return lists.every((list) => list.kind === 'list')
    ? { kind: 'list', items: lists.flatMap((list) => list.items) }
    : unknown;
}
