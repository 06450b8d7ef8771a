import { Construct } from 'constructs';
import { ExternalSecret, PasswordGenerator } from '../custom/custom-resource';
import { NAME_LABEL } from '../manifest/labels';

/** What {@link GeneratedCredentials} are made from. */
export interface GeneratedCredentialsProps {
  /** Name of the workload that they are for. */
  readonly workload: string;
  /** Keys of the Secret; each gets a password of its own. */
  readonly keys: readonly string[];
}

const LENGTH = 32;

/**
 * Passwords that the cluster makes up itself, in a Secret. An External Secrets generator makes them, rather than the platform stack:
 * what in dev and test opens nothing but a pod of the same namespace is then known to that cluster alone, never to Terraform, to
 * Secrets Manager or to the one who applies, and comes and goes with the namespace.
 *
 * They are made once (`CreatedOnce`): a database keeps the password that its volume was made with, and a new one in the Secret would shut
 * everybody out. For the same reason the Secret outlives the ExternalSecret (`Orphan`), as the volume outlives the StatefulSet, and
 * cannot be overwritten (`immutable`). To change a password, delete Secret, ExternalSecret and volume together.
 */
export class GeneratedCredentials extends Construct {
  /** Name of the Secret. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: GeneratedCredentialsProps) {
    super(scope, id);
    this.secretName = `${props.workload}-credentials`;
    const metadata = {
      name: this.secretName,
      labels: { [NAME_LABEL]: props.workload, 'app.kubernetes.io/component': 'credentials' },
    };
    new PasswordGenerator(this, 'generator', {
      ...metadata,
      // Letters and digits only: they need no escaping in a URL, a shell or JSON, and 32 of them are 190 bits.
      spec: { length: LENGTH, digits: 8, symbols: 0, noUpper: false, allowRepeat: true },
    });
    new ExternalSecret(this, 'secret', {
      ...metadata,
      spec: {
        refreshPolicy: 'CreatedOnce',
        target: {
          name: this.secretName,
          creationPolicy: 'Orphan',
          deletionPolicy: 'Retain',
          immutable: true,
        },
        // A generator makes another value each time it is asked, always under the key `password`.
        dataFrom: [...props.keys].sort().map((key) => ({
          sourceRef: {
            generatorRef: {
              apiVersion: 'generators.external-secrets.io/v1alpha1',
              kind: 'Password',
              name: this.secretName,
            },
          },
          ...(key !== 'password' && { rewrite: [{ regexp: { source: '^password$', target: key } }] }),
        })),
      },
    });
  }
}
