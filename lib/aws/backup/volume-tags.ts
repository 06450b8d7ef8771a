import { type Problem, problem } from '../../core/errors';
import { type Tags, tagFault } from '../../core/tags';
import type { AwsStack } from '../stack/aws-stack';
import { backupErrors } from './errors';

/**
 * The tags of all volumes that claims of the environment's cluster have, and of no others. The EBS driver tags every volume that it
 * makes with `ebs.csi.aws.com/cluster` = `true` (which the policy of its role asks for, too), and with the tags of the stack,
 * which the add-on's `extraVolumeTags` names. Disks of nodes have the latter only. Auto Mode, which is no such driver, sets
 * other tags: give those of its storage class's `tagSpecification` there.
 * @param stack - any stack of the environment
 */
export function claimVolumeTags({ project, environment }: Pick<AwsStack, 'project' | 'environment'>): Tags {
  return { 'ebs.csi.aws.com/cluster': 'true', environment, project };
}

/** What is wrong with the tags of a selection. Reports `backup/tags`. */
export function tagProblems(path: string, at: string, tags: Tags): Problem[] {
  const faults = Object.entries(tags).flatMap(([key, value]) => tagFault(key, value) ?? []);
  const found = Object.keys(tags).length === 0 ? ['no tag'] : faults;
  return found.map((one) =>
    problem(backupErrors.tags, path, {
      at,
      found: one,
      fix: 'give the tags that the volumes have, for example claimVolumeTags(stack)',
    }),
  );
}

/** Tags as AWS Backup's conditions have them, sorted. */
export function tagConditions(tags: Tags): { readonly key: string; readonly value: string }[] {
  return Object.keys(tags)
    .sort()
    .map((key) => ({ key: `aws:ResourceTag/${key}`, value: tags[key] ?? '' }));
}
