import { ConfigMapV1, type ConfigMapV1Config } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { sortedEntries } from '../../core/sorted-entries';
import { type Override, overridden } from '../stack/override';
import { platformErrors } from './errors';
import { platformLabels } from './labels';
import type { PlatformNamespace } from './platform-namespace';

/** What a {@link BindingConfigMap} is made from. */
export interface BindingConfigMapProps {
  /** Name of the ConfigMap, chosen at synth: manifests name it. */
  readonly name: string;
  /** The namespace it lies in. */
  readonly namespace: PlatformNamespace;
  /** Values by key: endpoints, ports and names, also such as are known only after a deploy. Nothing secret. */
  readonly values: Readonly<Record<string, string>>;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly configMap?: Override<ConfigMapV1Config> };
}

/**
 * What the cloud half tells the pods of a cluster: the one way by which something known only after a deploy gets there. Reports
 * `platform/secret-in-config`.
 */
export class BindingConfigMap extends Construct {
  constructor(scope: Construct, id: string, props: BindingConfigMapProps) {
    super(scope, id);
    const entries = sortedEntries(props.values);
    for (const [key, value] of entries) {
      const found = secretFault(key, value);
      if (!found) continue;
      report(this, platformErrors['secret-in-config'], {
        at: `values.${key}`,
        found,
        fix: 'keep it in Secrets Manager, and let External Secrets bring it to the pods',
      });
    }
    const config: ConfigMapV1Config = {
      metadata: { name: props.name, namespace: props.namespace.reference, labels: platformLabels(this) },
      data: Object.fromEntries(entries.filter(([key, value]) => !secretFault(key, value))),
    };
    new ConfigMapV1(this, 'Resource', overridden(this, 'configMap', config, props.overrides?.configMap));
  }
}

/** Why an entry looks like a secret, without the value itself, or `undefined`. */
export function secretFault(key: string, value: string): string | undefined {
  const word = /passw|passphrase|pwd|secret|token|credential|(api|access|private)[_.-]?key/i.exec(key);
  if (word) return `the key "${key}"`;
  if (/:\/\/[^/\s:@]*:[^/\s@]+@/.test(value)) return 'a URL with a password in it';
  if (/\bephemeral\.|random_password|secret_string/.test(value)) return 'a reference to a secret value';
  return undefined;
}
