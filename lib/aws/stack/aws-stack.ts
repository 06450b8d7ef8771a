import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, S3Backend, TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { IsthmusError, problem } from '../../core/errors';
import { type NamedResource, nameFault } from '../../core/names';
import { isRegion } from '../../core/regions';
import { report } from '../../core/report';
import {
  isKubernetesTag,
  type Ownership,
  reservedTagKeys,
  standardTags,
  type Tags,
  tagFault,
} from '../../core/tags';
import { stackErrors } from './errors';

/** State in an S3 bucket, locked by S3's own lock file. */
export interface S3State {
  /** Where the state is. */
  readonly kind: 's3';
  /** The bucket's name. */
  readonly bucket: string;
  /** The region of the bucket. */
  readonly region: string;
  /** ARN of the KMS key, or of its alias, that encrypts the state. */
  readonly kmsKeyArn: string;
}

/** State in a file: for the one stack that makes the state bucket. */
export interface LocalState {
  /** Where the state is. */
  readonly kind: 'local';
  /** The file, relative to the stack's output folder. */
  readonly path: string;
}

/** What an {@link AwsStack} is made from. */
export interface AwsStackProps extends Ownership {
  /** The account the stack belongs to, twelve digits; the provider refuses any other. */
  readonly account: string;
  /** The region, for example `us-east-1`. */
  readonly region: string;
  /** Where Terraform keeps the state. */
  readonly state: S3State | LocalState;
  /**
   * ARN of the managed policy that no role made in the stack can exceed. That of an environment's bootstrap, without which its deployer may
   * make no role, is `boundaryArn` (isthmus/aws/bootstrap).
   * @default - roles have no boundary
   */
  readonly permissionsBoundary?: string;
  /**
   * Range of versions of hashicorp/aws that may be installed.
   * @default '~> 6.25'
   */
  readonly awsProviderVersion?: string;
  /**
   * Host of the registry that the provider is installed from.
   * @default 'registry.terraform.io'
   */
  readonly providerRegistry?: string;
  /**
   * The day that support dates are held against.
   * @default - today
   */
  readonly today?: Date;
}

const AWS_STACK = Symbol.for('isthmus.AwsStack');

/** Most tags of a stack: a resource takes 50 ("Tagging AWS resources"), and subnets and volumes have up to five more of their own. */
const MOST_TAGS = 45;

/**
 * A Terraform stack of one account, region and layer: one state. Configures the AWS provider (account guard, default tags), the
 * backend and readable addresses: an element's address is its construct path joined by `_`, without a hash, where the
 * id `Resource` is left out. The stack's id is the last part of its state's key.
 */
export class AwsStack extends TerraformStack {
  /** The account the stack belongs to. */
  readonly account: string;
  /** The region the stack is in. */
  readonly region: string;
  /** `aws`, or the partition of China or GovCloud regions. */
  readonly partition: string;
  /** The system's name. */
  readonly project: string;
  /** The environment's name. */
  readonly environment: string;
  /** The tags that every resource gets through the provider; set them by hand only where the provider cannot reach. */
  readonly tags: Tags;
  /** Where Terraform keeps the state. */
  readonly state: S3State | LocalState;
  /** ARN of the managed policy that no role made in the stack can exceed. */
  readonly permissionsBoundary: string | undefined;
  /** The day that support dates are held against. */
  readonly today: Date;

  constructor(scope: Construct, id: string, props: AwsStackProps) {
    super(scope, id);
    Object.defineProperty(this, AWS_STACK, { value: true });
    this.account = props.account;
    this.region = props.region;
    this.partition = partitionOf(props.region);
    this.project = props.project;
    this.environment = props.environment;
    this.state = props.state;
    this.permissionsBoundary = props.permissionsBoundary;
    this.tags = standardTags(props);
    this.today = props.today ?? new Date();
    this.checkProps(props);
    this.addProvider(props);
    this.addBackend(props.state);
  }

  /**
   * The AwsStack that a construct stands in.
   * @throws IsthmusError `stack/no-aws-stack` when there is none
   */
  static override of(construct: IConstruct): AwsStack {
    const found = construct.node.scopes.find((one) => AWS_STACK in one);
    if (found) return found as unknown as AwsStack;
    throw new IsthmusError([
      problem(stackErrors['no-aws-stack'], construct.node.path, {
        found: 'none of its parents is an AwsStack',
        fix: 'create it within an AwsStack (isthmus/aws/stack)',
      }),
    ]);
  }

  /** `${project}-${environment}` and the parts given, joined by hyphens. Not checked: {@link physicalName} does that. */
  prefixed(...parts: readonly string[]): string {
    return [this.project, this.environment, ...parts].join('-');
  }

  /**
   * An ARN of this account, region and partition.
   * @param service - for example `rds`
   * @param resource - what follows the account, for example `db:orders`
   */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }

  /** The construct path below the stack, joined by `_`; the id `Resource` is left out. */
  protected override allocateLogicalId(element: TerraformElement | TerraformStack['node']): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const scopes = node.scopes.slice(node.scopes.indexOf(this) + 1);
    const ids = scopes.map((one) => one.node.id).filter((one) => one !== 'Resource');
    return ids.join('_').replace(/[^A-Za-z0-9_-]/g, '_');
  }

  private checkProps(props: AwsStackProps): void {
    if (!/^\d{12}$/.test(props.account)) {
      report(this, stackErrors.account, {
        at: 'account',
        found: `"${props.account}"`,
        fix: 'give the twelve digits of the account, as a string',
      });
    }
    if (!isRegion(props.region)) {
      report(this, stackErrors.region, {
        at: 'region',
        found: `"${props.region}"`,
        fix: 'give a region of the commercial partition, for example us-east-1',
      });
    }
    for (const key of Object.keys(props.tags ?? {})) {
      // IAM takes keys that differ by case alone for the same one.
      if (!(reservedTagKeys as readonly string[]).includes(key.toLowerCase())) continue;
      report(this, stackErrors['tag-reserved'], {
        at: `tags.${key}`,
        found: `the tag "${key}"`,
        fix: 'leave it out: the stack sets it from its own props',
      });
    }
    const count = Object.keys(this.tags).length;
    if (count > MOST_TAGS) {
      report(this, stackErrors.tag, {
        at: 'tags',
        found: `${count} tags, of which ${reservedTagKeys.length} are the stack's own`,
        fix: `give ${MOST_TAGS - reservedTagKeys.length} at most: a resource takes 50, and some have tags of their own`,
      });
    }
    for (const [key, value] of Object.entries(this.tags)) {
      const fault = isKubernetesTag(key)
        ? `the key "${key}", which Kubernetes keeps for single resources`
        : tagFault(key, value);
      if (fault) report(this, stackErrors.tag, { at: `tags.${key}`, found: fault, fix: 'change the tag' });
    }
  }

  private addProvider(props: AwsStackProps): void {
    new AwsProvider(this, 'aws', {
      region: props.region,
      allowedAccountIds: [props.account],
      defaultTags: [{ tags: { ...this.tags } }],
    });
    const registry = props.providerRegistry ?? 'registry.terraform.io';
    // No required_version: checkov reads no file that has one. A Terraform before 1.10 stops at use_lockfile by itself.
    this.addOverride('terraform.required_providers.aws', {
      source: `${registry}/hashicorp/aws`,
      version: props.awsProviderVersion ?? '~> 6.25',
    });
  }

  private addBackend(state: S3State | LocalState): void {
    if (state.kind === 'local') {
      new LocalBackend(this, { path: state.path });
      return;
    }
    new S3Backend(this, {
      bucket: state.bucket,
      key: stateKey(this.node.id),
      region: state.region,
      encrypt: true,
      kmsKeyId: state.kmsKeyArn,
      allowedAccountIds: [this.account],
    });
    this.addOverride('terraform.backend.s3.use_lockfile', true);
  }

  /** As cdktf's own, and looks for two elements of one address first: merging them would lose one without a word. */
  override prepareStack(): void {
    super.prepareStack();
    const seen = new Map<string, string>();
    for (const element of this.node.findAll()) {
      if (!TerraformElement.isTerraformElement(element) || element === (this as unknown)) continue;
      const block = TerraformResource.isTerraformResource(element) ? 'resource' : element.constructor.name;
      const type = (element as { terraformResourceType?: string }).terraformResourceType ?? '';
      const address = `${block} ${type} ${element.friendlyUniqueId}`;
      const other = seen.get(address);
      if (other !== undefined) {
        report(element, stackErrors.address, {
          found: `its address ${type}.${element.friendlyUniqueId} is also that of ${other}`,
          fix: 'rename one of the two constructs',
        });
      }
      seen.set(address, element.node.path);
    }
  }
}

/** Key of a stack's state in the state bucket. */
export function stateKey(stackId: string): string {
  return `${stackId}/terraform.tfstate`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/**
 * The physical name of a resource, `<project>-<environment>-<parts>`, checked against the resource's own rules.
 * Reports `stack/name` at the construct when it does not fit.
 * @param scope - the construct that makes the resource
 * @param resource - the Terraform resource type
 * @param parts - what follows the environment; give the region where names are global (IAM, S3)
 */
export function physicalName(
  scope: IConstruct,
  resource: NamedResource,
  ...parts: readonly string[]
): string {
  const { project, environment } = AwsStack.of(scope);
  const own = [`project "${project}"`, `environment "${environment}"`, `"${parts.join('-')}"`];
  const name = AwsStack.of(scope).prefixed(...parts);
  return checked(scope, resource, name, `shorten or simplify one of its parts: ${own.join(', ')}`);
}

/** A whole name given by the user, checked as {@link physicalName} does. */
export function checkedName(scope: IConstruct, resource: NamedResource, name: string): string {
  return checked(scope, resource, name, 'choose a shorter or simpler name');
}

function checked(scope: IConstruct, resource: NamedResource, name: string, fix: string): string {
  const found = nameFault(resource, name);
  if (found) report(scope, stackErrors.name, { found, fix });
  return name;
}
