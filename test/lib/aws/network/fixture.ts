import { Network, type NetworkProps } from '../../../../lib/aws/network';
import type { AwsStack } from '../../../../lib/aws/stack';
import { synthTerraform, type TerraformContent, testStack } from '../../../../lib/testing';

/** A well-formed network of two zones: public and private tier, one NAT gateway. */
export function networkProps(changes: Partial<NetworkProps> = {}): NetworkProps {
  return {
    range: '10.0.0.0/16',
    zones: ['us-east-1a', 'us-east-1b'],
    subnets: { public: 'slots', private: 'slots' },
    nat: 'single',
    ...changes,
  };
}

/** A stack with a network of {@link networkProps}. */
export function networkStack(changes: Partial<NetworkProps> = {}): AwsStack {
  const stack = testStack();
  new Network(stack, 'network', networkProps(changes));
  return stack;
}

/** What that stack synthesizes to. */
export function networkContent(changes: Partial<NetworkProps> = {}): TerraformContent {
  return synthTerraform(networkStack(changes));
}
