import type { App } from 'cdktf';
import { AwsStack, Contract } from '../../../../lib/aws/stack';
import type { IsthmusError } from '../../../../lib/core/errors';
import { synthTerraform, testStack } from '../../../../lib/testing';

const shape = { vpc_id: 'text', subnet_ids: 'map' } as const;
const values = { vpc_id: 'vpc-1', subnet_ids: { 'us-east-1b': 'subnet-b', 'us-east-1a': 'subnet-a' } };

function beside(first: AwsStack, id: string): AwsStack {
  const { project, environment, account, region, state, today } = first;
  const props = { project, environment, account, region, state, today, owner: 'o', costCentre: 'c' };
  return new AwsStack(first.node.scope as App, id, props);
}

function both(state?: AwsStack['state']) {
  const publisher = testStack({ id: 'test-us-east-1-network', ...(state && { state }) });
  return { publisher, reader: beside(publisher, 'test-us-east-1-data') };
}

describe('a contract', () => {
  test('is outputs of the one stack', () => {
    const { publisher } = both();
    new Contract('network', shape).publish(publisher, values);
    expect(synthTerraform(publisher).output).toEqual({
      network_vpc_id: { value: 'vpc-1' },
      network_subnet_ids: { value: values.subnet_ids },
    });
  });

  test('and references to its state in the other, keys in order', () => {
    const { publisher, reader } = both();
    const contract = new Contract('network', shape);
    contract.publish(publisher, values);
    const read = contract.read(reader, publisher);
    const outputs = 'data.terraform_remote_state.state-test-us-east-1-network.outputs';
    expect(read).toEqual({
      vpc_id: `\${${outputs}.network_vpc_id}`,
      subnet_ids: {
        'us-east-1a': `\${${outputs}.network_subnet_ids["us-east-1a"]}`,
        'us-east-1b': `\${${outputs}.network_subnet_ids["us-east-1b"]}`,
      },
    });
    expect(Object.keys(read.subnet_ids)).toEqual(['us-east-1a', 'us-east-1b']);
    expect(reader.dependencies).toEqual([publisher]);
    expect(synthTerraform(reader).data['terraform_remote_state']).toEqual({
      'state-test-us-east-1-network': expect.objectContaining({
        backend: 's3',
        config: {
          bucket: 'shop-test-state',
          key: 'test-us-east-1-network/terraform.tfstate',
          region: 'us-east-1',
        },
      }),
    });
  });

  test('reads a state in a file from the file', () => {
    const { publisher, reader } = both({ kind: 'local', path: '../network.tfstate' });
    const contract = new Contract('network', shape);
    contract.publish(publisher, values);
    contract.read(reader, publisher);
    const states = synthTerraform(reader).data['terraform_remote_state'];
    expect(states?.['state-test-us-east-1-network']).toMatchObject({
      backend: 'local',
      config: { path: '../network.tfstate' },
    });
  });

  test('two of one stack share its state', () => {
    const { publisher, reader } = both();
    for (const name of ['network', 'alarms']) {
      const contract = new Contract(name, { id: 'text' });
      contract.publish(publisher, { id: name });
      contract.read(reader, publisher);
      contract.read(reader, publisher);
    }
    expect(Object.keys(synthTerraform(reader).data['terraform_remote_state'] ?? {})).toHaveLength(1);
  });

  test('that nobody published cannot be read', () => {
    const { publisher, reader } = both();
    const thrown = (() => {
      try {
        new Contract('network', shape).read(reader, publisher);
      } catch (error) {
        return error;
      }
    })();
    expect((thrown as IsthmusError).problems.map((one) => [one.code, one.path])).toEqual([
      ['stack/unpublished-contract', 'test-us-east-1-data'],
    ]);
  });
});
