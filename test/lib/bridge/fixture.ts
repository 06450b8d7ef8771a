import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import type { ICache } from '../../../lib/aws/cache';
import { Cache } from '../../../lib/aws/cache';
import { Cluster, type ICluster } from '../../../lib/aws/cluster';
import { Database, type IDatabase } from '../../../lib/aws/database';
import { PlatformNamespace } from '../../../lib/aws/platform';
import type { AwsStack } from '../../../lib/aws/stack';
import { Bucket, type IBucket } from '../../../lib/aws/storage';
import type { CloudSources, Egress, IQueue } from '../../../lib/bridge';
import { collectProblems } from '../../../lib/core/report';
import { NamespaceChart } from '../../../lib/k8s/manifest';
import type { IWorkload, VariableSource } from '../../../lib/k8s/workload/pod/reference';
import { Variables } from '../../../lib/k8s/workload/pod/variables';

/** A workload that remembers what it is given. */
export class FakeWorkload extends Construct implements IWorkload {
  readonly namespace: string;
  readonly selector = {};
  readonly ports = {};
  readonly mainPort = undefined;
  readonly given: Record<string, VariableSource> = {};
  private readonly variables = new Variables(this);

  constructor(
    scope: Construct,
    readonly name: string,
    readonly serviceAccountName = name,
  ) {
    super(scope, name);
    this.namespace = NamespaceChart.of(this).namespaceName;
  }

  addVariable(name: string, source: VariableSource, from: Construct): void {
    this.variables.add(name, source, from);
    this.given[name] = source;
  }

  rollOnChangeOf(): void {}
}

/** A namespace of manifests. */
export function chart(namespace = 'shop-test'): NamespaceChart {
  return new NamespaceChart(Testing.app(), namespace, {
    namespace,
    partOf: 'shop',
    environment: 'test',
    kubernetesVersion: '1.36',
  });
}

/** Code and path of everything reported below a construct. */
export const codesOf = (root: Construct) => collectProblems(root).map((one) => [one.code, one.path]);

/** What was opened, by the names of those that it was opened for. */
export class FakeGraph {
  readonly reached: [string, Egress][] = [];
  readonly called: [string, string][] = [];

  workload({ name }: IWorkload) {
    return {
      reaches: (egress: Egress) => this.reached.push([name, egress]),
      uses: (service: IWorkload, { port }: { readonly port: string }) =>
        this.called.push([name, `${service.name}:${port}`]),
    };
  }
}

/** A queue of nobody's. */
export const queue: IQueue = {
  queueArn: 'arn:aws:sqs:us-east-1:111122223333:shop-test-orders',
  queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/shop-test-orders',
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
};

/** A cluster, as the platform stack sees it. */
export function clusterIn(stack: AwsStack): ICluster {
  return Cluster.fromAttributes(stack, 'cluster', {
    clusterName: 'shop-test',
    endpoint: 'https://abc.eks.amazonaws.com',
    certificateAuthority: 'Q0E=',
    securityGroupId: 'sg-cluster',
    nodeRoleArn: 'arn:aws:iam::111122223333:role/node',
  });
}

/** One of each thing that can be bound, as the platform stack sees them. */
export function sourcesIn(stack: AwsStack): CloudSources & {
  readonly databases: { readonly main: IDatabase };
  readonly caches: { readonly main: ICache };
  readonly buckets: { readonly assets: IBucket };
} {
  return {
    cluster: clusterIn(stack),
    namespaces: [new PlatformNamespace(stack, 'namespace-shop-test', { name: 'shop-test' })],
    databases: {
      main: Database.fromAttributes(stack, 'database', {
        endpoint: '${data.terraform_remote_state.data.outputs.database_endpoint}',
        databaseName: 'shop',
        resourceId: 'db-ABC',
        secretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:master-abcdef',
        keyArn: 'arn:aws:kms:us-east-1:111122223333:key/2',
        securityGroupId: 'sg-database',
      }),
    },
    caches: {
      main: Cache.fromAttributes(stack, 'cache', {
        name: 'cache',
        replicationGroupId: 'shop-test-main',
        cacheArn: 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:shop-test-main',
        endpoint: 'master.shop.cache.amazonaws.com',
        securityGroupId: 'sg-cache',
        userIds: { products: 'shop-test-main-products' },
      }),
    },
    buckets: { assets: Bucket.fromAttributes(stack, 'bucket', { bucketName: 'shop-test-assets' }) },
    queues: { orders: queue },
  };
}
