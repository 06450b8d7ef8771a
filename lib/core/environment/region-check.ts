import { type Problem, problem } from '../errors';
import { sortedEntries } from '../sorted-entries';
import { environmentErrors } from './errors';
import type { Environment, RegionSettings } from './schema';

/**
 * Names of the buckets that the layers make by themselves: of states, and of the access logs of states, of buckets and of the edge. An
 * environment's own bucket has another one in every region, so that it may get each of the layers later.
 */
export const reservedBuckets: readonly string[] = ['data-logs', 'edge-logs', 'state', 'state-logs'];

/**
 * What is wrong within each region of an environment. Reports `environment/missing-tier`, `entry-without-edge`, `edge-without-entry` and `reserved-bucket`.
 * @param path - where it was read
 * @param environment - one that passed the schema
 */
export function checkRegions(path: string, environment: Environment): Problem[] {
  return sortedEntries(environment.regions).flatMap(([region, settings]) =>
    settings
      ? [
          ...missingTiers(path, region, settings),
          ...unattachedEntries(path, region, settings, environment),
          ...takenBuckets(path, region, settings),
        ]
      : [],
  );
}

/** A service and the tier of subnets that it stands in. */
const tierOf = { database: 'database', cache: 'cache', edge: 'public' } as const;

function missingTiers(path: string, region: string, settings: RegionSettings): Problem[] {
  return (Object.keys(tierOf) as (keyof typeof tierOf)[]).flatMap((service) => {
    const tier = tierOf[service];
    if (!settings[service] || settings.network.subnets[tier]) return [];
    return [
      problem(environmentErrors['missing-tier'], path, {
        at: `regions.${region}.${service}`,
        found: `a ${service} without subnets.${tier} in the network`,
        fix: `add network.subnets.${tier}, or remove the ${service}`,
      }),
    ];
  });
}

/** Without workloads an edge is there for what is deployed in another way. */
function unattachedEntries(
  path: string,
  region: string,
  { edge }: RegionSettings,
  { workloads }: Environment,
): Problem[] {
  const kind = workloads?.entry.kind;
  if (kind === 'edge' && !edge) {
    return [
      problem(environmentErrors['entry-without-edge'], path, {
        at: 'workloads.entry',
        found: `kind 'edge', and no edge in ${region}`,
        fix: `add regions.${region}.edge, or choose an entry inside the cluster, for example kind: 'gateway'`,
      }),
    ];
  }
  if (kind === undefined || kind === 'edge' || !edge) return [];
  return [
    problem(environmentErrors['edge-without-entry'], path, {
      at: `regions.${region}.edge`,
      found: `an edge, and workloads that come in by kind '${kind}'`,
      fix: "let workloads.entry be { kind: 'edge' }, or remove the edge",
    }),
  ];
}

function takenBuckets(path: string, region: string, { buckets = {} }: RegionSettings): Problem[] {
  return reservedBuckets
    .filter((name) => Object.hasOwn(buckets, name))
    .map((name) =>
      problem(environmentErrors['reserved-bucket'], path, {
        at: `regions.${region}.buckets.${name}`,
        found: `"${name}", the name of a bucket that the environment makes by itself`,
        fix: `choose another name than ${reservedBuckets.join(', ')}`,
      }),
    );
}
