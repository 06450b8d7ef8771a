import type { TopologySpreadConstraint } from '../../manifest/kinds';
import type { Spread } from '../props';

const topologies = { zones: 'topology.kubernetes.io/zone', hosts: 'kubernetes.io/hostname' } as const;

/**
 * Keeps pods apart over zones and nodes. Soft by default: a required spread leaves pods pending when a zone is lost.
 * @param perRevision - `true` for pods of a Deployment: each revision is spread by itself, so that a rollout ends evenly
 */
export function spreadConstraints(
  spread: Spread = {},
  selector: Readonly<Record<string, string>>,
  perRevision: boolean,
): TopologySpreadConstraint[] {
  return (['zones', 'hosts'] as const).flatMap((over) => {
    const how = spread[over] ?? 'prefer';
    if (how === 'none') return [];
    return [
      {
        topologyKey: topologies[over],
        maxSkew: 1,
        whenUnsatisfiable: how === 'require' ? 'DoNotSchedule' : 'ScheduleAnyway',
        // A node that the pods may not use must not count as an empty one.
        nodeTaintsPolicy: 'Honor',
        labelSelector: { matchLabels: { ...selector } },
        ...(perRevision && { matchLabelKeys: ['pod-template-hash'] }),
      },
    ];
  });
}
