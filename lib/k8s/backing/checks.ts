import type { Finding } from '../../core/errors';
import { parseBytes } from '../../core/quantity';
import type { backingErrors } from './errors';
import { versionOf } from './image';

/** A mistake in the props of a backing service: which one, and what to say about it. */
export interface BackingFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof backingErrors;
}

const GIBIBYTE = 2 ** 30;

/**
 * What is wrong with the size of a volume: EBS makes none below 1Gi (Amazon EBS User Guide, "Volume types"). A text that is no quantity
 * is the workload's affair. Pure.
 */
export function volumeFaults(size: string): BackingFault[] {
  if ((parseBytes(size) ?? GIBIBYTE) >= GIBIBYTE) return [];
  return [{ error: 'volume', at: 'volume.size', found: size, fix: 'give at least 1Gi' }];
}

/** What is wrong with the version of an image: older than the construct can run. Pure. */
export function oldFaults(image: string, oldest: readonly number[], why: string): BackingFault[] {
  const numbers = versionOf(image)?.numbers;
  if (numbers === undefined) return [];
  const at = oldest.findIndex((one, index) => one !== (numbers[index] ?? one));
  if (at === -1 || (numbers[at] ?? 0) > (oldest[at] ?? 0)) return [];
  const wanted = oldest.join('.');
  return [{ error: 'version', at: 'image', found: `"${image}": ${why}`, fix: `take ${wanted} or later` }];
}

/** PostgreSQL, "Identifiers": 63 bytes; without quotes only in lower case. */
const identifier = /^[a-z_][a-z0-9_]{0,62}$/;

/** What is wrong with the name of a database of our own. Pure. */
export function databaseFaults(name: string): BackingFault[] {
  if (identifier.test(name) && !['postgres', 'template0', 'template1'].includes(name)) return [];
  return [
    {
      error: 'database-name',
      at: 'database',
      found: `"${name}"`,
      fix: 'give lower-case letters, digits and _, 63 at most, other than postgres, template0 and template1',
    },
  ];
}

/** Words that RDS for PostgreSQL keeps for itself: a name that works in the cluster would fail in the managed service. */
const reservedUsers = ['admin', 'postgres', 'public', 'rdsadmin', 'rds_superuser', 'rdsrepladmin'];

/** What is wrong with the name of a user. Pure. */
export function userFaults(name: string): BackingFault[] {
  if (identifier.test(name) && !name.startsWith('pg_') && !reservedUsers.includes(name)) return [];
  return [
    {
      error: 'user-name',
      at: 'user',
      found: `"${name}"`,
      fix: `give lower-case letters, digits and _, 63 at most, not beginning with pg_ and none of ${reservedUsers.join(', ')}`,
    },
  ];
}

/** What is wrong with a number of brokers. Pure. */
export function replicaFaults(replicas: number): BackingFault[] {
  if (replicas % 2 === 1 && replicas <= 7) return [];
  const even = replicas > 0 && replicas % 2 === 0;
  return [
    {
      error: 'replicas',
      at: 'replicas',
      found: even
        ? `${replicas}: a loss of ${replicas / 2} of them leaves no majority, so that they bear no more than ${replicas - 1}`
        : String(replicas),
      fix: 'give 1, or 3 where one may be lost',
    },
  ];
}

/** AMQP 0-9-1, "queue.declare": a short string, of which names beginning with `amq.` are the broker's. Pure. */
export function queueFaults(queues: readonly string[]): BackingFault[] {
  return queues.flatMap((name, index): BackingFault[] => {
    const fault = (found: string, fix: string): BackingFault[] => [
      { error: 'queue', at: `queues[${index}]`, found, fix },
    ];
    if (queues.indexOf(name) !== index) return fault(`"${name}" a second time`, 'leave one of them out');
    if (/^(?!amq\.)[\w.:-]{1,255}$/.test(name)) return [];
    return fault(
      `"${name}"`,
      'give letters, digits and . _ : -, 255 characters at most, not beginning with amq.',
    );
  });
}

/** What is wrong with the name of a virtual host. Pure. */
export function virtualHostFaults(name: string): BackingFault[] {
  if (/^[\w./:-]{1,255}$/.test(name)) return [];
  return [
    {
      error: 'virtual-host',
      at: 'virtualHost',
      found: `"${name}"`,
      fix: 'give letters, digits and . _ / : -, 255 characters at most',
    },
  ];
}

/**
 * What is wrong with an image of an engine. Pure.
 * @param parts - how many numbers an exact version has: 2 for Postgres, whose second is the patch, 3 for the others
 * @param example - an image that would do
 */
export function imageFaults(image: string, parts: number, example: string): BackingFault[] {
  const version = versionOf(image);
  if (version !== undefined && version.numbers.length >= parts) return [];
  return [
    {
      error: 'image',
      at: 'image',
      found: `"${image}", whose tag ${version === undefined ? 'names no version' : 'moves with every patch'}`,
      fix: `give the exact version, for example ${example}, with a digest if you like`,
    },
  ];
}
