import { closest } from '../../lib/core/closest';
import type { Environment } from '../../lib/core/environment';
import { environmentErrors } from '../../lib/core/environment';
import { type Problem, problem } from '../../lib/core/errors';
import { sortedEntries } from '../../lib/core/sorted-entries';
import { gatewayName, gatewayPort, type ShopServices } from './services';

/**
 * What is wrong in an environment's data for these services. Reports `environment/target-port`, `environment/missing-image` and
 * `environment/unknown-image`.
 * @param environment - one that passed the schema
 * @param services - the services behind the gateway
 */
export function checkData(environment: Environment, services: ShopServices): Problem[] {
  const path = `environments/${environment.name}`;
  const { workloads, regions } = environment;
  if (!workloads) return [];
  const ports =
    workloads.entry.kind === 'edge'
      ? sortedEntries(regions).flatMap(([region, settings]) => targetPort(path, region, settings?.edge))
      : [];
  return [...ports, ...imageProblems(path, workloads.images, [gatewayName, ...Object.keys(services)].sort())];
}

function targetPort(
  path: string,
  region: string,
  edge: { readonly targetPort: number } | undefined,
): Problem[] {
  if (!edge || edge.targetPort === gatewayPort) return [];
  return [
    problem(environmentErrors['target-port'], path, {
      at: `regions.${region}.edge.targetPort`,
      found: `${edge.targetPort}, and the gateway's pods listen on ${gatewayPort}`,
      fix: `targetPort: ${gatewayPort}`,
    }),
  ];
}

function imageProblems(
  path: string,
  images: Readonly<Record<string, string>>,
  names: readonly string[],
): Problem[] {
  const missing = names.filter((name) => !Object.hasOwn(images, name));
  const unknown = Object.keys(images)
    .filter((name) => !names.includes(name))
    .sort();
  return [
    ...missing.map((name) =>
      problem(environmentErrors['missing-image'], path, {
        at: `workloads.images['${name}']`,
        found: 'nothing',
        fix: `give the tag or the digest of ${name}`,
      }),
    ),
    ...unknown.map((name) => {
      const hint = closest(name, missing.length > 0 ? missing : names);
      return problem(environmentErrors['unknown-image'], path, {
        at: `workloads.images['${name}']`,
        found: `"${name}", which is no service${hint ? `; did you mean "${hint}"?` : ''}`,
        fix: `remove it, or name one of ${names.join(', ')}`,
      });
    }),
  ];
}
