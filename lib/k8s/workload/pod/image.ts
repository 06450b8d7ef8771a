import type { WorkloadFault } from '../errors';

// Distribution's reference grammar (github.com/distribution/reference): domain, path, tag, digest.
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const domain =
  '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?/)?';
const form = new RegExp(
  `^(${domain}${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$`,
);

/** Tags that move by custom: a second pull gives another image. */
const movingTags = ['latest', 'stable', 'mainline', 'main', 'master', 'edge', 'nightly', 'dev', 'lts'];

/** Words before which a variant is named, for example `latest-alpine`; `main-` and `dev-` mostly stand before a commit. */
const movingVariant = /^(?:latest|stable|mainline|lts)(?:-[a-z]+)*$|-latest$/;

function isMoving(tag: string): boolean {
  const lower = tag.toLowerCase();
  return movingTags.includes(lower) || movingVariant.test(lower);
}

/** What is wrong with an image's reference: it needs a digest, or a tag that does not move. Pure. */
export function imageFaults(image: string): WorkloadFault[] {
  const fault = (found: string): WorkloadFault[] => [
    {
      error: 'image',
      at: 'image',
      found,
      fix: 'give a digest or a tag that is never moved, for example registry/shop/orders:1.4.2 or registry/shop/orders@sha256:...',
    },
  ];
  const match = form.exec(image);
  const port = Number(/^[^/]*:(\d+)\//.exec(image)?.[1] ?? 443);
  if (!match || port < 1 || port > 65535) return fault(`"${image}", which is no image reference`);
  const [, , tag, digest] = match;
  if (digest !== undefined) return [];
  if (tag === undefined) return fault(`"${image}", which has neither tag nor digest`);
  return isMoving(tag) ? fault(`"${image}", whose tag moves`) : [];
}
