/** Tags that every resource carries, by key. */
export type Tags = Readonly<Record<string, string>>;

/** Who and what a stack belongs to. */
export interface Ownership {
  /** The system, for example `microshop`. Becomes the first part of every name and the tag `project`. */
  readonly project: string;
  /** The environment, for example `prod`. Becomes the second part of every name and the tag `environment`. */
  readonly environment: string;
  /** The team that answers for it. Becomes the tag `owner`. */
  readonly owner: string;
  /** Who pays for it. Becomes the tag `cost-centre`. */
  readonly costCentre: string;
  /**
   * Further tags.
   * @default - none
   */
  readonly tags?: Tags;
}

/** Tag keys that {@link standardTags} sets itself. */
export const reservedTagKeys = ['project', 'environment', 'owner', 'cost-centre', 'managed-by'] as const;

/** The tags of everything that belongs to an {@link Ownership}. */
export function standardTags(ownership: Ownership): Tags {
  return {
    ...ownership.tags,
    project: ownership.project,
    environment: ownership.environment,
    owner: ownership.owner,
    'cost-centre': ownership.costCentre,
    'managed-by': 'isthmus',
  };
}

/**
 * Whether Kubernetes and its storage driver keep a key for single resources. The driver gives its volumes all tags of a stack, and does not start with such
 * a one (aws-ebs-csi-driver, docs/tagging.md).
 */
export function isKubernetesTag(key: string): boolean {
  return /^(kubernetes\.io|ebs\.csi\.aws\.com)/.test(key) || /^CSIVolume(Snapshot)?Name$/.test(key);
}

/**
 * Why a tag cannot be set, or `undefined`. Limits of "Tagging AWS resources": key 1 to 128, value up to 256 characters,
 * letters, digits, space and `_ . : / = + - @`, no key beginning with `aws:`.
 */
export function tagFault(key: string, value: string): string | undefined {
  const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  if (key.length < 1 || key.length > 128)
    return `the key "${key}" has ${key.length} characters, 1 to 128 are allowed`;
  if (value.length > 256)
    return `the value of "${key}" has ${value.length} characters, at most 256 are allowed`;
  if (/^aws:/i.test(key)) return `the key "${key}" begins with aws:, which AWS keeps for itself`;
  if (!characters.test(key) || !characters.test(value))
    return `"${key}" = "${value}" has a character that tags cannot hold`;
  return undefined;
}
