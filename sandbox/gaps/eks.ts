import { randomUUID } from 'node:crypto';
import { type AwsAnswer, type AwsCall, json, jsonAnswer, type Next } from '../proxy/call';
import type { ClusterKey, Send } from './gap';
import { callOf } from './service';

/** A JSON object. */
export type Json = { readonly [name: string]: unknown };

/** The cluster that a path names. */
export function clusterOf({ region, path }: AwsCall): ClusterKey {
  return { region, name: decodeURIComponent(/^\/clusters\/([^/]+)/.exec(path)?.[1] ?? '') };
}

/** Sends what EKS does for itself: as the account of an ARN, in the region of a call. */
export function onBehalfOf(arn: string, call: AwsCall, next: Next): Send {
  const { host, region } = call;
  return (essentials) => next(callOf({ region, ...essentials }, host, arn.split(':')[4] ?? ''));
}

/** Puts what is known over what is answered, object by object; lists and values are replaced, and what is undefined is taken away. */
export function merged(answered: Json, known: Json): Json {
  const result: Record<string, unknown> = { ...answered };
  for (const [name, value] of Object.entries(known)) {
    const before = result[name];
    if (value === undefined) delete result[name];
    else result[name] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the emulator does not know the operation; another refusal is its last word. */
export function isUnknown(answer: AwsAnswer): boolean {
  return answer.status === 400 && answer.body.includes('No route');
}

/** Updates of a cluster, a node group or an add-on, each done as soon as it is asked for (Amazon EKS API Reference, "Update"). */
export class Updates {
  private readonly done = new Map<string, Json>();

  /** Answers that an update was begun. */
  answer(type: string): AwsAnswer {
    const id = randomUUID();
    const update = { id, type, params: [], createdAt: Math.floor(Date.now() / 1000), errors: [] };
    this.done.set(id, { ...update, status: 'Successful' });
    return jsonAnswer(200, { update: { ...update, status: 'InProgress' } });
  }

  /** Remembers an update that the emulator has done. */
  remember(update: Json): void {
    this.done.set(String(update['id']), { params: [], errors: [], ...update });
  }

  /** Answers DescribeUpdate, when the update is one of these. */
  describe({ path }: AwsCall): AwsAnswer | undefined {
    const update = this.done.get(path.slice(path.lastIndexOf('/') + 1));
    return update && jsonAnswer(200, { update });
  }
}

/** Makes a cluster for as long as a question takes. */
export async function withCluster<Result>(
  send: Send,
  name: string,
  settings: Json,
  ask: (cluster: Json) => Promise<Result>,
): Promise<Result> {
  const answer = await send({
    service: 'eks',
    path: '/clusters',
    body: {
      name,
      roleArn: 'arn:aws:iam::000000000000:role/cluster',
      resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
      ...settings,
    },
  });
  try {
    return await ask(json<{ cluster?: Json }>(answer).cluster ?? {});
  } finally {
    await send({ service: 'eks', method: 'DELETE', path: `/clusters/${name}` });
  }
}
