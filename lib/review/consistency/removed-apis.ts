import { type Problem, problem } from '../../core/errors';
import { removedIn } from '../../core/versions/kubernetes-apis';
import type { Manifest } from '../manifest';
import { consistencyErrors } from './errors';

/**
 * Finds objects whose API the cluster no longer serves.
 * @param manifests - those of one environment and region
 * @param version - minor version of the cluster, for example `1.36`
 */
export function checkRemovedApis(manifests: readonly Manifest[], version: string): Problem[] {
  const minor = Number(version.split('.')[1]);
  return manifests.flatMap(({ path, object: { apiVersion, kind } }) => {
    const gone = removedIn(apiVersion, kind);
    if (gone === undefined || minor < gone) return [];
    return [
      problem(consistencyErrors['removed-api'], path, {
        at: 'apiVersion',
        found: `${apiVersion} ${kind}, last served by Kubernetes 1.${gone - 1}; the cluster is ${version}`,
        fix: 'use the version that replaced it (Kubernetes, "Deprecated API Migration Guide")',
      }),
    ];
  });
}
