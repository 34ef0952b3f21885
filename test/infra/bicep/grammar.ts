/** Reads Bicep by its published grammar: what this cannot read, the compiler cannot either. */
import { createRequire } from 'node:module';
import { Language, Parser, type Node } from 'web-tree-sitter';

const { resolve } = createRequire(import.meta.url);

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

/** Throws on a text that cannot be read. The root of the tree otherwise. */
export function parseBicep(text: string): Node {
  const root = parser.parse(text)?.rootNode;
  if (root === undefined) throw new RangeError('The grammar gave no tree');
  return root;
}

/** Places that cannot be read, as `line:column text`. */
export function syntaxProblems(text: string): readonly string[] {
  const problems: string[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing)
      problems.push(`${node.startPosition.row + 1}:${node.startPosition.column + 1} ${node.text.slice(0, 60)}`);
    node.children.forEach(visit);
  };
  visit(parseBicep(text));
  return problems;
}
