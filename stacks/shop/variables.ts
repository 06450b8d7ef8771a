import type { Workloads } from '../../lib/core/environment';

/** What every service is told by the environment's data; addresses and credentials come by bindings. */
export function serviceVariables({ settings }: Workloads, port: number): Record<string, string> {
  return {
    CACHE_TTL: String(settings.cacheTtlSeconds),
    DB_POOL_SIZE: String(settings.databasePoolSize),
    FEATURE_BETA_API: String(settings.features.betaApi),
    FEATURE_NEW_UI: String(settings.features.newUi),
    LOG_LEVEL: settings.logLevel,
    PORT: String(port),
  };
}

/** `<registry>/microshop/<service>` with its digest or tag. One that is not given is reported where the data are checked. */
export function imageOf({ registry, images }: Workloads, project: string, service: string): string {
  const version = images[service] ?? 'missing';
  return `${registry}/${project}/${service}${version.startsWith('sha256:') ? '@' : ':'}${version}`;
}
