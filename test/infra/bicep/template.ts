/** One template as its declarations: parameters, variables, resources, modules, outputs. */
import type { Node } from 'web-tree-sitter';
import { contentOf, fieldOf, propertiesOf, readValue, type Value } from './value.ts';
import { parseBicep } from './grammar.ts';

export interface Template {
  readonly text: string;
  readonly parameters: readonly Declared[];
  readonly outputs: readonly Declared[];
  readonly variables: ReadonlyMap<string, Value>;
  readonly resources: readonly Resource[];
  readonly modules: readonly Module[];
  /** `module.outputs.name` wherever it is written. */
  readonly usedOutputs: readonly { readonly module: string; readonly output: string }[];
  /** Every name that an expression mentions. */
  readonly mentioned: ReadonlySet<string>;
}

interface Declared {
  readonly name: string;
  /** Of `@description`; undefined: there is none. */
  readonly description: string | undefined;
  readonly decorators: readonly string[];
  readonly type: string;
  /** undefined: it has to be given. */
  readonly initial: Value | undefined;
}

export interface Resource {
  readonly symbol: string;
  readonly type: string;
  readonly version: string;
  /** It is only referred to. */
  readonly existing: boolean;
  readonly body: Value;
}

export interface Module {
  readonly symbol: string;
  readonly path: string;
  readonly given: readonly string[];
}

export function readTemplate(text: string): Template {
  const root = parseBicep(text);
  const statements = contentOf(root);
  const variableNodes = new Map(
    statements
      .filter((node) => node.type === 'variable_declaration')
      .map((node): [string, Node] => [partOf(node, 0).text, partOf(node, 1)]),
  );
  const read = (node: Node): Value => readValue(node, (name) => variableNodes.get(name));
  const declared = (type: string): readonly Declared[] =>
    statements.flatMap((node, index) => (node.type === type ? [declaredBy(node, statements[index - 1], read)] : []));
  return {
    text,
    parameters: declared('parameter_declaration'),
    outputs: declared('output_declaration'),
    variables: new Map([...variableNodes].map(([name, node]) => [name, read(node)])),
    resources: statements
      .filter((node) => node.type === 'resource_declaration')
      .map((node) => {
        const [type = '', version = ''] = partOf(node, 1).text.slice(1, -1).split('@');
        const existing = node.children.some((child) => child.type === 'existing');
        return { symbol: partOf(node, 0).text, type, version, existing, body: read(bodyOf(node)) };
      }),
    modules: statements
      .filter((node) => node.type === 'module_declaration')
      .map((node) => ({
        symbol: partOf(node, 0).text,
        path: partOf(node, 1).text.slice(1, -1),
        given: propertiesOf(bodyOf(node)).flatMap(([name, value]) =>
          name === 'params' ? propertiesOf(value).map(([parameter]) => parameter) : [],
        ),
      })),
    usedOutputs: [...text.matchAll(/\b(\w+)!?\.outputs\.(\w+)/g)].map(([, module = '', output = '']) => ({
      module,
      output,
    })),
    mentioned: new Set(root.descendantsOfType('identifier').map((node) => node.text)),
  };
}

function declaredBy(node: Node, before: Node | undefined, read: (node: Node) => Value): Declared {
  const decorators = before?.type === 'decorators' ? contentOf(before).map((decorator) => decorator.text) : [];
  const initial = contentOf(node)[2];
  return {
    name: partOf(node, 0).text,
    description: decorators.flatMap((text) => /^@description\('(.*)'\)$/s.exec(text)?.[1] ?? [])[0],
    decorators,
    type: partOf(node, 1).text,
    initial: initial === undefined ? undefined : read(initial),
  };
}

function partOf(node: Node, index: number): Node {
  const part = contentOf(node)[index];
  if (part === undefined) throw new RangeError(`Cut short: ${node.text.slice(0, 60)}`);
  return part;
}

/** The object of a resource or module, inside of its condition and its loop. */
function bodyOf(node: Node): Node {
  const body = partOf(node, 2);
  if (body.type === 'for_statement') return fieldOf(body, 'body');
  if (body.type === 'if_statement') return contentOf(body).at(-1) ?? body;
  return body;
}
