import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { type AwsStack, Role, serviceTrust } from '../../../../lib/aws/stack';
import { onlyResource, testStack } from '../../../../lib/testing';

const boundary = 'arn:aws:iam::111122223333:policy/bootstrap/shop-test-boundary';
const roleIn = (stack: AwsStack, config: object = {}) => {
  new Role(stack, 'role', {
    name: 'shop-test-node',
    assumeRolePolicy: serviceTrust(stack, 'ec2.amazonaws.com'),
    ...config,
  });
  return onlyResource(stack, IamRole);
};

describe('Role', () => {
  test('is a role of the provider, within the boundary of its stack', () => {
    const stack = testStack({ permissionsBoundary: boundary });
    expect(stack.permissionsBoundary).toBe(boundary);
    expect(roleIn(stack)).toEqual({
      name: 'shop-test-node',
      assume_role_policy: expect.any(String),
      permissions_boundary: boundary,
    });
  });

  test('has none where the stack has none, and another where its config names one', () => {
    expect(Object.keys(roleIn(testStack()))).not.toContain('permissions_boundary');
    const other = 'arn:aws:iam::111122223333:policy/other';
    expect(
      roleIn(testStack({ permissionsBoundary: boundary }), { permissionsBoundary: other }),
    ).toMatchObject({
      permissions_boundary: other,
    });
  });
});
