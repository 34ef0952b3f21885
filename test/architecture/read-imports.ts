/** Every import of a source file as the compiler sees it: static, re-exported, dynamic, in types, by `require`. */
import ts from 'typescript';

export interface Import {
  readonly specifier: string;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
  /** Loaded when the line is reached, not when the file is. */
  readonly dynamic: boolean;
}

/** A dynamic import of something computed has the specifier `(computed)`. */
export function readImports(path: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const note = (node: ts.Node | undefined, typeOnly: boolean, dynamic: boolean): void => {
    found.push({
      specifier: node !== undefined && ts.isStringLiteralLike(node) ? node.text : '(computed)',
      typeOnly,
      dynamic,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) note(node.moduleSpecifier, isTypeImport(node), false);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
      note(node.moduleSpecifier, node.isTypeOnly, false);
    else if (ts.isImportTypeNode(node))
      note(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true, false);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      note(node.moduleReference.expression, node.isTypeOnly, false);
    else if (ts.isCallExpression(node) && loads(node.expression)) note(node.arguments[0], false, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import type …`, or `import { type A, type B } …`: under verbatimModuleSyntax only the first leaves nothing behind. */
function isTypeImport(node: ts.ImportDeclaration): boolean {
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function loads(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}
