import { type Problem, problem } from '../../core/errors';
import { isFields } from './changes';
import { planErrors } from './errors';

/** Leave to replace or delete one resource, until a day. */
export interface Approval {
  /** The stack it is in: two regions have the same addresses. */
  readonly stack: string;
  /** The resource's address in that stack, for example `aws_db_instance.database`. */
  readonly address: string;
  /** What may be done to it. */
  readonly action: 'delete' | 'replace';
  /** Why, for whoever reads it later. */
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`, in UTC. */
  readonly until: string;
}

const keys = ['stack', 'address', 'action', 'reason', 'until'] as const;

/**
 * Reads the content of a file of approvals, which is `approvals:` with a list. Reports `plan/approval` for each that cannot be read, and
 * `plan/approval-expired` for each whose last day is over; neither counts.
 * @param data - what the YAML or JSON of the file holds
 * @param path - of the file, for the problems
 * @param today - the day that approvals are held against
 */
export function readApprovals(
  data: unknown,
  path: string,
  today: Date,
): { readonly approvals: readonly Approval[]; readonly problems: readonly Problem[] } {
  // An empty file approves nothing.
  if (data === null || data === undefined) return { approvals: [], problems: [] };
  const list = isFields(data) ? data['approvals'] : undefined;
  if (!Array.isArray(list)) {
    const fix = 'begin the file with approvals: and a list below it';
    return {
      approvals: [],
      problems: [problem(planErrors.approval, path, { found: 'no list of approvals', fix })],
    };
  }
  const approvals: Approval[] = [];
  const problems: Problem[] = [];
  list.forEach((entry: unknown, index) => {
    const fault = faultOf(entry);
    if (fault !== undefined) {
      const fix =
        'give stack, address, action (delete or replace), reason and until (YYYY-MM-DD), and nothing else';
      problems.push(problem(planErrors.approval, path, { at: `approvals.${index}`, found: fault, fix }));
      return;
    }
    const approval = entry as Approval;
    if (approval.until < today.toISOString().slice(0, 10)) {
      problems.push(
        problem(planErrors['approval-expired'], path, {
          at: `approvals.${index}`,
          found: `${approval.address} of ${approval.stack}, until ${approval.until}`,
          fix: 'remove it, or have it approved again with a later day',
        }),
      );
      return;
    }
    approvals.push(approval);
  });
  return { approvals, problems };
}

function faultOf(entry: unknown): string | undefined {
  if (!isFields(entry)) return `${JSON.stringify(entry)}, which is no approval`;
  const odd = Object.keys(entry).find((key) => !(keys as readonly string[]).includes(key));
  if (odd !== undefined) return `the key "${odd}"`;
  const missing = keys.find((key) => typeof entry[key] !== 'string' || entry[key].trim() === '');
  if (missing !== undefined) return `no text for ${missing}`;
  if (entry['action'] !== 'delete' && entry['action'] !== 'replace') return `action: ${entry['action']}`;
  return isDay(String(entry['until'])) ? undefined : `until: ${entry['until']}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
