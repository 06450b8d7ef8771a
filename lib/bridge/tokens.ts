import { TerraformResource, Token, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Where a value that is known only after a deploy comes from: the path of the construct, or the Terraform expression. `undefined` for
 * a value that is known.
 */
export function tokenOrigin(value: string | number): string | undefined {
  if (Token.isUnresolved(value)) {
    const tokens =
      typeof value === 'string'
        ? Tokenization.reverseString(value).tokens
        : [Tokenization.reverseNumber(value)];
    return tokens.map(describe).join(', ');
  }
  const expression = /\$\{[^}]*\}/.exec(String(value));
  return expression?.[0];
}

/** cdktf's references know their stack and their address, though not their construct. */
function describe(token: unknown): string {
  const { originStack, identifier } = token as {
    readonly originStack?: IConstruct;
    readonly identifier?: unknown;
  };
  if (originStack === undefined || typeof identifier !== 'string') return 'a Terraform expression';
  const origin = originStack.node
    .findAll()
    .filter((one) => TerraformResource.isTerraformResource(one))
    .find((one) => identifier.startsWith(`${one.terraformResourceType}.${one.friendlyUniqueId}.`));
  return `${(origin ?? originStack).node.path} (${identifier})`;
}
