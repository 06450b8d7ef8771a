import type { IConstruct } from 'constructs';
import { attachAll, report } from '../../core/report';
import { AwsStack } from '../stack/aws-stack';
import { storageErrors } from './errors';
import { checkPrefix } from './grants';
import { lifecycleProblems } from './lifecycle';
import type { AccessLogs, BucketProps } from './props';

/** Everything about a bucket's props that S3 would refuse or that contradicts itself. */
export function checkBucket(scope: IConstruct, name: string, props: BucketProps): void {
  attachAll(scope, lifecycleProblems(`${scope.node.path}.lifecycle`, props.lifecycle ?? {}));
  if (props.accessLogs !== 'none') checkLogTarget(scope, name, props.accessLogs);
  checkDestroy(scope, props);
  for (const [index, rule] of (props.cors ?? []).entries()) {
    for (const origin of rule.origins) checkOrigin(scope, `cors[${index}].origins`, origin);
  }
  const { objectLock } = props;
  if (objectLock && !(Number.isInteger(objectLock.days) && objectLock.days >= 1)) {
    report(scope, storageErrors['object-lock'], {
      at: 'objectLock.days',
      found: `${objectLock.days} days`,
      fix: 'give a whole number of days, 1 or more',
    });
  }
}

/** S3 User Guide, "Enabling Amazon S3 server access logging": what the target has to be. */
function checkLogTarget(scope: IConstruct, name: string, { to, prefix = '' }: AccessLogs): void {
  checkPrefix(scope, 'accessLogs.prefix', prefix);
  if (to.bucketArn.endsWith(`:::${name}`)) {
    report(scope, storageErrors['logs-to-itself'], {
      at: 'accessLogs.to',
      found: `the bucket ${name} itself`,
      fix: "give a LogBucket, or 'none' if this is the bucket for logs",
    });
  }
  if (to.keyArn) {
    report(scope, storageErrors['log-target-key'], {
      at: 'accessLogs.to',
      found: `${to.node.path}, encrypted with a KMS key`,
      fix: "give a LogBucket, or a bucket with encryption: 's3Managed'",
    });
  }
  const [here, there] = [AwsStack.of(scope).region, to.region];
  if (here !== there) {
    report(scope, storageErrors['log-target-region'], {
      at: 'accessLogs.to',
      found: `a bucket in ${there}, while this one is in ${here}`,
      fix: `give a LogBucket in ${here}`,
    });
  }
}

function checkDestroy(scope: IConstruct, props: BucketProps): void {
  if (props.emptyOnDestroy !== 'everyVersion') return;
  if (props.deletionProtection ?? true) {
    report(scope, storageErrors['empty-while-protected'], {
      at: 'emptyOnDestroy',
      found: "'everyVersion' with deletionProtection",
      fix: 'leave one of the two out',
    });
  }
  if (props.objectLock) {
    report(scope, storageErrors['object-lock'], {
      at: 'objectLock',
      found: "a lock with emptyOnDestroy: 'everyVersion'",
      fix: 'leave one of the two out: a locked version cannot be deleted',
    });
  }
}

function checkOrigin(scope: IConstruct, at: string, origin: string): void {
  if (/^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin)) return;
  report(scope, storageErrors['cors-origin'], {
    at,
    found: `"${origin}"`,
    fix: 'name each origin, for example https://shop.example.com',
  });
}
