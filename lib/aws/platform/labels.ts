import type { IConstruct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';

/**
 * Labels of an object that Terraform keeps in a cluster (Kubernetes, "Recommended Labels"). `managed-by` differs from that of the
 * manifests, so that nobody looks for the object among them.
 */
export function platformLabels(scope: IConstruct): Record<string, string> {
  const { project, environment } = AwsStack.of(scope);
  return {
    'app.kubernetes.io/managed-by': 'terraform',
    'app.kubernetes.io/part-of': project,
    environment,
  };
}
