import type { S3State } from '../stack/aws-stack';

/** Which environment's state is meant. */
export interface StatePlace {
  /** The system's name. */
  readonly project: string;
  /** The environment's name. */
  readonly environment: string;
  /** The account, twelve digits. */
  readonly account: string;
  /** The region of the state bucket: the environment's first one. */
  readonly region: string;
}

/** Last part of the state bucket's name and of its key's alias. */
export const STATE_NAME = 'state';

/** Name of an environment's state bucket, as `StateStore` makes it. */
export function stateBucketName(place: StatePlace): string {
  return [place.project, place.environment, place.account, place.region, STATE_NAME].join('-');
}

/** Alias of the key of an environment's state, `alias/...`, as `StateStore` makes it. */
export function stateKeyAlias(place: Pick<StatePlace, 'project' | 'environment'>): string {
  return `alias/${place.project}-${place.environment}-${STATE_NAME}`;
}

/** The state that every other stack of the environment is configured with, before or after the store exists. */
export function stateOf(place: StatePlace): S3State {
  return {
    kind: 's3',
    bucket: stateBucketName(place),
    region: place.region,
    kmsKeyArn: `arn:aws:kms:${place.region}:${place.account}:${stateKeyAlias(place)}`,
  };
}
