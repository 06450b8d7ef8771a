import { NamespaceV1, type NamespaceV1Config } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Construct } from 'constructs';
import { isDnsLabel } from '../../core/kubernetes-names';
import { report } from '../../core/report';
import { type Override, overridden } from '../stack/override';
import { platformErrors } from './errors';

/** What a {@link PlatformNamespace} is made from. */
export interface PlatformNamespaceProps {
  /** The namespace's name, a DNS label. */
  readonly name: string;
  /**
   * Whether Terraform refuses to destroy it, and with it all that is in it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly namespace?: Override<NamespaceV1Config> };
}

/**
 * The beginning of a namespace: it has to be there before the manifests are, since what they read lies in it. Terraform owns that it
 * exists; its labels belong to the manifests, which are applied later and say more about them. So Terraform sets just one
 * label, the one without which a pod of any kind could run in the time between, to the value that the manifests have too (a
 * server-side apply then finds no conflict), and never looks at labels and annotations again. Reports `platform/namespace-name`.
 */
export class PlatformNamespace extends Construct {
  /** The namespace's name, known at synth. */
  readonly namespaceName: string;
  /** The name as a reference: who uses it waits until the namespace exists. */
  readonly reference: string;

  constructor(scope: Construct, id: string, props: PlatformNamespaceProps) {
    super(scope, id);
    this.namespaceName = props.name;
    if (!isDnsLabel(props.name)) {
      report(this, platformErrors['namespace-name'], {
        at: 'name',
        found: `"${props.name}"`,
        fix: 'use lower-case letters, digits and hyphens, at most 63, as in the manifests',
      });
    }
    const config: NamespaceV1Config = {
      metadata: { name: props.name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      lifecycle: {
        preventDestroy: props.deletionProtection ?? true,
        ignoreChanges: ['metadata[0].annotations', 'metadata[0].labels'],
      },
    };
    const namespace = new NamespaceV1(
      this,
      'Resource',
      overridden(this, 'namespace', config, props.overrides?.namespace),
    );
    this.reference = namespace.metadata.name;
  }
}
