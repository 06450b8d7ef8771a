import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { sortedEntries } from '../../core/sorted-entries';
import { type KubePersistentVolumeClaimProps, KubeStatefulSet, Quantity } from '../manifest/kinds';
import { checkObjectName } from '../manifest/namespace-chart';
import { addDisruptionBudget } from './disruption';
import { type WorkloadFault, wholeNumber } from './errors';
import { lateObject } from './late-object';
import { mainPortFaults, mainPortOf } from './pod/ports';
import { bytesFaults } from './pod/size';
import { spreadConstraints } from './pod/spread';
import type { StatefulServiceProps, VolumeClaim } from './props';
import { budgetFaults } from './scale';
import { addService } from './service';
import { Workload } from './workload';

/**
 * A workload with data: StatefulSet with a volume of each pod's own, a Service for callers, a headless one `<name>-headless` that names
 * each pod, ServiceAccount, PodDisruptionBudget from two replicas on. Volumes outlive pods and StatefulSet. Reports `workload/*`.
 */
export class StatefulService extends Workload {
  readonly resource: ApiObject;
  /** Name of the Service that names each pod, `<name>-<n>.<this>`. */
  readonly headlessName: string;
  /** Replicas there are. */
  readonly replicas: { readonly min: number; readonly max: number };

  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id, props, {
      component: 'store',
      ports: props.ports,
      mainPort: mainPortOf(props),
      health: props.health,
      preStopSeconds: 0,
    });
    const { name, labels, selector, ports } = this;
    const { minReadySeconds = 5, revisionHistoryLimit = 5 } = props.rollout ?? {};
    this.headlessName = `${name}-headless`;
    this.replicas = { min: props.replicas, max: props.replicas };
    this.reportAll([
      ...mainPortFaults(props),
      ...wholeNumber('replicas', 'replicas', props.replicas, 0),
      ...budgetFaults(props.disruption, props.replicas),
      ...wholeNumber('rollout', 'rollout.minReadySeconds', minReadySeconds, 0),
      ...wholeNumber('rollout', 'rollout.revisionHistoryLimit', revisionHistoryLimit, 0),
      ...claimFaults(props.volumeClaims),
    ]);
    const claims = sortedEntries(props.volumeClaims);
    for (const [claim, { path, storageClass }] of claims) {
      this.addClaim(claim, path);
      // An empty one asks for a volume that is there already.
      if (storageClass)
        checkObjectName(this, storageClass, 'subdomain', `volumeClaims.${claim}.storageClass`);
    }
    this.resource = lateObject(this, 'Resource', KubeStatefulSet, {
      metadata: { name, labels },
      preStopSeconds: this.stop.preStopSeconds,
      props: () => ({
        spec: {
          serviceName: this.headlessName,
          replicas: props.replicas,
          selector: { matchLabels: { ...selector } },
          podManagementPolicy: props.podManagementPolicy ?? 'OrderedReady',
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
          minReadySeconds,
          revisionHistoryLimit,
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
          template: this.template({
            topologySpreadConstraints: spreadConstraints(props.spread, selector, false),
          }),
          volumeClaimTemplates: claims.map(([claim, about]) => claimTemplate(claim, about, selector)),
        },
      }),
    });
    const spoken = { ...(Object.hasOwn(ports, 'http') && { http: 'http' }), ...props.protocols };
    const service = { labels, selector, ports, protocols: spoken };
    addService(this, 'service', { ...service, name, kind: 'balanced' });
    addService(this, 'headless', { ...service, name: this.headlessName, kind: 'headless' });
    addDisruptionBudget(this, { name, labels, selector, disruption: props.disruption, min: props.replicas });
  }
}

/** Only what selects the pods is a label here: the template cannot be changed, and other labels may. */
function claimTemplate(
  name: string,
  { size, storageClass }: VolumeClaim,
  labels: Readonly<Record<string, string>>,
): KubePersistentVolumeClaimProps {
  return {
    metadata: { name, labels: { ...labels } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      volumeMode: 'Filesystem',
      ...(storageClass !== undefined && { storageClassName: storageClass }),
      resources: { requests: { storage: Quantity.fromString(size) } },
    },
  };
}

function claimFaults(claims: Readonly<Record<string, VolumeClaim>>): WorkloadFault[] {
  return Object.keys(claims)
    .sort()
    .flatMap((name) =>
      bytesFaults(`volumeClaims.${name}.size`, claims[name]?.size ?? '', 'write it as 10Gi'),
    );
}
