import dev from '../../environments/dev';
import prod from '../../environments/prod';
import staging from '../../environments/staging';
import testing from '../../environments/test';
import { reservedBuckets } from '../../lib/core/environment';
import type { TerraformContent } from '../../lib/testing';
import { problemsIn, stacksOf } from './program';

const stacks = stacksOf(dev, testing, staging, prod);
const region = prod.regions['us-east-1'];
const alone = { ...prod, recovery: undefined };
const withRegion = (change: object) => ({ ...alone, regions: { 'us-east-1': { ...region, ...change } } });
const regionOf = (id: string) => (id.includes('us-west-2') ? 'us-west-2' : 'us-east-1');

describe('the stacks of the shop', () => {
  test('come by environment, region and layer; dev and test have no managed services', () => {
    expect([...stacks.keys()]).toEqual([
      'dev-us-east-1-bootstrap',
      'dev-us-east-1-network',
      'dev-us-east-1-cluster',
      'dev-us-east-1-platform',
      'prod-us-west-2-bootstrap',
      'prod-us-east-1-bootstrap',
      'prod-us-east-1-network',
      'prod-us-west-2-network',
      'prod-us-west-2-backup',
      'prod-us-east-1-data',
      'prod-us-east-1-backup',
      'prod-us-east-1-edge',
      'prod-us-east-1-cluster',
      'prod-us-east-1-platform',
      'prod-us-west-2-data',
      'prod-us-west-2-edge',
      'prod-us-west-2-cluster',
      'prod-us-west-2-platform',
      'prod-us-east-1-failover',
      'staging-us-east-1-bootstrap',
      'staging-us-east-1-network',
      'staging-us-east-1-data',
      'staging-us-east-1-edge',
      'staging-us-east-1-cluster',
      'staging-us-east-1-platform',
      'test-us-east-1-bootstrap',
      'test-us-east-1-network',
      'test-us-east-1-cluster',
      'test-us-east-1-platform',
    ]);
  });

  test.each([...stacks])('%s refuses every account but its own and tags all it makes', (id, content) => {
    const environment = [dev, testing, staging, prod].find((one) => id.startsWith(`${one.name}-`));
    expect(content.provider['aws']).toEqual([
      {
        region: regionOf(id),
        allowed_account_ids: [environment?.account],
        default_tags: [
          {
            tags: {
              project: 'microshop',
              environment: environment?.name,
              owner: 'platform',
              'cost-centre': `shop-${environment?.name}`,
              'managed-by': 'isthmus',
            },
          },
        ],
      },
    ]);
    expect(content.terraform['required_providers']).toEqual({
      aws: { source: 'registry.terraform.io/hashicorp/aws', version: '~> 6.25' },
      ...(id.endsWith('-platform') && {
        kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes', version: '>= 2.38.0, < 4.0.0' },
      }),
    });
  });

  test.each([...stacks].filter(([id]) => !id.endsWith('bootstrap')))(
    '%s has a state of its own, locked',
    (id, content) => {
      const environment = [dev, testing, staging, prod].find((one) => id.startsWith(`${one.name}-`));
      // What spans both regions is applied while the primary is lost, so its state is in the standby too.
      const kept = id.endsWith('failover') ? 'us-west-2' : regionOf(id);
      expect(content.terraform['backend']).toEqual({
        s3: {
          bucket: `microshop-${environment?.name}-${environment?.account}-${kept}-state`,
          key: `${id}/terraform.tfstate`,
          region: kept,
          encrypt: true,
          kms_key_id: `arn:aws:kms:${kept}:${environment?.account}:alias/microshop-${environment?.name}-state`,
          use_lockfile: true,
          allowed_account_ids: [environment?.account],
        },
      });
    },
  );

  test('bootstrap keeps its state in a file, since it makes the bucket', () => {
    const content = stacks.get('prod-us-east-1-bootstrap');
    expect(content?.terraform['backend']).toEqual({
      local: { path: '../../../state/prod-us-east-1-bootstrap.tfstate' },
    });
    const buckets = Object.values(content?.resource['aws_s3_bucket'] ?? {}).map((one) => one['bucket']);
    expect(buckets).toContain('microshop-prod-444444444444-us-east-1-state');
  });

  test.each([...stacks])('%s gives out no password, and no output that has to be hidden', (_, content) => {
    expect(JSON.stringify(content.output)).not.toMatch(/random_password|secret_string|password/);
    for (const output of Object.values(content.output)) expect(output['sensitive']).toBeUndefined();
  });

  test('every role but those of bootstrap is within the boundary that bootstrap makes', () => {
    const found = [...stacks].flatMap(([id, { resource }]) =>
      Object.values(resource['aws_iam_role'] ?? {}).map((one) => [id, one['permissions_boundary']]),
    );
    expect(found.length).toBeGreaterThan(30);
    for (const [id, boundary] of found) {
      const { name, account } =
        [dev, testing, staging, prod].find((one) => id.startsWith(`${one.name}-`)) ?? dev;
      const own = `arn:aws:iam::${account}:policy/bootstrap/microshop-${name}-boundary`;
      expect([id, boundary]).toEqual([id, id.endsWith('-bootstrap') ? undefined : own]);
      const made = stacks.get(`${name}-us-east-1-bootstrap`)?.resource['aws_iam_policy']?.[
        'delivery_boundary'
      ];
      expect(made).toMatchObject({ name: `microshop-${name}-boundary`, path: '/bootstrap/' });
    }
  });

  test('people find the endpoints and a line for kubectl among the outputs', () => {
    expect(stacks.get('prod-us-east-1-cluster')?.output).toMatchObject({
      cluster_endpoint: { value: '${aws_eks_cluster.cluster.endpoint}' },
      kubeconfig_command: {
        value: 'aws eks update-kubeconfig --region us-east-1 --name microshop-prod',
      },
    });
    expect(stacks.get('prod-us-east-1-data')?.output).toMatchObject({
      database_endpoint: { value: '${aws_db_instance.database.address}' },
      cache_endpoint: { value: '${aws_elasticache_replication_group.cache.primary_endpoint_address}' },
    });
  });

  test('a layer reads only the layers before it', () => {
    const readers = [...stacks].map(([id, content]) => [
      id,
      Object.keys(content.data['terraform_remote_state'] ?? {}),
    ]);
    expect(Object.fromEntries(readers)).toMatchObject({
      'prod-us-east-1-bootstrap': ['state-prod-us-west-2-bootstrap'],
      'prod-us-east-1-network': [],
      'prod-us-east-1-data': ['state-prod-us-east-1-network', 'state-prod-us-west-2-backup'],
      'prod-us-east-1-edge': ['state-prod-us-east-1-network'],
      'prod-us-east-1-cluster': ['state-prod-us-east-1-edge', 'state-prod-us-east-1-network'],
      'prod-us-east-1-platform': ['state-prod-us-east-1-cluster', 'state-prod-us-east-1-data'],
    });
  });
});

describe('what can be destroyed', () => {
  const given = stacksOf({ ...alone, protection: 'disposable' });
  const emptied = (of: ReadonlyMap<string, TerraformContent>) =>
    [...of.values()].flatMap((one) =>
      Object.values(one.resource['aws_s3_bucket'] ?? {}).map((bucket) => [
        String(bucket['bucket']).replace(/^microshop-\w+-\d+-us-east-1-/, ''),
        bucket['force_destroy'],
        bucket['lifecycle'].prevent_destroy,
      ]),
    );
  const sids = (content: TerraformContent | undefined) => {
    const policy = content?.resource['aws_iam_policy']?.['delivery_deploy-data']?.['policy'];
    return (JSON.parse(policy).Statement as { Sid: string }[]).map((one) => one.Sid);
  };

  test('the names of the buckets that every environment has are taken', () => {
    const own = emptied(given).map(([name]) => name);
    expect(own.filter((name) => name !== 'assets').sort()).toEqual(reservedBuckets);
  });

  test('its buckets go with all that is in them, but for the states', () => {
    expect(emptied(given).sort()).toEqual([
      ['assets', true, false],
      ['data-logs', true, false],
      ['edge-logs', true, false],
      ['state', false, false],
      ['state-logs', false, false],
    ]);
    expect(sids(given.get('prod-us-east-1-bootstrap'))).toContain('EmptyBuckets');
  });

  test('what is protected goes with nothing in it, and its deployer deletes no object', () => {
    const kept = [...emptied(stacksOf(staging)), ...emptied(stacksOf(prod))];
    expect(kept.length).toBeGreaterThan(10);
    for (const [name, empties, refuses] of kept)
      expect([name, empties, refuses]).toEqual([name, false, true]);
    const may = ['dev', 'test', 'staging', 'prod'].filter((name) =>
      sids(stacks.get(`${name}-us-east-1-bootstrap`)).includes('EmptyBuckets'),
    );
    expect(may).toEqual(['dev', 'test']);
  });
});

describe("microshop's figures", () => {
  const only = (stack: string, type: string) => {
    const blocks = Object.values(stacks.get(stack)?.resource[type] ?? {});
    expect(blocks).toHaveLength(1);
    return blocks[0];
  };

  test('network: ranges by tier and zone, a NAT gateway per zone in prod and one elsewhere', () => {
    const subnets = stacks.get('prod-us-east-1-network')?.resource['aws_subnet'] ?? {};
    expect(
      Object.fromEntries(Object.entries(subnets).map(([name, one]) => [name, one['cidr_block']])),
    ).toEqual({
      'network_private-us-east-1a': '10.0.1.0/24',
      'network_private-us-east-1b': '10.0.2.0/24',
      'network_private-us-east-1c': '10.0.3.0/24',
      'network_public-us-east-1a': '10.0.101.0/24',
      'network_public-us-east-1b': '10.0.102.0/24',
      'network_public-us-east-1c': '10.0.103.0/24',
      'network_database-us-east-1a': '10.0.21.0/24',
      'network_database-us-east-1b': '10.0.22.0/24',
      'network_database-us-east-1c': '10.0.23.0/24',
      'network_cache-us-east-1a': '10.0.31.0/24',
      'network_cache-us-east-1b': '10.0.32.0/24',
      'network_cache-us-east-1c': '10.0.33.0/24',
    });
    const gateways = ['dev', 'test', 'staging', 'prod'].map(
      (name) =>
        Object.keys(stacks.get(`${name}-us-east-1-network`)?.resource['aws_nat_gateway'] ?? {}).length,
    );
    expect(gateways).toEqual([1, 1, 1, 3]);
  });

  test('cluster: version, endpoint and the two node groups', () => {
    expect(only('prod-us-east-1-cluster', 'aws_eks_cluster')).toMatchObject({
      version: '1.36',
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: true,
        public_access_cidrs: ['203.0.113.0/24'],
      },
      deletion_protection: true,
    });
    const groups = stacks.get('prod-us-east-1-cluster')?.resource['aws_eks_node_group'] ?? {};
    expect(groups['cluster_nodes_general']).toMatchObject({
      instance_types: ['t3.medium'],
      capacity_type: 'ON_DEMAND',
      // Three in prod: with one zone of three lost, two nodes hold everything, one does not.
      scaling_config: { min_size: 3, desired_size: 3, max_size: 10 },
    });
    expect(groups['cluster_nodes_spot']).toMatchObject({
      capacity_type: 'SPOT',
      scaling_config: { min_size: 0, desired_size: 2, max_size: 5 },
      labels: { Type: 'spot' },
    });
  });

  test.each(['staging', 'prod'])('%s: database', (name) => {
    expect(only(`${name}-us-east-1-data`, 'aws_db_instance')).toMatchObject({
      instance_class: 'db.t3.medium',
      allocated_storage: 20,
      db_name: 'microshop',
      engine: 'postgres',
      engine_version: '17',
      backup_retention_period: 30,
      backup_window: '03:00-04:00',
      multi_az: true,
      skip_final_snapshot: false,
      deletion_protection: true,
    });
  });

  test.each(['staging', 'prod'])('%s: cache', (name) => {
    expect(only(`${name}-us-east-1-data`, 'aws_elasticache_replication_group')).toMatchObject({
      engine: 'valkey',
      engine_version: '8.0',
      node_type: 'cache.t3.small',
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
    });
  });

  test.each([
    ['staging', 'staging-api.microshop.com'],
    ['prod', 'api.microshop.com'],
  ])('%s: the entry is %s, with 100 requests a second and client', (name, host) => {
    const certificates = stacks.get(`${name}-us-east-1-edge`)?.resource['aws_acm_certificate'] ?? {};
    expect(certificates['edge_certificate']?.['domain_name']).toBe(host);
    const rules = only(`${name}-us-east-1-edge`, 'aws_wafv2_web_acl')?.['rule'] as {
      name: string;
      statement: object;
    }[];
    expect(rules.find((one) => one.name === 'rate-limit')?.statement).toEqual({
      rate_based_statement: { aggregate_key_type: 'IP', evaluation_window_sec: 60, limit: 6000 },
    });
    expect(only(`${name}-us-east-1-edge`, 'aws_lb_target_group')?.['name']).toBe(
      `microshop-${name}-api-8080`,
    );
  });

  test('who may reach what: the entry the pods, the pods the data, nobody else', () => {
    const rules = (layer: string) =>
      Object.values(
        stacks.get(`prod-us-east-1-${layer}`)?.resource['aws_vpc_security_group_ingress_rule'] ?? {},
      )
        .map((one) => `${one['description']} ${one['from_port']}`)
        .sort();
    expect(rules('cluster')).toEqual(['edge to cluster 8080']);
    expect(rules('platform')).toEqual(['cluster to cache 6379', 'cluster to database 5432']);
    expect([...rules('network'), ...rules('data')]).toEqual([]);
  });

  test('dev can be taken down: nothing in it is protected', () => {
    for (const layer of ['bootstrap', 'network', 'cluster']) {
      const resources = Object.values(stacks.get(`dev-us-east-1-${layer}`)?.resource ?? {}).flatMap((one) =>
        Object.values(one),
      );
      expect(
        resources.filter((one) => one['lifecycle']?.prevent_destroy || one['deletion_protection']),
      ).toEqual([]);
    }
  });

  test('what is stateful in prod is protected', () => {
    const stateful = [
      'aws_db_instance',
      'aws_elasticache_replication_group',
      'aws_s3_bucket',
      'aws_kms_key',
      'aws_vpc',
    ];
    const found = [...stacks]
      .filter(([id]) => id.startsWith('prod-'))
      .flatMap(([, content]) => stateful.flatMap((type) => Object.values(content.resource[type] ?? {})));
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((one) => one['lifecycle']?.prevent_destroy !== true)).toEqual([]);
  });
});

describe('mistakes in the data', () => {
  const { network, cluster, database, cache, edge } = region;
  const group = cluster.nodeGroups.general;
  const codes = async (...environments: object[]) => [
    ...new Set((await problemsIn(...environments)).map((one) => one.code)),
  ];

  test.each([
    [
      'a zone of another region',
      { network: { ...network, zones: ['us-east-1a', 'us-east-1b', 'us-west-2c'] } },
    ],
    ['a subnet outside the VPC', { network: { ...network, range: '10.9.0.0/16' } }],
    ['a range that is none', { network: { ...network, range: '10.0.0.0' } }],
    ['min over max', { cluster: { ...cluster, nodeGroups: { general: { ...group, min: 11 } } } }],
    ['no node groups', { cluster: { ...cluster, nodeGroups: {} } }],
    ['the whole internet as a range', { cluster: { ...cluster, endpoint: { publicRanges: ['0.0.0.0/0'] } } }],
    ['a version that cannot be created', { cluster: { ...cluster, version: '1.27' } }],
    ['a reserved user name', { database: { ...database, masterUsername: 'admin' } }],
    ['a minor version that is gone', { database: { ...database, version: '15.3' } }],
    ['windows that meet', { database: { ...database, maintenanceWindow: 'mon:03:30-mon:04:30' } }],
    ['storage that cannot grow', { database: { ...database, storage: { sizeGiB: 20, maxGiB: 20 } } }],
    ['a cache without a replica', { cache: { ...cache, replicas: 0 } }],
    ['a cache version that does not exist', { cache: { ...cache, version: '12.0' } }],
    ['a host that is none', { edge: { ...edge, host: 'https://api.microshop.com' } }],
    ['a rate that the web ACL cannot hold', { edge: { ...edge, requestsPerSecond: 0.001 } }],
  ])('%s is found', async (_, change) => {
    const problems = await problemsIn(withRegion(change));
    expect(problems).not.toEqual([]);
    for (const one of problems) expect(one.code).not.toMatch(/^environment\//);
  });

  test('a name too long for what it becomes', async () => {
    const long = { ...prod, project: 'microshop-emporium', name: 'production-europe' };
    expect(await codes(long)).toContain('stack/name');
  });

  test('ranges that meet those of a network to be peered with', async () => {
    const peered = withRegion({ network: { ...network, peers: ['dev/us-east-1'] } });
    expect(await codes(peered, dev)).toEqual(['addresses/peer-overlap']);
  });

  test('all mistakes of all environments are reported at once', async () => {
    const one = withRegion({
      database: { ...database, masterUsername: 'admin' },
      cache: { ...cache, replicas: 0 },
    });
    const other = { ...dev, account: '12' };
    const problems = await problemsIn(one, other);
    expect(problems.map((found) => found.path.split('/')[0])).toEqual(
      expect.arrayContaining(['environments', 'prod-us-east-1-data']),
    );
    expect(problems.length).toBeGreaterThanOrEqual(3);
  });

  test('a second region gets stacks of its own, and changes none of the first', () => {
    const west = JSON.parse(
      JSON.stringify(region).replaceAll('us-east-1', 'us-west-2').replaceAll('"10.0.', '"10.1.'),
    );
    west.edge.host = 'west.microshop.com';
    const one = stacksOf(alone);
    const two = stacksOf({ ...alone, regions: { ...prod.regions, 'us-west-2': west } });
    const ids = [...two.keys()].filter((id) => id.includes('us-west-2'));
    expect(ids).toEqual(
      ['network', 'data', 'edge', 'cluster', 'platform'].map((layer) => `prod-us-west-2-${layer}`),
    );
    for (const id of [...one.keys()].filter((stack) => !stack.endsWith('bootstrap'))) {
      expect(two.get(id)).toEqual(one.get(id));
    }
  });
});
