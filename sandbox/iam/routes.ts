import type { AwsCall } from '../proxy/call';

/** What a call of a REST protocol does. */
export interface RestOperation {
  /** Its name in IAM. */
  readonly operation: string;
  /** What its path says. */
  readonly parameters: Readonly<Record<string, string>>;
}

type Route = readonly [method: string, path: RegExp, operation: string];

const cluster = '/clusters/(?<cluster>[^/]+)';
const vault = '/backup-vaults/(?<vault>[^/]+)';
const plan = '/backup/plans/(?<plan>[^/]+)';
const test = '/restore-testing/plans/(?<plan>[^/]+)';
const zone = '/2013-04-01/hostedzone/(?<zone>[^/]+)';

const routes: Readonly<Record<string, readonly Route[]>> = {
  eks: [
    ...family('/clusters', '(?<cluster>[^/]+)', 'Cluster', 'Clusters'),
    ['POST', path(`${cluster}/update-config`), 'UpdateClusterConfig'],
    ['POST', path(`${cluster}/updates`), 'UpdateClusterVersion'],
    ['GET', path(`${cluster}/updates`), 'ListUpdates'],
    ['GET', path(`${cluster}/updates/[^/]+`), 'DescribeUpdate'],
    ['POST', path(`${cluster}/encryption-config/associate`), 'AssociateEncryptionConfig'],
    ...family(`${cluster}/node-groups`, '(?<item>[^/]+)', 'Nodegroup', 'Nodegroups'),
    ['POST', path(`${cluster}/node-groups/(?<item>[^/]+)/update-config`), 'UpdateNodegroupConfig'],
    ['POST', path(`${cluster}/node-groups/(?<item>[^/]+)/update-version`), 'UpdateNodegroupVersion'],
    ...family(`${cluster}/addons`, '(?<item>[^/]+)', 'Addon', 'Addons'),
    ['POST', path(`${cluster}/addons/(?<item>[^/]+)/update`), 'UpdateAddon'],
    ...family(
      `${cluster}/pod-identity-associations`,
      '(?<item>[^/]+)',
      'PodIdentityAssociation',
      'PodIdentityAssociations',
    ),
    ['POST', path(`${cluster}/access-entries/(?<item>.+)/access-policies`), 'AssociateAccessPolicy'],
    ['GET', path(`${cluster}/access-entries/(?<item>.+)/access-policies`), 'ListAssociatedAccessPolicies'],
    ['DELETE', path(`${cluster}/access-entries/(?<item>.+)/access-policies/.+`), 'DisassociateAccessPolicy'],
    ...family(`${cluster}/access-entries`, '(?<item>.+)', 'AccessEntry', 'AccessEntries'),
    ['GET', path('/addons/supported-versions'), 'DescribeAddonVersions'],
    ...tags('/tags/(?<arn>.+)', 'POST', 'DELETE'),
  ],
  backup: [
    ['PUT', path(vault), 'CreateBackupVault'],
    ['GET', path(vault), 'DescribeBackupVault'],
    ['DELETE', path(vault), 'DeleteBackupVault'],
    ['PUT', path(`${vault}/access-policy`), 'PutBackupVaultAccessPolicy'],
    ['GET', path(`${vault}/access-policy`), 'GetBackupVaultAccessPolicy'],
    ['DELETE', path(`${vault}/access-policy`), 'DeleteBackupVaultAccessPolicy'],
    ['PUT', path(`${vault}/vault-lock`), 'PutBackupVaultLockConfiguration'],
    ['DELETE', path(`${vault}/vault-lock`), 'DeleteBackupVaultLockConfiguration'],
    ['GET', path(`${vault}/recovery-points`), 'ListRecoveryPointsByBackupVault'],
    ['PUT', path('/backup/plans'), 'CreateBackupPlan'],
    ['GET', path(plan), 'GetBackupPlan'],
    ['POST', path(plan), 'UpdateBackupPlan'],
    ['DELETE', path(plan), 'DeleteBackupPlan'],
    ['PUT', path(`${plan}/selections`), 'CreateBackupSelection'],
    ['GET', path(`${plan}/selections`), 'ListBackupSelections'],
    ['GET', path(`${plan}/selections/[^/]+`), 'GetBackupSelection'],
    ['DELETE', path(`${plan}/selections/[^/]+`), 'DeleteBackupSelection'],
    ['PUT', path('/restore-testing/plans'), 'CreateRestoreTestingPlan'],
    ['GET', path(test), 'GetRestoreTestingPlan'],
    ['PUT', path(test), 'UpdateRestoreTestingPlan'],
    ['DELETE', path(test), 'DeleteRestoreTestingPlan'],
    ['PUT', path(`${test}/selections`), 'CreateRestoreTestingSelection'],
    ['GET', path(`${test}/selections/[^/]+`), 'GetRestoreTestingSelection'],
    ['PUT', path(`${test}/selections/[^/]+`), 'UpdateRestoreTestingSelection'],
    ['DELETE', path(`${test}/selections/[^/]+`), 'DeleteRestoreTestingSelection'],
    ['GET', path('/tags/(?<arn>.+)'), 'ListTags'],
    ['POST', path('/tags/(?<arn>.+)'), 'TagResource'],
    ['POST', path('/untag/(?<arn>.+)'), 'UntagResource'],
  ],
  route53: [
    ['POST', path(`${zone}/rrset`), 'ChangeResourceRecordSets'],
    ['GET', path(`${zone}/rrset`), 'ListResourceRecordSets'],
    ['GET', path(zone), 'GetHostedZone'],
    ['POST', path('/2013-04-01/hostedzone'), 'CreateHostedZone'],
    ['GET', path('/2013-04-01/hostedzone'), 'ListHostedZones'],
    ['GET', path('/2013-04-01/hostedzonesbyname'), 'ListHostedZonesByName'],
    ['GET', path('/2013-04-01/change/.+'), 'GetChange'],
    ['POST', path('/2013-04-01/healthcheck'), 'CreateHealthCheck'],
    ['GET', path('/2013-04-01/healthcheck/(?<check>[^/]+)'), 'GetHealthCheck'],
    ['POST', path('/2013-04-01/healthcheck/(?<check>[^/]+)'), 'UpdateHealthCheck'],
    ['DELETE', path('/2013-04-01/healthcheck/(?<check>[^/]+)'), 'DeleteHealthCheck'],
    ['GET', path('/2013-04-01/tags/.+'), 'ListTagsForResource'],
    ['POST', path('/2013-04-01/tags/healthcheck/(?<check>[^/]+)'), 'ChangeTagsForResource'],
    ['POST', path('/2013-04-01/tags/hostedzone/(?<zone>[^/]+)'), 'ChangeTagsForResource'],
  ],
};

/** What a call of EKS, AWS Backup or Route 53 does; `undefined` when no route of theirs fits. */
export function restOperation({ service, method, path: asked }: AwsCall): RestOperation | undefined {
  for (const [verb, expression, operation] of routes[service] ?? []) {
    if (verb !== method) continue;
    const found = expression.exec(decodeURIComponent(asked));
    if (found) return { operation, parameters: { ...found.groups } };
  }
  return undefined;
}

function path(pattern: string): RegExp {
  return new RegExp(`^${pattern}/?$`);
}

function family(collection: string, item: string, one: string, many: string): Route[] {
  return [
    ['POST', path(collection), `Create${one}`],
    ['GET', path(collection), `List${many}`],
    ['GET', path(`${collection}/${item}`), `Describe${one}`],
    ['POST', path(`${collection}/${item}`), `Update${one}`],
    ['DELETE', path(`${collection}/${item}`), `Delete${one}`],
  ];
}

function tags(pattern: string, put: string, remove: string): Route[] {
  return [
    ['GET', path(pattern), 'ListTagsForResource'],
    [put, path(pattern), 'TagResource'],
    [remove, path(pattern), 'UntagResource'],
  ];
}
