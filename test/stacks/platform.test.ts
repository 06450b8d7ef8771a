import { tmpdir } from 'node:os';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import { App } from 'cdktf';
import dev from '../../environments/dev';
import prod from '../../environments/prod';
import { Bindings, bucketBinding, cacheBinding, databaseBinding } from '../../lib/bridge';
import { checkEnvironments } from '../../lib/core/environment';
import { addresses, onlyResource, resources, synthTerraform } from '../../lib/testing';
import { ClusterStack } from '../../stacks/layers/cluster';
import { addRegionDatabases, DataStack } from '../../stacks/layers/data';
import { NetworkStack } from '../../stacks/layers/network';
import { PlatformStack } from '../../stacks/layers/platform';
import type { Place } from '../../stacks/place';
import { sources, today } from './program';

function platformOf(data: typeof prod | typeof dev) {
  const [environment] = checkEnvironments(sources(data)).environments;
  const settings = environment?.regions['us-east-1'];
  if (!environment || !settings) throw new Error('no environment');
  const place: Place = { environment, region: 'us-east-1', settings, today, peers: [] };
  const app = new App({ outdir: tmpdir(), stackTraces: false });
  const network = new NetworkStack(app, place);
  const layer = settings.database ? new DataStack(app, place, { network }) : undefined;
  if (layer) addRegionDatabases(layer);
  const cluster = new ClusterStack(app, place, { network, edge: undefined });
  const namespace = `microshop-${environment.name}`;
  const bindings = new Bindings({ place: `${environment.name}/us-east-1`, region: 'us-east-1' });
  if (layer) {
    const workload = { namespace, serviceAccount: 'product-service' };
    const ranges = ['10.0.21.0/24'];
    bindings.add(databaseBinding({ name: 'product-db', user: 'product', ranges, workload }));
    bindings.add(cacheBinding({ name: 'product-cache', user: 'product-service', ranges, workload }));
    const bucket = { bucket: 'assets', access: 'read', objects: 'wholeBucket' } as const;
    bindings.add(bucketBinding({ name: 'product-assets', ranges: 'wholeInternet', workload, ...bucket }));
  }
  const targetGroups = layer ? ['microshop-prod-api-8080'] : [];
  const layers = { cluster, data: layer, namespaces: [namespace, namespace], targetGroups, bindings };
  return { stack: new PlatformStack(app, place, layers), bindings };
}

test('everything that the manifests need is there first, in a state of its own', () => {
  const { stack, bindings } = platformOf(prod);
  expect(stack.node.id).toBe('prod-us-east-1-platform');
  const content = synthTerraform(stack);
  expect(addresses(content)).toEqual([
    'aws_eks_pod_identity_association.cluster_identity_external-secrets_external-secrets_association',
    'aws_eks_pod_identity_association.cluster_identity_kube-system_aws-load-balancer-controller_association',
    'aws_eks_pod_identity_association.cluster_identity_microshop-prod_product-service_association',
    'aws_iam_role.cluster_identity_external-secrets_external-secrets',
    'aws_iam_role.cluster_identity_kube-system_aws-load-balancer-controller',
    'aws_iam_role.cluster_identity_microshop-prod_product-service',
    'aws_iam_role_policy.cluster_identity_kube-system_aws-load-balancer-controller_policy',
    'aws_iam_role_policy.cluster_identity_microshop-prod_product-service_policy',
    'aws_vpc_security_group_ingress_rule.cache_from-cluster-tcp-6379',
    'aws_vpc_security_group_ingress_rule.database_from-cluster-tcp-5432',
    'kubernetes_cluster_role_binding_v1.plan-access_binding',
    'kubernetes_cluster_role_v1.plan-access_role',
    'kubernetes_config_map_v1.binding_microshop-prod_product-assets_config',
    'kubernetes_config_map_v1.binding_microshop-prod_product-cache_config',
    'kubernetes_config_map_v1.binding_microshop-prod_product-db_config',
    'kubernetes_namespace_v1.namespace-microshop-prod',
    'kubernetes_storage_class_v1.storage-class',
  ]);
  expect(Object.keys(resources(content, ConfigMapV1))).toHaveLength(3);
  // Terraform puts its references in before the text is read as JSON.
  const policies = resources(content, IamRolePolicy);
  const ofService = policies['cluster_identity_microshop-prod_product-service_policy'];
  const text: string = ofService?.['policy'];
  const policy = JSON.parse(text.replace(/\$\{[^}]*\}/g, (reference) => reference.replaceAll('"', "'")));
  expect(policy.Statement.map((one: { Sid: string }) => one.Sid)).toEqual([
    'ConnectCacheProductService',
    'Connectproduct',
    'KeyBucketAssets',
    'ListBucketAssets',
    'ReadBucketAssets',
  ]);
  // A quote within an expression of Terraform is its own: escaped with those of the JSON around it, it could not be read.
  const expressions = text.match(/\$\{[^}]*\}/g) ?? [];
  expect(expressions.filter((one) => one.includes('\\'))).toEqual([]);
  const ofController = policies['cluster_identity_kube-system_aws-load-balancer-controller_policy'];
  expect(ofController?.['policy']).toContain(':targetgroup/microshop-prod-api-8080/*');
  expect(onlyResource(content, StorageClassV1)['reclaim_policy']).toBe('Retain');
  expect(bindings.check().map((one) => one.code)).toEqual(Array(3).fill('bridge/missing-cluster-end'));
});

test('an environment without managed services has the same but for them', () => {
  const content = synthTerraform(platformOf(dev).stack);
  expect(Object.keys(content.resource)).toEqual([
    'aws_eks_pod_identity_association',
    'aws_iam_role',
    'kubernetes_cluster_role_binding_v1',
    'kubernetes_cluster_role_v1',
    'kubernetes_namespace_v1',
    'kubernetes_storage_class_v1',
  ]);
  expect(onlyResource(content, StorageClassV1)['reclaim_policy']).toBe('Delete');
});

test('the plan role may read whatever a plan refreshes: by its policy, or by PlanAccess', () => {
  // What a namespace's view role reads, and namespaces themselves (EKS User Guide, AmazonEKSViewPolicy).
  const byPolicy = ['kubernetes_config_map_v1', 'kubernetes_namespace_v1'];
  const byPlanAccess = [
    'kubernetes_cluster_role_binding_v1',
    'kubernetes_cluster_role_v1',
    'kubernetes_storage_class_v1',
  ];
  const types = Object.keys(synthTerraform(platformOf(prod).stack).resource);
  expect(types.filter((one) => one.startsWith('kubernetes_')).sort()).toEqual(
    [...byPolicy, ...byPlanAccess].sort(),
  );
});
