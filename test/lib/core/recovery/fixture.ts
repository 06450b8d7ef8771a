import prod from '../../../../environments/prod';
import { type Environment, environmentSchema } from '../../../../lib/core/environment/schema';

const region = prod.regions['us-east-1'];

/** Backups as the shop has them. */
export const backups = {
  schedule: 'cron(0 2 * * ? *)',
  retentionDays: 30,
  lock: { mode: 'governance', minRetentionDays: 7, maxRetentionDays: 365 },
};

/** The recovery of the shop. */
export const recovery = {
  standby: 'us-west-2',
  readiness: 'warmStandby',
  rto: '15m',
  rpo: { database: '5m', objects: '15m', volumes: '33h' },
  network: { range: '10.1.0.0/16' },
  registry: '444444444444.dkr.ecr.us-west-2.amazonaws.com',
};

/** The data of an environment that recovers, with changes to its recovery, itself and its primary region. */
export function data(change: object = {}, whole: object = {}, primary: object = {}): unknown {
  return {
    ...prod,
    backups,
    recovery: { ...recovery, ...change },
    regions: { 'us-east-1': { ...region, ...primary } },
    ...whole,
  };
}

/** That environment. */
export function environment(change: object = {}, whole: object = {}, primary: object = {}): Environment {
  return environmentSchema.parse(data(change, whole, primary));
}
