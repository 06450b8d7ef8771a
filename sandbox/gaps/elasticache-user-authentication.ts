import { completed, listed } from './completed';
import type { GapFactory } from './gap';
import { child, readXml, textAt, xml } from './xml';

/** What the API answers for each type that may be asked for. */
const answered: Readonly<Record<string, string>> = {
  iam: 'iam',
  password: 'password',
  'no-password-required': 'no-password',
};

/** A cache user that signs in with IAM reads back as one without a password. */
export const elasticacheUserAuthentication: GapFactory = () => ({
  name: 'elasticache-user-authentication',
  service: 'elasticache',
  symptom: "a user's AuthenticationMode is not kept: whoever signs in with IAM reads back as no-password",
  documentation: 'Amazon ElastiCache API Reference, "Authentication"; "CreateUser": AuthenticationMode',
  resources: ['aws_elasticache_user'],
  matches: ({ operation }) => /Users?$/.test(operation),
  handle: completed({
    // A user's element has the name of a list's member, or of the operation's result.
    describes: (element) => textAt(element, 'UserId') !== undefined && child(element, 'ARN') !== undefined,
    operations: /^(Create|Modify)User$/,
    says(parameters) {
      const type = answered[parameters.get('AuthenticationMode.Type') ?? ''];
      if (type === undefined) return [];
      const passwords = listed(parameters, 'AuthenticationMode.Passwords.member').length;
      return [xml('Authentication', [xml('Type', type), xml('PasswordCount', String(passwords))])];
    },
  }).handle,
  async isNeeded(send) {
    const id = 'gap-authentication';
    const elasticache = (parameters: Record<string, string>) =>
      send({ service: 'elasticache', form: { Version: '2015-02-02', UserId: id, ...parameters } });
    const created = await elasticache({
      Action: 'CreateUser',
      UserName: id,
      Engine: 'valkey',
      AccessString: 'on ~* +@all',
      'AuthenticationMode.Type': 'iam',
    });
    await elasticache({ Action: 'DeleteUser' });
    return textAt(readXml(created), 'CreateUserResult', 'Authentication', 'Type') !== 'iam';
  },
});
