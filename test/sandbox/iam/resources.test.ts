import { resourcesOf } from '../../../sandbox/iam/resources';
import { actionOf, overlap } from '../../support/iam-reference';

const operations = Object.entries(resourcesOf).flatMap(([service, table]) =>
  Object.entries(table).map(([operation, templates]) => ({ service, operation, templates })),
);

/** Its reference names no resource, but EKS names the cluster when it refuses: "not authorized to perform eks:CreateCluster on resource ...:cluster/x". */
const NAMED_IN_TRUTH = ['eks:CreateCluster'];

// What the gate asks a policy is what AWS asks it, or a role that is enough here is not enough there.
describe('the resources that an operation is checked on', () => {
  test('are those of the Service Authorization Reference', async () => {
    const wrong: string[] = [];
    for (const { service, operation, templates } of operations) {
      const name = `${service}:${operation}`;
      if (NAMED_IN_TRUTH.includes(name)) continue;
      const action = await actionOf(service, operation);
      if (!action) {
        wrong.push(`${name} is no action`);
        continue;
      }
      for (const template of templates) {
        if (!action.resources.some(({ arn }) => overlap(arnOf(service, template), arn)))
          wrong.push(`${name} is not asked for on ${template}`);
      }
      for (const { type, arn } of action.resources.filter((one) => one.required)) {
        if (!templates.some((template) => overlap(arnOf(service, template), arn)))
          wrong.push(`${name} is asked for on a ${type} too`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** A template as a pattern; a parameter may be a whole ARN. */
function arnOf(service: string, template: string): string {
  const part = template.replace(/\{[^}]*\}/g, '*');
  return part === '*' ? '*' : `arn:*:${service}:*:*:${part}`;
}
