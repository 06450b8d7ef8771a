import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AwsStack, checkedName, physicalName, stateKey } from '../../../../lib/aws/stack';
import { IsthmusError } from '../../../../lib/core/errors';
import { addresses, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

const queue = (scope: Construct, id: string) => new SqsQueue(scope, id, { name: id });
const codes = (stack: AwsStack) => problemsOf(stack).map((one) => [one.code, one.path]);

describe('AwsStack', () => {
  test('lets the provider into its own account only, and tags everything', () => {
    expect(synthTerraform(testStack({ tags: { data: 'personal' } })).provider['aws']).toEqual([
      {
        region: 'us-east-1',
        allowed_account_ids: ['111122223333'],
        default_tags: [
          {
            tags: {
              data: 'personal',
              project: 'shop',
              environment: 'test',
              owner: 'platform',
              'cost-centre': 'cc-1',
              'managed-by': 'isthmus',
            },
          },
        ],
      },
    ]);
  });

  test('keeps its state in S3, encrypted and locked, under a key of its own', () => {
    const { terraform } = synthTerraform(testStack());
    expect(terraform['backend']).toEqual({
      s3: {
        bucket: 'shop-test-state',
        key: 'test-us-east-1-unit/terraform.tfstate',
        region: 'us-east-1',
        encrypt: true,
        kms_key_id: 'arn:aws:kms:us-east-1:111122223333:alias/shop-test-state',
        allowed_account_ids: ['111122223333'],
        use_lockfile: true,
      },
    });
    expect(stateKey('a')).toBe('a/terraform.tfstate');
  });

  test('or in a file', () => {
    const { terraform } = synthTerraform(testStack({ state: { kind: 'local', path: 'x.tfstate' } }));
    expect(terraform['backend']).toEqual({ local: { path: 'x.tfstate' } });
  });

  test('asks for a range of the provider, from a named registry', () => {
    expect(synthTerraform(testStack()).terraform).toMatchObject({
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '~> 6.25' } },
    });
    const other = testStack({ providerRegistry: 'registry.opentofu.org', awsProviderVersion: '~> 6.40' });
    expect(synthTerraform(other).terraform['required_providers'].aws).toEqual({
      source: 'registry.opentofu.org/hashicorp/aws',
      version: '~> 6.40',
    });
  });

  test('builds names and ARNs', () => {
    const stack = testStack();
    expect(stack.prefixed('a', 'b')).toBe('shop-test-a-b');
    expect(stack.arn('rds', 'db:orders')).toBe('arn:aws:rds:us-east-1:111122223333:db:orders');
    expect(stack.today.toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  test.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('%s is in the partition %s', (region, partition) => {
    expect(testStack({ region }).partition).toBe(partition);
  });

  test('today is the day of the run unless it is given', () => {
    const { project, environment, account, region, state } = testStack();
    const props = { project, environment, account, region, state, owner: 'o', costCentre: 'c' };
    const before = Date.now();
    const stack = new AwsStack(new App({ outdir: '/tmp' }), 'x', props);
    expect(stack.today.getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe('addresses', () => {
  test('are the construct path below the stack, without Resource and without a hash', () => {
    const stack = testStack();
    const outer = new Construct(stack, 'outer');
    queue(outer, 'Resource');
    queue(outer, 'a.b c');
    queue(stack, 'alone');
    expect(addresses(synthTerraform(stack))).toEqual([
      'aws_sqs_queue.alone',
      'aws_sqs_queue.outer',
      'aws_sqs_queue.outer_a_b_c',
    ]);
  });

  test('of two elements never meet', () => {
    const stack = testStack();
    queue(new Construct(stack, 'a'), 'b');
    queue(stack, 'a_b');
    expect(codes(stack)).toEqual([['stack/address', 'test-us-east-1-unit/a_b']]);
    expect(() => synthTerraform(stack)).toThrow(IsthmusError);
  });

  test('of different types, and of a resource and an output, may', () => {
    const stack = testStack();
    queue(new Construct(stack, 'a'), 'b');
    new Vpc(stack, 'a_b', {});
    new TerraformOutput(new Construct(stack, 'c'), 'b', { value: 'x', staticId: true });
    queue(stack, 'c_b');
    expect(codes(stack)).toEqual([]);
  });
});

describe('the stack of a construct', () => {
  test('is the AwsStack that it stands in', () => {
    const stack = testStack();
    expect(AwsStack.of(new Construct(new Construct(stack, 'a'), 'b'))).toBe(stack);
    expect(AwsStack.of(stack)).toBe(stack);
  });

  test('has to be one', () => {
    const other = new TerraformStack(new App({ outdir: '/tmp' }), 'other');
    const thrown = (() => {
      try {
        AwsStack.of(new Construct(other, 'a'));
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(IsthmusError);
    expect((thrown as IsthmusError).problems.map((one) => [one.code, one.path])).toEqual([
      ['stack/no-aws-stack', 'other/a'],
    ]);
  });
});

describe('names', () => {
  test('begin with project and environment', () => {
    const stack = testStack();
    expect(physicalName(stack, 'aws_sqs_queue', 'us-east-1', 'orders')).toBe('shop-test-us-east-1-orders');
    expect(checkedName(stack, 'aws_cloudwatch_log_group', '/aws/x')).toBe('/aws/x');
    expect(codes(stack)).toEqual([]);
  });

  test('that do not fit are reported, and never cut', () => {
    const stack = testStack();
    const scope = new Construct(stack, 'lb');
    expect(physicalName(scope, 'aws_lb', 'a'.repeat(40))).toBe(`shop-test-${'a'.repeat(40)}`);
    checkedName(stack, 'aws_sqs_queue', 'a.b');
    expect(codes(stack)).toEqual([
      ['stack/name', 'test-us-east-1-unit'],
      ['stack/name', 'test-us-east-1-unit/lb'],
    ]);
  });
});

describe('mistakes in a stack', () => {
  test.each(['12345', '1111222233334', '11112222333a', ''])('an account "%s"', (account) => {
    expect(codes(testStack({ account }))).toEqual([['stack/account', 'test-us-east-1-unit.account']]);
  });

  test.each(['us-east-3', 'us-east-1a', ''])('a region "%s"', (region) => {
    expect(codes(testStack({ region }))).toEqual([['stack/region', 'test-us-east-1-unit.region']]);
  });

  test.each([
    ['aws:team', 'x'],
    ['team', '#'],
    ['k'.repeat(129), 'x'],
  ])('a tag %s = %s', (key, value) => {
    expect(codes(testStack({ tags: { [key]: value } })).map(([code]) => code)).toEqual(['stack/tag']);
  });

  test.each(['kubernetes.io/cluster/shop', 'CSIVolumeName', 'ebs.csi.aws.com/cluster'])(
    'a tag %s, which the storage driver does not start with',
    (key) => {
      expect(codes(testStack({ tags: { [key]: 'owned' } }))).toEqual([
        ['stack/tag', `test-us-east-1-unit.tags.${key}`],
      ]);
    },
  );

  test('more tags than leave room for those of a resource', () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'x']));
    expect(codes(testStack({ tags: tags(40) }))).toEqual([]);
    expect(codes(testStack({ tags: tags(41) }))).toEqual([['stack/tag', 'test-us-east-1-unit.tags']]);
  });

  test('a name that is too long says what it is made of', () => {
    const stack = testStack();
    physicalName(stack, 'aws_lb', 'a'.repeat(40));
    expect(problemsOf(stack)[0]?.fix).toBe(
      `shorten or simplify one of its parts: project "shop", environment "test", "${'a'.repeat(40)}"`,
    );
  });

  test('a tag of ours with a value that AWS does not take', () => {
    expect(codes(testStack({ owner: 'a#b' }))).toEqual([['stack/tag', 'test-us-east-1-unit.tags.owner']]);
  });

  test.each(['owner', 'Owner', 'managed-by'])('a tag of the user named %s', (key) => {
    expect(codes(testStack({ tags: { [key]: 'me' } }))).toEqual([
      ['stack/tag-reserved', `test-us-east-1-unit.tags.${key}`],
    ]);
  });
});
