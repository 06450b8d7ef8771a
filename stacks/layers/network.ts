import type { Construct } from 'constructs';
import { AlarmTopic } from '../../lib/aws/alarm/alarm-topic';
import { clusterName } from '../../lib/aws/cluster/naming';
import { EncryptionKey } from '../../lib/aws/encryption/encryption-key';
import { publishNetwork } from '../../lib/aws/network/contract';
import { Network } from '../../lib/aws/network/network';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { alarmContract } from '../contracts';
import { isProtected, type Place, stackId, stackProps } from '../place';

/** The first stack of a region: its network, and the topic that all its alarms publish to. */
export class NetworkStack extends AwsStack {
  constructor(scope: Construct, place: Place) {
    super(scope, stackId(place, 'network'), stackProps(place));
    publishNetwork(this, this.network(place));
    alarmContract.publish(this, { topic_arn: this.alarmTopic(place).topicArn });
  }

  private network(place: Place): Network {
    const { range, zones, subnets, nat, flowLogRetentionDays, interfaceEndpoints } = place.settings.network;
    return new Network(this, 'network', {
      range,
      zones,
      subnets,
      nat,
      flowLogs: { destination: 'cloudwatch', retention: flowLogRetentionDays },
      interfaceEndpoints: interfaceEndpoints ?? [],
      clusterName: clusterName(this),
      peers: place.peers,
      deletionProtection: isProtected(place),
    });
  }

  private alarmTopic(place: Place): AlarmTopic {
    const key = new EncryptionKey(this, 'alarms-key', {
      name: 'alarms',
      description: 'Messages of alarms',
      deletionProtection: isProtected(place),
    });
    return new AlarmTopic(this, 'alarms', { key, emails: place.environment.alarmEmails ?? [] });
  }
}
