import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a stack's state is: an object of a bucket (OpenTofu, "Backend Type: s3"). */
export interface StateObject {
  /** The bucket's name. */
  readonly bucket: string;
  /** The object's key; the lock is beside it, as `<key>.tflock`. */
  readonly key: string;
  /** The bucket's region. */
  readonly region: string;
}

/**
 * A stack's file as it was synthesized.
 * @param output - the folder that synth wrote
 * @param id - the stack's id
 */
export function readStack<Content>(output: string, id: string): Content {
  return JSON.parse(readFileSync(join(output, 'stacks', id, 'cdk.tf.json'), 'utf8')) as Content;
}

/** Where a stack's state is, as its file says; `undefined` for one whose state is in no bucket, such as `bootstrap`. */
export function stateObjectOf(output: string, id: string): StateObject | undefined {
  const { terraform } = readStack<{ terraform?: { backend?: { s3?: StateObject } } }>(output, id);
  return terraform?.backend?.s3;
}
