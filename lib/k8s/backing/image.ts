/** What an image's tag tells. */
export interface ImageVersion {
  /** The version's numbers, first to last. */
  readonly numbers: readonly number[];
  /** Whether it is built on Alpine, where the users have other ids. */
  readonly alpine: boolean;
}

/**
 * The version that an image's tag names, or `undefined` when there is none. A digest does not tell it, so beside a digest there has to be a
 * tag too. Pure.
 */
export function versionOf(image: string): ImageVersion | undefined {
  const tag = /:(\d+(?:\.\d+)*)((?:-[\w.-]+)?)(?:@sha256:[a-f0-9]{64})?$/.exec(image);
  if (!tag) return undefined;
  return {
    numbers: (tag[1] as string).split('.').map(Number),
    alpine: (tag[2] as string).includes('alpine'),
  };
}
