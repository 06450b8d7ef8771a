import type { Construct } from 'constructs';
import { IntOrString, KubeNetworkPolicy } from '../manifest/kinds';
import { NAMESPACE_NAME_LABEL } from '../manifest/labels';
import type { ClusterDns } from './props';

/** Denies every connection from and to the pods of a namespace; other policies add what is allowed. */
export function denyAll(scope: Construct): KubeNetworkPolicy {
  return new KubeNetworkPolicy(scope, 'DenyAll', {
    metadata: { name: 'deny-all' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** Lets every pod ask the cluster's DNS: over TCP too, which takes the answers that are too long for UDP. */
export function allowDns(scope: Construct, dns: ClusterDns): KubeNetworkPolicy {
  const port = IntOrString.fromNumber(53);
  const { namespace = 'kube-system', podLabels = { 'k8s-app': 'kube-dns' }, nodeLocalAddress } = dns;
  return new KubeNetworkPolicy(scope, 'AllowDns', {
    metadata: { name: 'allow-dns' },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
              podSelector: { matchLabels: { ...podLabels } },
            },
            ...(nodeLocalAddress === undefined ? [] : [{ ipBlock: { cidr: `${nodeLocalAddress}/32` } }]),
          ],
          ports: [
            { protocol: 'UDP', port },
            { protocol: 'TCP', port },
          ],
        },
      ],
    },
  });
}
