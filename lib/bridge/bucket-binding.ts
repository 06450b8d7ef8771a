import type { IBucket } from '../aws/storage/props';
import { Binding } from './binding';
import { type BoundWorkload, type EgressRanges, podIdentityAgent } from './spec';

/** What a binding to a bucket is made from, beside its workload. */
export interface BucketBindingOptions {
  /** Name of the binding and of its ConfigMap, a DNS label that is unique in the namespace. */
  readonly name: string;
  /** The bucket's name, as the platform stack knows it, for example `assets`. */
  readonly bucket: string;
  /** What the workload may do with the objects. */
  readonly access: 'read' | 'readWrite';
  /** Which objects: those below a folder, `reports/`, or all of them. */
  readonly objects: { readonly prefix: string } | 'wholeBucket';
  /** Where S3 is reached: the ranges of the subnets with its interface endpoint, or the whole internet. */
  readonly ranges: EgressRanges;
  /**
   * What the variables begin with.
   * @default 'S3'
   */
  readonly prefix?: string;
}

/** What {@link bucketBinding} takes. */
export interface BucketBindingProps extends BucketBindingOptions {
  /** Whose binding it is. */
  readonly workload: BoundWorkload;
}

/** A workload's binding to objects of a bucket. Variables: `S3_BUCKET` and `S3_PREFIX`, empty for the whole bucket. */
export function bucketBinding(props: BucketBindingProps): Binding<IBucket> {
  const prefix = props.objects === 'wholeBucket' ? '' : props.objects.prefix;
  return new Binding<IBucket>({
    kind: 'bucket',
    source: props.bucket,
    name: props.name,
    workload: props.workload,
    prefix: props.prefix ?? 'S3',
    keys: ['BUCKET', 'PREFIX'],
    secrets: {},
    egress: [{ ranges: props.ranges, port: 443, reason: `S3, bucket ${props.bucket}` }, podIdentityAgent],
    port: undefined,
    texts: { objects: prefix },
    publish: (bucket) => ({
      values: { BUCKET: bucket.bucketName, PREFIX: prefix },
      statements: props.access === 'read' ? bucket.grantRead(prefix) : bucket.grantReadWrite(prefix),
      port: undefined,
      opens: undefined,
    }),
  });
}
