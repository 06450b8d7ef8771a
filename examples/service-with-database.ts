import { App as ManifestApp } from 'cdk8s';
import { App } from 'cdktf';
import { boundaryArn, stateOf } from 'isthmus/aws/bootstrap';
import { Cluster, importCluster, publishCluster } from 'isthmus/aws/cluster';
import { Database, importDatabase, publishDatabase } from 'isthmus/aws/database';
import { importNetwork, Network, publishNetwork } from 'isthmus/aws/network';
import { ClusterProvider, PlatformNamespace } from 'isthmus/aws/platform';
import { AwsStack } from 'isthmus/aws/stack';
import { Bindings } from 'isthmus/bridge';
import { IsthmusError } from 'isthmus/core/errors';
import { ServiceGraph } from 'isthmus/k8s/graph';
import { NamespaceChart } from 'isthmus/k8s/manifest';
import { NamespaceBaseline } from 'isthmus/k8s/namespace';
import { WebService } from 'isthmus/k8s/workload';

// A service in a cluster and the managed PostgreSQL that it keeps its data in: four stacks, each with a state of its own, and the manifests of
// one namespace. The service signs in as itself: no password is written, read or passed on.
const place = { project: 'shop', environment: 'demo', account: '555555555555', region: 'eu-west-1' };
const app = new App();
const stack = (layer: string) =>
  new AwsStack(app, `demo-eu-west-1-${layer}`, {
    ...place,
    owner: 'platform',
    costCentre: 'cc-1',
    // Both are made by examples/bootstrap.ts.
    state: stateOf(place),
    permissionsBoundary: boundaryArn(place),
  });

// What layers know of each other goes through contracts: one publishes, the other imports.
const networkStack = stack('network');
const network = new Network(networkStack, 'network', {
  range: '10.8.0.0/16',
  zones: ['eu-west-1a', 'eu-west-1b'],
  subnets: { public: 'slots', private: 'slots', database: 'slots' },
  nat: 'perZone',
});
publishNetwork(networkStack, network);

const dataStack = stack('data');
const { vpcId, databaseSubnetGroupName = '' } = importNetwork(dataStack, networkStack);
const database = new Database(dataStack, 'database', {
  name: 'main',
  databaseName: 'shop',
  masterUsername: 'shop_owner',
  version: '17',
  instanceClass: 'db.t4g.medium',
  network: { vpcId, subnetGroupName: databaseSubnetGroupName },
  storage: { sizeGiB: 20 },
});
publishDatabase(dataStack, database);

const clusterStack = stack('cluster');
const cluster = new Cluster(clusterStack, 'cluster', {
  version: '1.36',
  network: { privateSubnetIds: importNetwork(clusterStack, networkStack).subnetIds('private') },
  // From where kubectl may come; leave it out for a cluster that only its own network reaches.
  endpoint: { publicRanges: ['203.0.113.0/24'] },
  nodeGroups: { general: { instanceTypes: ['t3.medium'], capacity: 'onDemand', min: 2, max: 4 } },
});
publishCluster(clusterStack, cluster);

// The manifests come before the stack that serves them: they say what they need of the cloud.
const manifests = new ManifestApp();
const chart = new NamespaceChart(manifests, 'shop', {
  namespace: 'shop',
  partOf: 'shop',
  environment: 'demo',
  region: 'eu-west-1',
  kubernetesVersion: '1.36',
});
const graph = new ServiceGraph(chart, 'graph');
const orders = new WebService(chart, 'orders', {
  image: '555555555555.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.0.0',
  ports: { http: 5003 },
  size: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
  scale: { min: 2, max: 4, cpuPercent: 70 },
});
new NamespaceBaseline(chart, 'namespace', {
  defaults: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
});

// Variables, network policy and sign-in of the workload; the endpoint, the rights and the open port in the cloud.
const bindings = new Bindings({ place: 'demo/eu-west-1', region: 'eu-west-1', graph });
bindings.bindDatabase(orders, {
  name: 'orders-db',
  user: 'orders',
  ranges: Object.values(network.subnetRanges('database')),
});

const platformStack = stack('platform');
const ownCluster = importCluster(platformStack, 'cluster', clusterStack);
new ClusterProvider(platformStack, 'kubernetes', { cluster: ownCluster });
bindings.cloudEnds(platformStack, {
  cluster: ownCluster,
  namespaces: [new PlatformNamespace(platformStack, 'namespace-shop', { name: 'shop' })],
  databases: { main: importDatabase(platformStack, 'database', dataStack) },
});

const problems = bindings.check();
if (problems.length > 0) throw new IsthmusError(problems);
app.synth();
manifests.synth();
