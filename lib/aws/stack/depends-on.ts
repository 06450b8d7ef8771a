import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Every resource at or below some constructs, for `dependsOn`: what has to exist before, and to outlive, something that does not
 * refer to it.
 */
export function resourcesOf(...constructs: readonly IConstruct[]): TerraformResource[] {
  return constructs.flatMap((one) => one.node.findAll().filter(TerraformResource.isTerraformResource));
}
