import { Aspects, TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import { deepMerge } from 'cdktf/lib/util';
import { resolvePrepared, resolvePreparing } from './resolve';

/** What the elements of some stacks resolved to while the stacks were prepared. */
export type Prepared = ReadonlyMap<TerraformElement, unknown>;

/**
 * Prepares stacks as cdktf does before it writes them (what one needs from another is added to both) and keeps what it resolves and
 * throws away. It would resolve everything twice more to write it, and that is a third of a synth.
 * @param stacks - all of an app
 */
export function prepareStacks(stacks: readonly TerraformStack[]): Prepared {
  const kept = new Map<TerraformElement, unknown>();
  for (const stack of stacks) {
    const resolveOnce = (element: TerraformElement, toTerraform: () => unknown) => {
      kept.set(element, resolvePreparing(stack, toTerraform()));
      return {};
    };
    insteadOfToTerraform(elementsOf(stack), resolveOnce, () => stack.prepareStack());
  }
  return kept;
}

/**
 * The same as `stack.toTerraform()`, from what its elements resolved to while it was prepared, where that still holds: aspects may have
 * changed it, and an element that was added meanwhile was not resolved.
 */
export function toTerraform(stack: TerraformStack, prepared: Prepared): object {
  const elements = elementsOf(stack);
  const overrides: object = Reflect.get(stack, 'rawOverrides');
  const holds =
    stack.toTerraform === TerraformStack.prototype.toTerraform &&
    elements.every((one) => prepared.has(one)) &&
    stack.node.findAll().every((one) => Aspects.of(one).all.length === 0) &&
    !hasUndefined(overrides);
  if (!holds) return stack.toTerraform();
  const comment = { metadata: metadataOf(stack, elements, overrides), outputs: outputsOf(elements) };
  return deepMerge(
    { '//': comment },
    ...elements.map((one) => prepared.get(one)),
    resolvePrepared(stack, overrides),
  );
}

/** What a stack says of itself in its comment, as cdktf has it: its elements may say more, and few do. */
function metadataOf(stack: TerraformStack, elements: readonly TerraformElement[], overrides: object): object {
  const keys = Object.keys(overrides);
  const metadata = {
    version: stack.node.tryGetContext('cdktfVersion'),
    stackName: stack.node.id,
    backend: 'local',
    ...(keys.length > 0 && { overrides: { stack: keys } }),
  };
  const said = elements
    .map((one): object => one.toMetadata())
    .filter((one) => Object.values(one).some((value) => value !== undefined));
  return deepMerge(metadata, ...said.map((one) => resolvePrepared(stack, one)));
}

/** The names of a stack's outputs by the path of each, which cdktf-cli reads. */
function outputsOf(elements: readonly TerraformElement[]): object {
  const byPath = elements.filter(TerraformOutput.isTerraformOutput).map((one) => {
    const parts = one.node.path.split('/');
    return parts.reduceRight<object | string>((inner, part) => ({ [part]: inner }), one.friendlyUniqueId);
  });
  return deepMerge({}, ...byPath);
}

/** The elements of a stack, without those of a stack inside it. */
function elementsOf(stack: TerraformStack): TerraformElement[] {
  return stack.node
    .findAll()
    .filter(TerraformElement.isTerraformElement)
    .filter((one) => one.cdktfStack === stack);
}

/** Does something while elements give something else to cdktf than their own `toTerraform`. */
function insteadOfToTerraform(
  elements: readonly TerraformElement[],
  instead: (element: TerraformElement, toTerraform: () => unknown) => object,
  work: () => void,
): void {
  const own = elements.map((one) => one.toTerraform);
  for (const [index, element] of elements.entries()) {
    element.toTerraform = () => instead(element, () => own[index]?.call(element));
  }
  try {
    work();
  } finally {
    for (const [index, element] of elements.entries())
      element.toTerraform = own[index] ?? element.toTerraform;
  }
}

/** An override with `undefined` takes away what an element has: it has to be merged before anything is resolved. */
function hasUndefined(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return Object.values(value).some(hasUndefined);
}
