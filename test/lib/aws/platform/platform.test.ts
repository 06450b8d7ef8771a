import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import { Testing } from 'cdktf';
import { Cluster } from '../../../../lib/aws/cluster';
import {
  BindingConfigMap,
  ClusterProvider,
  EncryptedStorageClass,
  ExternalSecretsIdentity,
  LoadBalancerControllerIdentity,
  PLAN_GROUP,
  PlanAccess,
  PlatformNamespace,
  secretFault,
} from '../../../../lib/aws/platform';
import type { AwsStack } from '../../../../lib/aws/stack';
import { collectProblems } from '../../../../lib/core/report';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

const clusterAttributes = {
  clusterName: 'shop-test',
  endpoint: 'https://ABC.gr7.us-east-1.eks.amazonaws.com',
  certificateAuthority: 'Q0E=',
  securityGroupId: 'sg-1',
  nodeRoleArn: 'arn:aws:iam::111122223333:role/shop-test-us-east-1-node',
};

const imported = (stack: AwsStack) => Cluster.fromAttributes(stack, 'cluster', clusterAttributes);

const codes = (stack: AwsStack) => problemsOf(stack).map((one) => [one.code, one.path]);

describe('ClusterProvider', () => {
  test('gets a token in every run and stores none', () => {
    const stack = testStack();
    new ClusterProvider(stack, 'kubernetes', { cluster: imported(stack) });
    expect(problemsOf(stack)).toEqual([]);
    const { provider, terraform } = synthTerraform(stack);
    expect(provider['kubernetes']).toMatchInlineSnapshot(`
[
  {
    "cluster_ca_certificate": "\${base64decode("Q0E=")}",
    "exec": [
      {
        "api_version": "client.authentication.k8s.io/v1",
        "args": [
          "eks",
          "get-token",
          "--cluster-name",
          "shop-test",
          "--region",
          "us-east-1",
          "--output",
          "json",
        ],
        "command": "aws",
      },
    ],
    "host": "https://ABC.gr7.us-east-1.eks.amazonaws.com",
  },
]
`);
    expect(terraform['required_providers'].kubernetes).toEqual({
      source: 'registry.terraform.io/hashicorp/kubernetes',
      version: '>= 2.38.0, < 4.0.0',
    });
  });

  test('the certificate authority may be text, a reference, or a value of a contract', () => {
    const decoded = (change: (stack: AwsStack) => string) => {
      const stack = testStack();
      const certificateAuthority = change(stack);
      const cluster = Cluster.fromAttributes(stack, 'cluster', {
        ...clusterAttributes,
        certificateAuthority,
      });
      new ClusterProvider(stack, 'kubernetes', { cluster });
      return synthTerraform(stack).provider['kubernetes']?.[0]?.['cluster_ca_certificate'];
    };
    expect(decoded(() => '${data.terraform_remote_state.cluster.outputs.ca}')).toBe(
      '${base64decode(data.terraform_remote_state.cluster.outputs.ca)}',
    );
    expect(decoded((stack) => new KmsKey(stack, 'key').arn)).toBe('${base64decode(aws_kms_key.key.arn)}');
    expect(decoded(() => 'Q0E=')).toBe('${base64decode("Q0E=")}');
  });

  test('version and registry can be others', () => {
    const stack = testStack();
    const cluster = imported(stack);
    new ClusterProvider(stack, 'kubernetes', { cluster, version: '~> 3.2', registry: 'mirror.example' });
    expect(synthTerraform(stack).terraform['required_providers'].kubernetes).toEqual({
      source: 'mirror.example/hashicorp/kubernetes',
      version: '~> 3.2',
    });
  });

  test('never stands in the stack that makes the cluster', () => {
    const stack = testStack();
    const elsewhere = testStack();
    const cluster = new Cluster(stack, 'made', {
      network: { privateSubnetIds: { 'us-east-1a': 'subnet-1', 'us-east-1b': 'subnet-2' } },
      nodeGroups: {
        general: { instanceTypes: ['t3.medium'], capacity: 'onDemand', min: 2, desired: 2, max: 3 },
      },
    });
    new ClusterProvider(elsewhere, 'kubernetes', { cluster });
    expect(collectProblems(elsewhere)).toEqual([]);
    new ClusterProvider(stack, 'kubernetes', { cluster });
    expect(codes(stack)).toEqual([
      ['platform/cluster-in-same-state', `${stack.node.path}/kubernetes.cluster`],
    ]);
  });
});

describe('PlatformNamespace', () => {
  test('is closed to weak pods from the start, and leaves its labels to the manifests', () => {
    const stack = testStack();
    const namespace = new PlatformNamespace(stack, 'namespace', { name: 'shop-test' });
    expect(problemsOf(stack)).toEqual([]);
    expect(onlyResource(stack, NamespaceV1)).toEqual({
      metadata: { name: 'shop-test', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      lifecycle: {
        prevent_destroy: true,
        ignore_changes: ['metadata[0].annotations', 'metadata[0].labels'],
      },
    });
    expect(namespace.namespaceName).toBe('shop-test');
  });

  test('protection and everything else can be changed', () => {
    const stack = testStack();
    new PlatformNamespace(stack, 'namespace', {
      name: 'shop-test',
      deletionProtection: false,
      overrides: { namespace: { timeouts: { delete: '15m' } } },
    });
    expect(onlyResource(stack, NamespaceV1)).toMatchObject({
      lifecycle: { prevent_destroy: false },
      timeouts: { delete: '15m' },
    });
  });

  test('its name is checked', () => {
    const stack = testStack();
    new PlatformNamespace(stack, 'namespace', { name: 'Shop_Test' });
    expect(codes(stack)).toEqual([['platform/namespace-name', `${stack.node.path}/namespace.name`]]);
  });
});

describe('EncryptedStorageClass', () => {
  test('is the default: gp3, encrypted with the key of the cluster for volumes, kept, in the zone of the pod', () => {
    const stack = testStack();
    const storage = new EncryptedStorageClass(stack, 'storage-class');
    expect(storage.className).toBe('gp3');
    expect(problemsOf(stack)).toEqual([]);
    expect(onlyResource(stack, StorageClassV1)).toEqual({
      allow_volume_expansion: true,
      metadata: {
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
        labels: {
          'app.kubernetes.io/managed-by': 'terraform',
          'app.kubernetes.io/part-of': 'shop',
          environment: 'test',
        },
        name: 'gp3',
      },
      parameters: {
        'csi.storage.k8s.io/fstype': 'ext4',
        encrypted: 'true',
        kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:alias/shop-test-cluster-volumes',
        type: 'gp3',
      },
      reclaim_policy: 'Retain',
      storage_provisioner: 'ebs.csi.aws.com',
      volume_binding_mode: 'WaitForFirstConsumer',
    });
  });

  test('the key is the one that a cluster makes', () => {
    const stack = testStack();
    const cluster = new Cluster(stack, 'cluster', {
      network: { privateSubnetIds: { 'us-east-1a': 'subnet-1', 'us-east-1b': 'subnet-2' } },
      nodeGroups: {
        general: { instanceTypes: ['t3.medium'], capacity: 'onDemand', min: 2, desired: 2, max: 3 },
      },
    });
    new EncryptedStorageClass(stack, 'storage-class');
    expect(onlyResource(stack, StorageClassV1)['parameters'].kmsKeyId).toBe(cluster.volumeKeyAliasArn);
  });

  test('everything can be said otherwise', () => {
    const stack = testStack();
    new EncryptedStorageClass(stack, 'storage-class', {
      name: 'fast',
      keyArn: 'awsManaged',
      provisioner: 'autoMode',
      released: 'delete',
      overrides: { storageClass: { allowVolumeExpansion: false } },
    });
    const block = onlyResource(stack, StorageClassV1);
    expect(block).toMatchObject({
      metadata: { name: 'fast' },
      storage_provisioner: 'ebs.csi.eks.amazonaws.com',
      reclaim_policy: 'Delete',
      allow_volume_expansion: false,
    });
    expect(block['parameters']).not.toHaveProperty('kmsKeyId');
  });
});

describe('BindingConfigMap', () => {
  const made = (values: Record<string, string>) => {
    const stack = testStack();
    const namespace = new PlatformNamespace(stack, 'namespace', { name: 'shop-test' });
    new BindingConfigMap(stack, 'config', { name: 'orders-db', namespace, values });
    return stack;
  };

  test('waits for its namespace, and does not depend on the order of its values', () => {
    const block = onlyResource(made({ PORT: '5432', HOST: 'db.example' }), ConfigMapV1);
    expect(block['metadata']).toEqual({
      name: 'orders-db',
      namespace: '${kubernetes_namespace_v1.namespace.metadata[0].name}',
      labels: {
        'app.kubernetes.io/managed-by': 'terraform',
        'app.kubernetes.io/part-of': 'shop',
        environment: 'test',
      },
    });
    expect(Object.keys(block['data'])).toEqual(['HOST', 'PORT']);
  });

  test('takes no secret, and does not write it even while it fails', () => {
    const stack = made({ HOST: 'db.example', DB_PASSWORD: 'hunter2' });
    expect(codes(stack)).toEqual([
      ['platform/secret-in-config', `${stack.node.path}/config.values.DB_PASSWORD`],
    ]);
    expect(JSON.stringify(problemsOf(stack))).not.toContain('hunter2');
    expect(Testing.synth(stack)).not.toContain('hunter2');
  });

  test.each([
    ['PASSWORD', 'x'],
    ['db_passwd', 'x'],
    ['PWD', 'x'],
    ['CLIENT_SECRET', 'x'],
    ['AUTH_TOKEN', 'x'],
    ['API_KEY', 'x'],
    ['PRIVATE-KEY', 'x'],
    ['CREDENTIALS', 'x'],
    ['URL', 'postgres://orders:hunter2@db.example/shop'],
    ['URL', 'redis://:hunter2@cache.example'],
    ['VALUE', '${ephemeral.aws_secretsmanager_random_password.x.random_password}'],
    ['VALUE', '${aws_secretsmanager_secret_version.x.secret_string}'],
  ])('%s=%s looks like a secret', (key, value) => {
    expect(secretFault(key, value)).toBeDefined();
  });

  test.each([
    ['HOST', 'db.example'],
    ['AUTH', 'iam'],
    ['URL', 'https://sqs.us-east-1.amazonaws.com/111122223333/orders'],
    ['KEY_PREFIX', 'orders:'],
    ['COMPASS', 'north'],
  ])('%s=%s does not', (key, value) => {
    expect(secretFault(key, value)).toBeUndefined();
  });
});

describe('LoadBalancerControllerIdentity', () => {
  const made = (targetGroupNames: string[], controller?: { namespace: string; serviceAccount: string }) => {
    const stack = testStack();
    new LoadBalancerControllerIdentity(stack, 'controller', {
      cluster: imported(stack),
      targetGroupNames,
      ...(controller && { controller }),
    });
    return stack;
  };
  const statements = (stack: AwsStack) => JSON.parse(onlyResource(stack, IamRolePolicy)['policy']).Statement;

  test('attaches pods to the target groups that are named, once each, and changes nothing else', () => {
    const stack = made(['shop-test-b-8080', 'shop-test-a-8080', 'shop-test-b-8080']);
    expect(problemsOf(stack)).toEqual([]);
    const [attach, read] = statements(stack);
    expect(attach).toEqual({
      Sid: 'AttachPods',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
      Resource: [
        'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/shop-test-a-8080/*',
        'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/shop-test-b-8080/*',
      ],
    });
    expect(read.Action.filter((one: string) => !/^(ec2|elasticloadbalancing):Describe/.test(one))).toEqual(
      [],
    );
    expect(onlyResource(stack, EksPodIdentityAssociation)).toMatchObject({
      namespace: 'kube-system',
      service_account: 'aws-load-balancer-controller',
    });
  });

  test('stands where its chart was installed', () => {
    const stack = made(['shop-test-a'], { namespace: 'load-balancing', serviceAccount: 'controller' });
    expect(onlyResource(stack, EksPodIdentityAssociation)).toMatchObject({
      namespace: 'load-balancing',
      service_account: 'controller',
    });
  });

  test.each(['shop-prod-api', 'shop-test-*', 'shop-test-api/1'])('%s is refused', (name) => {
    const stack = made([name]);
    expect(codes(stack)).toEqual([
      ['platform/target-group-name', `${stack.node.id}/controller.targetGroupNames`],
    ]);
  });
});

describe('ExternalSecretsIdentity', () => {
  const made = (secretNames: string[], controller?: { namespace: string; serviceAccount: string }) => {
    const stack = testStack();
    new ExternalSecretsIdentity(stack, 'external-secrets', {
      cluster: imported(stack),
      secretNames,
      ...(controller && { controller }),
    });
    return stack;
  };

  test('reads the secrets that are named, once each, and no other', () => {
    const stack = made(['shop-test-b', 'shop-test-a', 'shop-test-b']);
    expect(problemsOf(stack)).toEqual([]);
    const arns = [
      'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-test-a-??????',
      'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-test-b-??????',
    ];
    expect(JSON.parse(onlyResource(stack, IamRolePolicy)['policy']).Statement).toEqual([
      {
        Sid: 'DecryptSecrets',
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: ['arn:aws:kms:us-east-1:111122223333:key/*'],
        Condition: {
          StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' },
          StringLike: { 'kms:EncryptionContext:SecretARN': arns },
        },
      },
      {
        Sid: 'ReadSecrets',
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        Resource: arns,
      },
    ]);
    expect(onlyResource(stack, EksPodIdentityAssociation)).toMatchObject({
      namespace: 'external-secrets',
      service_account: 'external-secrets',
    });
    expect(addresses(synthTerraform(stack))).toEqual([
      'aws_eks_pod_identity_association.cluster_identity_external-secrets_external-secrets_association',
      'aws_iam_role.cluster_identity_external-secrets_external-secrets',
      'aws_iam_role_policy.cluster_identity_external-secrets_external-secrets_policy',
    ]);
  });

  test('without a secret it may read nothing', () => {
    expect(resources(made([]), IamRolePolicy)).toEqual({});
  });

  test('the controller may be called otherwise', () => {
    const stack = made([], { namespace: 'secrets', serviceAccount: 'eso' });
    expect(onlyResource(stack, EksPodIdentityAssociation)).toMatchObject({
      namespace: 'secrets',
      service_account: 'eso',
    });
  });

  test.each(['shop-prod-a', 'shop-test-*', 'shop-test-?', 'a'])(
    '%s is no secret of the environment',
    (name) => {
      const stack = made([name, 'shop-test-good']);
      expect(codes(stack)).toEqual([
        ['platform/secret-name', `${stack.node.path}/external-secrets.secretNames`],
      ]);
    },
  );
});

describe('PlanAccess', () => {
  test('lets a group read storage classes and itself, and nothing else', () => {
    const stack = testStack();
    new ClusterProvider(stack, 'kubernetes', { cluster: imported(stack) });
    new PlanAccess(stack, 'plan-access');
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(onlyResource(content, ClusterRoleV1)['rule']).toEqual([
      { api_groups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['get'] },
      {
        api_groups: ['rbac.authorization.k8s.io'],
        resources: ['clusterroles', 'clusterrolebindings'],
        resource_names: ['isthmus-plan'],
        verbs: ['get'],
      },
    ]);
    expect(onlyResource(content, ClusterRoleBindingV1)).toMatchObject({
      role_ref: {
        api_group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: '${kubernetes_cluster_role_v1.plan-access_role.metadata[0].name}',
      },
      subject: [{ api_group: 'rbac.authorization.k8s.io', kind: 'Group', name: PLAN_GROUP }],
    });
    expect(addresses(content)).toEqual([
      'kubernetes_cluster_role_binding_v1.plan-access_binding',
      'kubernetes_cluster_role_v1.plan-access_role',
    ]);
  });
});
