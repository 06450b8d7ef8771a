import type { ErrorDefinition, Finding } from '../../core/errors';
import { removedIn } from '../../core/versions/kubernetes-apis';
import { manifestErrors } from './errors';
import * as kinds from './kinds';
import { type Misfit, misfits, type Recorded, recordShape } from './unknown-fields-shape';
import { newFields, newKinds, podSpecs } from './unknown-fields-versions';

/** A class of typed kinds: knows what it is, and makes a manifest of resolved props. */
export interface KindClass {
  /** What its objects are. */
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  /** Makes a manifest of resolved props. Fields that it does not know are lost. */
  manifest(props: unknown): Record<string, unknown>;
}

/** A mistake that was found in one object. */
export type Mistake = readonly [ErrorDefinition, Finding];

/** What is said about an object: which kind it is, and for which cluster. */
export interface Subject {
  /** Its API version. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** Minor version of the cluster, for example 36. */
  readonly kubernetesMinor: number;
}

/** A schema of schemas has no end. */
const ENDLESS = 'CustomResourceDefinition';

const classes = new Map<string, KindClass>();
const groups = new Set<string>();
const shapes = new Map<string, Recorded>();

/** The typed kind of an API version and kind, or `undefined` when the typings have none. */
export function kindClass(apiVersion: string, kind: string): KindClass | undefined {
  if (classes.size === 0) {
    for (const one of Object.values(kinds) as readonly unknown[]) {
      if (!isKindClass(one)) continue;
      classes.set(`${one.GVK.apiVersion}/${one.GVK.kind}`, one);
      groups.add(groupOf(one.GVK.apiVersion));
    }
  }
  return classes.get(`${apiVersion}/${kind}`);
}

/** Whether a value is a class of typed kinds. */
export function isKindClass(value: unknown): value is KindClass {
  return typeof value === 'function' && 'GVK' in value && 'manifest' in value;
}

/**
 * What a typed kind would lose of resolved props, in the typings' own names. Reports `manifest/unknown-field`.
 * @param props - apiVersion, kind, metadata and the kind's own props
 */
export function lostProps(subject: Subject, props: object): Mistake[] {
  const recorded = recordedOf(subject);
  if (!recorded) return [];
  return misfits(recorded.input, withoutIdentity(props)).map((one) => [
    manifestErrors['unknown-field'],
    unknownFieldFinding(subject, one, 'give it as a patch (patchObject) if it is newer than the typings'),
  ]);
}

/**
 * What is wrong with the fields of a finished manifest of Kubernetes' own kinds. Reports `manifest/unknown-field`, `manifest/field-too-new`
 * and `manifest/unknown-kind`.
 */
export function unknownFields(subject: Subject, manifest: object): Mistake[] {
  const recorded = recordedOf(subject);
  if (!recorded) return unknownKind(subject);
  return misfits(recorded.output, withoutIdentity(manifest)).flatMap((one) => judge(subject, one));
}

/** Reports `manifest/api-removed` when the cluster does not serve an object's API version any more. */
export function removedApi({ apiVersion, kind, kubernetesMinor }: Subject): Mistake[] {
  const until = removedIn(apiVersion, kind);
  if (until === undefined || kubernetesMinor < until) return [];
  return [
    [
      manifestErrors['api-removed'],
      {
        at: 'apiVersion',
        found: `${apiVersion} ${kind}, which is not served since 1.${until}; the cluster is 1.${kubernetesMinor}`,
        fix: 'give the version that took its place (Kubernetes, "Deprecated API Migration Guide")',
      },
    ],
  ];
}

function unknownKind(subject: Subject): Mistake[] {
  const { apiVersion, kind, kubernetesMinor } = subject;
  const isOwnGroup = groups.has(groupOf(apiVersion));
  if (kindClass(apiVersion, kind) || !isOwnGroup || removedApi(subject).length > 0) return [];
  const since = newKinds[apiVersion]?.[kind];
  if (since !== undefined && kubernetesMinor >= since) return [];
  const when = since === undefined ? 'which Kubernetes does not have' : `which came with 1.${since}`;
  return [
    [
      manifestErrors['unknown-kind'],
      {
        at: 'apiVersion',
        found: `${apiVersion} ${kind}, ${when}; the cluster is 1.${kubernetesMinor}`,
        fix: 'correct the API version or the kind',
      },
    ],
  ];
}

function judge(subject: Subject, found: Misfit): Mistake[] {
  const since = found.kind === 'unknown' ? sinceOf(subject.kind, found.pattern) : undefined;
  if (since === undefined) {
    return [
      [
        manifestErrors['unknown-field'],
        unknownFieldFinding(subject, found, 'correct its name, or leave it out'),
      ],
    ];
  }
  if (subject.kubernetesMinor >= since) return [];
  return [
    [
      manifestErrors['field-too-new'],
      {
        at: found.path,
        found: `the cluster is 1.${subject.kubernetesMinor}, and takes this field from 1.${since} on`,
        fix: 'leave it out until the cluster is upgraded',
      },
    ],
  ];
}

function sinceOf(kind: string, pattern: string): number | undefined {
  const podSpec = podSpecs[kind];
  const inPod =
    podSpec !== undefined && pattern.startsWith(podSpec) ? pattern.slice(podSpec.length) : undefined;
  const inJob = 'spec.jobTemplate.';
  const [owner, path] =
    kind === 'CronJob' && pattern.startsWith(inJob) ? ['Job', pattern.slice(inJob.length)] : [kind, pattern];
  return newFields.find((one) =>
    one.kinds === 'pod'
      ? inPod !== undefined && one.path.test(inPod)
      : one.kinds.includes(owner) && one.path.test(path),
  )?.since;
}

function unknownFieldFinding(
  { apiVersion, kind }: Subject,
  { path, kind: what, known }: Misfit,
  fix: string,
): Finding {
  const name = /[^.]*$/.exec(path)?.[0] ?? path;
  const same = known.find((one) => one.toLowerCase() === name.toLowerCase());
  const found =
    what === 'form'
      ? 'a value of another form than the field has'
      : `a field that ${apiVersion} ${kind} does not have`;
  return { at: path, found, fix: same ? `did you mean ${same}? Else ${fix}` : fix };
}

function recordedOf({ apiVersion, kind }: Subject): Recorded | undefined {
  const type = kindClass(apiVersion, kind);
  if (!type || kind === ENDLESS) return undefined;
  const key = `${apiVersion}/${kind}`;
  const known = shapes.get(key);
  if (known) return known;
  const recorded = recordShape((props) => type.manifest(props));
  shapes.set(key, recorded);
  return recorded;
}

function withoutIdentity(manifest: object): object {
  const { apiVersion, kind, ...rest } = manifest as {
    readonly apiVersion?: unknown;
    readonly kind?: unknown;
  };
  return rest;
}

/** The part before the slash; the oldest kinds have none. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
