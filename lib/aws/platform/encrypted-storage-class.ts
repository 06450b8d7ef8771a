import { StorageClassV1, type StorageClassV1Config } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { platformLabels } from './labels';

/** What an {@link EncryptedStorageClass} is made from. */
export interface EncryptedStorageClassProps {
  /**
   * Name of the class.
   * @default 'gp3'
   */
  readonly name?: string;
  /**
   * ARN of the key that encrypts the volumes, or of its alias; `'awsManaged'` for the account's own key `aws/ebs`.
   * @default - the alias of the key that a cluster of the default name makes for its volumes
   */
  readonly keyArn?: string;
  /**
   * Who makes the volumes: the add-on aws-ebs-csi-driver, or the control plane in Auto Mode.
   * @default 'driver'
   */
  readonly provisioner?: 'driver' | 'autoMode';
  /**
   * What becomes of a volume whose claim is deleted.
   * @default 'retain'
   */
  readonly released?: 'retain' | 'delete';
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly storageClass?: Override<StorageClassV1Config> };
}

/** EKS User Guide, "Create an Auto Mode StorageClass"; the driver's own documentation for the other. */
const provisioners = { driver: 'ebs.csi.aws.com', autoMode: 'ebs.csi.eks.amazonaws.com' };

/**
 * The cluster's default storage class: encrypted gp3 volumes, each made in the zone where its pod was placed, and that can grow. EKS's own
 * class gp2 is no default since 1.30, so there is one default only.
 */
export class EncryptedStorageClass extends Construct {
  /** Name of the class. */
  readonly className: string;

  constructor(scope: Construct, id: string, props: EncryptedStorageClassProps = {}) {
    super(scope, id);
    this.className = props.name ?? 'gp3';
    const stack = AwsStack.of(this);
    const keyArn = props.keyArn ?? stack.arn('kms', `alias/${stack.prefixed('cluster-volumes')}`);
    const config: StorageClassV1Config = {
      metadata: {
        name: this.className,
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
        labels: platformLabels(this),
      },
      storageProvisioner: provisioners[props.provisioner ?? 'driver'],
      reclaimPolicy: props.released === 'delete' ? 'Delete' : 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      parameters: {
        'csi.storage.k8s.io/fstype': 'ext4',
        encrypted: 'true',
        type: 'gp3',
        ...(keyArn !== 'awsManaged' && { kmsKeyId: keyArn }),
      },
    };
    new StorageClassV1(
      this,
      'Resource',
      overridden(this, 'storageClass', config, props.overrides?.storageClass),
    );
  }
}
