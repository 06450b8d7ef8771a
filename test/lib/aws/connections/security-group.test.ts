import { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import { SecurityGroup } from '../../../../lib/aws/connections';
import { addresses, onlyResource, synthTerraform, testStack } from '../../../../lib/testing';

describe('SecurityGroup', () => {
  test('is closed, named and described', () => {
    const stack = testStack();
    new SecurityGroup(stack, 'database', { vpcId: 'vpc-1', name: 'database', description: 'Orders' });
    const content = synthTerraform(stack);
    expect(onlyResource(content, SecurityGroupResource)).toEqual({
      name: 'shop-test-database',
      description: 'Orders',
      vpc_id: 'vpc-1',
      revoke_rules_on_delete: true,
      tags: { Name: 'shop-test-database' },
    });
    expect(addresses(content)).toEqual(['aws_security_group.database']);
  });

  test('can be overridden', () => {
    const stack = testStack();
    const props = { vpcId: 'vpc-1', name: 'database', description: 'Orders' };
    new SecurityGroup(stack, 'database', { ...props, overrides: { securityGroup: { tags: { Name: 'x' } } } });
    expect(onlyResource(stack, SecurityGroupResource)['tags']).toEqual({ Name: 'x' });
  });
});
