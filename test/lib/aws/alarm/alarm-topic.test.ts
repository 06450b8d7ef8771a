import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { AlarmTopic, type AlarmTopicProps } from '../../../../lib/aws/alarm';
import { EncryptionKey } from '../../../../lib/aws/encryption';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

function topic(props: Omit<AlarmTopicProps, 'key'> = {}) {
  const stack = testStack();
  const key = new EncryptionKey(stack, 'key', { name: 'alarms', description: 'Alarms' });
  new AlarmTopic(stack, 'alarms', { key, ...props });
  return stack;
}

const publishers = ['cloudwatch.amazonaws.com', 'events.rds.amazonaws.com'];

describe('AlarmTopic', () => {
  test('is encrypted with a key that lets the publishers in, for this account', () => {
    const content = synthTerraform(topic());
    expect(onlyResource(content, SnsTopic)).toEqual({
      name: 'shop-test-alarms',
      kms_master_key_id: '${aws_kms_key.key.arn}',
    });
    const [, ...statements] = JSON.parse(onlyResource(content, KmsKey)['policy']).Statement;
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    expect(
      statements.map((one: { Principal: { Service: string[] }; Condition?: object }) => [
        one.Principal.Service[0],
        one.Condition,
      ]),
    ).toEqual([
      ['cloudwatch.amazonaws.com', ofThisAccount],
      // EventBridge supports no condition there.
      ['events.amazonaws.com', undefined],
      ['events.rds.amazonaws.com', ofThisAccount],
    ]);
  });

  test('takes messages of services of this account, over TLS', () => {
    const policy = onlyResource(topic(), SnsTopicPolicy);
    expect(policy['arn']).toBe('${aws_sns_topic.alarms.arn}');
    expect(JSON.parse(policy['policy']).Statement).toEqual([
      {
        Sid: 'ServicesPublish',
        Effect: 'Allow',
        Principal: { Service: publishers },
        Action: ['sns:Publish'],
        Resource: ['${aws_sns_topic.alarms.arn}'],
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
      {
        Sid: 'EventBridgePublishes',
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com'] },
        Action: ['sns:Publish'],
        Resource: ['${aws_sns_topic.alarms.arn}'],
      },
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: ['sns:Publish'],
        Resource: ['${aws_sns_topic.alarms.arn}'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  test('writes e-mails, one per address, in whatever order they are named', () => {
    const stack = topic({ emails: ['b@example.com', 'a@example.com', 'b@example.com'] });
    expect(resources(stack, SnsTopicSubscription)).toEqual({
      alarms_a_example_com: {
        topic_arn: '${aws_sns_topic.alarms.arn}',
        protocol: 'email',
        endpoint: 'a@example.com',
      },
      alarms_b_example_com: {
        topic_arn: '${aws_sns_topic.alarms.arn}',
        protocol: 'email',
        endpoint: 'b@example.com',
      },
    });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('addresses', () => {
    expect(addresses(synthTerraform(topic({ overrides: { topic: { displayName: 'Shop' } } })))).toEqual([
      'aws_kms_alias.key_alias',
      'aws_kms_key.key',
      'aws_sns_topic.alarms',
      'aws_sns_topic_policy.alarms_policy',
    ]);
  });
});
