import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { IsthmusError, type Problem, problem } from '../core/errors';
import { checkPlan, planErrors, readApprovals } from '../review/plan';
import { UsageError } from './exit-code';
import { displayPath } from './paths';
import type { CommandProject } from './project';

/** The file that approvals are read from where none is named, below the project's folder. */
const APPROVALS = 'approvals.yaml';

interface CheckPlanOptions {
  readonly stack: string;
  readonly approvals?: string;
}

/**
 * Adds the command that stops a plan which would lose data.
 * @param program - the command line
 * @param project - what has approvals
 */
export function addCheckPlan(program: Command, { root, console }: CommandProject): void {
  program
    .command('check-plan')
    .description('stop a plan that replaces or deletes what holds data, unless an approval names it')
    .argument('<file>', 'what `tofu show -json <plan>` printed; - reads it from standard input')
    .requiredOption('--stack <id>', 'the stack that was planned')
    .option('--approvals <file>', `YAML with approvals (default: ${APPROVALS}, where it exists)`)
    .action((file: string, options: CheckPlanOptions) => {
      const approved = options.approvals === undefined ? approvalsIn(root) : approvalsOf(options.approvals);
      const plan = parsed(file, options.stack);
      const checked = checkPlan({ stack: options.stack, plan, approvals: approved.approvals });
      const problems = [...approved.problems, ...checked.problems];
      if (problems.length > 0) throw new IsthmusError(problems);
      for (const { address, action, reason, until } of checked.used) {
        console.out(`approved until ${until}: ${action} ${address} (${reason})\n`);
      }
      console.out(`${options.stack}: nothing that holds data is lost\n`);
    });
}

/**
 * What a project approves in its approvals.yaml; nothing where there is none.
 * @param root - the project's folder
 */
export function approvalsIn(root: string): ReturnType<typeof readApprovals> {
  const file = join(root, APPROVALS);
  return existsSync(file) ? approvalsOf(file) : { approvals: [], problems: [] };
}

function approvalsOf(file: string): ReturnType<typeof readApprovals> {
  const path = displayPath(file);
  const text = read(file);
  try {
    return readApprovals(parse(text), path, new Date());
  } catch (error) {
    const found = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const fix = 'write it as YAML: approvals: and a list below it';
    return { approvals: [], problems: [problem(planErrors.approval, path, { found, fix })] };
  }
}

/** Text that is no JSON is no plan, which the check says. */
function parsed(file: string, stack: string): unknown {
  const text = read(file === '-' ? 0 : file);
  try {
    return JSON.parse(text);
  } catch {
    const unreadable: Problem = problem(planErrors.unreadable, stack, {
      found: `${file === '-' ? 'standard input' : displayPath(file)}, which is no JSON`,
      fix: 'give what tofu show -json prints of a plan that tofu plan -out wrote',
    });
    throw new IsthmusError([unreadable]);
  }
}

function read(file: string | 0): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
