/**
 * Why nodes (or kube-proxy) of one version may not run under a control plane of another, or `undefined`: they may be up to
 * three minors older and never newer (Kubernetes, "Version Skew Policy").
 */
export function skewFault(controlPlane: string, follower: string): string | undefined {
  const behind = minor(controlPlane) - minor(follower);
  if (Number.isNaN(behind) || (behind >= 0 && behind <= 3)) return undefined;
  return `a control plane of ${controlPlane}`;
}

function minor(version: string): number {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1]);
}
