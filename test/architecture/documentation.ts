import type { Comment, Declaration, Node, Statement, TSInterfaceDeclaration } from '@babel/types';
import type { Source } from './source';

/** Exported things without a docstring, and optional members of exported interfaces without a default, `file:line: what`. */
export function missingDocumentation(source: Source): string[] {
  return source.ast.program.body.flatMap((statement) => {
    const declaration = exportedDeclaration(statement);
    if (!declaration) return [];
    return [
      ...(docstring(statement) === undefined
        ? [complaint(source, statement, `${nameOf(declaration)} has no docstring`)]
        : []),
      ...(declaration.type === 'TSInterfaceDeclaration' ? members(source, declaration) : []),
    ];
  });
}

function exportedDeclaration(statement: Statement): Declaration | undefined {
  if (statement.type !== 'ExportNamedDeclaration') return undefined;
  return statement.declaration ?? undefined;
}

function members(source: Source, { id, body }: TSInterfaceDeclaration): string[] {
  return body.body.flatMap((member) => {
    if (member.type !== 'TSPropertySignature' && member.type !== 'TSMethodSignature') return [];
    const name = `${id.name}.${source.text.slice(member.key.start ?? 0, member.key.end ?? 0)}`;
    const text = docstring(member);
    if (text === undefined) return [complaint(source, member, `${name} has no docstring`)];
    return member.optional && !/@default\s+\S/.test(text)
      ? [complaint(source, member, `${name} is optional and has no @default`)]
      : [];
  });
}

function docstring({
  leadingComments,
}: {
  readonly leadingComments?: readonly Comment[] | null | undefined;
}): string | undefined {
  const last = leadingComments
    ?.filter((one) => one.type === 'CommentBlock' && one.value.startsWith('*'))
    .at(-1);
  return last?.value;
}

function nameOf(declaration: Declaration): string {
  if ('id' in declaration && declaration.id && 'name' in declaration.id) return String(declaration.id.name);
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.map((one) => ('name' in one.id ? one.id.name : 'a pattern')).join(', ');
  }
  return declaration.type;
}

function complaint(source: Source, node: Node, text: string): string {
  return `${source.path}:${node.loc?.start.line ?? 0}: ${text}`;
}
