import { parseDuration } from '../core/duration';
import { defaultTiming, executor } from './executor';
import type { DrillPlan } from './plan';
import { type DrillPorts, OutsideError } from './ports';
import { type DrillReport, drillReport, reportJson, reportMarkdown } from './report';
import { type DrillState, hasBegun, recordOf, withRecord } from './state';
import type { Check, DrillStep, DrillTiming, Executor } from './step';
import type { DrillStore } from './store';

/** Where a drill stopped, to go on there. */
export interface Paused {
  /** That it did. */
  readonly outcome: 'paused';
  /** The step that is next. */
  readonly at: string;
  /** Why. */
  readonly why: 'not confirmed' | 'it failed';
}

/** What a run works with. */
export interface RunOptions {
  /** The outside world. */
  readonly ports: DrillPorts;
  /** Where the drill is kept. */
  readonly store: DrillStore;
  /**
   * Whether each change is asked about first.
   * @default 'each'
   */
  readonly confirmation?: 'each' | 'none';
  /**
   * How long to wait for what, in seconds.
   * @default - as the real world needs it
   */
  readonly timing?: Partial<DrillTiming>;
  /** Ends it where it stands. */
  readonly signal: AbortSignal;
}

/** One run over the steps: what is done is left, what was begun is done again. */
export class DrillRun {
  private readonly executor: Executor;
  private readonly signal: AbortSignal;
  private report: DrillReport | undefined;

  constructor(
    private readonly options: RunOptions,
    private readonly plan: DrillPlan,
    private state: DrillState,
  ) {
    const { ports, timing } = options;
    this.signal = options.signal;
    this.executor = executor({
      ports,
      signal: this.signal,
      timing: { ...defaultTiming(parseDuration(plan.context.recovery.rto) ?? 0), ...timing },
      note: (key, value) => this.keep({ ...this.state, notes: { ...this.state.notes, [key]: value } }),
      noted: (key) => this.state.notes[key],
      report: () => this.writeReport(),
    });
    this.keep(state);
  }

  /** Does a step unless it is over or left out; gives the pause that it ends in. */
  async take(step: DrillStep): Promise<Paused | undefined> {
    this.signal.throwIfAborted();
    const before = recordOf(this.state, step.id);
    if (before && before.status !== 'begun') return undefined;
    const began = before?.began ?? this.executor.time();
    const attempts = (before?.attempts ?? 0) + 1;
    // The record of an interrupted step stays: something may have been changed.
    if (this.isLeftOut(step)) {
      const status = before ? 'interrupted' : 'skipped';
      return this.record({
        ...before,
        id: step.id,
        status,
        began,
        ended: began,
        attempts,
        checks: before?.checks ?? [],
      });
    }
    const { prompt } = this.executor;
    prompt.tell(this.heading(step));
    if (step.changes && !(await this.confirmed(step, before !== undefined))) {
      return { outcome: 'paused', at: step.id, why: 'not confirmed' };
    }
    this.record({ id: step.id, status: 'begun', began, attempts, checks: [] });
    const checks = await this.attempt(step);
    for (const one of checks)
      prompt.tell(`  ${one.passed ? 'passed' : 'FAILED'}: ${one.what} (${one.found})`);
    const failed = checks.some((one) => !one.passed);
    if (failed && step.onFailure === 'pause') {
      this.record({ id: step.id, status: 'begun', began, attempts, checks });
      return { outcome: 'paused', at: step.id, why: 'it failed' };
    }
    if (failed && (step.onFailure ?? 'turnBack') === 'turnBack') this.turnBack();
    const status = failed ? 'failed' : 'done';
    return this.record({ id: step.id, status, began, ended: this.executor.time(), attempts, checks });
  }

  /** The report, which the last step has written. */
  finish(): DrillReport {
    if (!this.report) this.writeReport();
    const report = this.report ?? drillReport(this.plan, this.state, this.executor.time());
    this.keep({ ...this.state, finished: report.ended });
    return report;
  }

  private isLeftOut({ direction, after, unless }: DrillStep): boolean {
    if (direction === 'there') return this.state.turnedBack !== undefined;
    if (after && !this.hasHappened(after)) return true;
    return unless !== undefined && this.hasHappened(unless);
  }

  /** A promotion that was said no to, or could not begin, leaves the way back by the switch. */
  private hasHappened(id: string): boolean {
    return id === 'promote' ? this.state.notes.promotingAt !== undefined : hasBegun(this.state, id);
  }

  private turnBack(): void {
    this.executor.prompt.tell('  The rest of the way there is left out.');
    if (!this.state.turnedBack) this.keep({ ...this.state, turnedBack: 'failed' });
  }

  private async confirmed({ title }: DrillStep, again: boolean): Promise<boolean> {
    if (this.options.confirmation === 'none') return true;
    const question = again ? `${title}: was interrupted. Do it again?` : `${title}?`;
    return this.executor.prompt.confirm(`${question} [y/N] `, this.signal);
  }

  private async attempt(step: DrillStep): Promise<readonly Check[]> {
    try {
      await step.run(this.executor);
      this.signal.throwIfAborted();
      const checks = await step.check(this.executor);
      this.signal.throwIfAborted();
      return checks;
    } catch (error) {
      this.signal.throwIfAborted();
      if (!(error instanceof OutsideError)) throw error;
      return [{ what: step.title, passed: false, found: error.message }];
    }
  }

  private heading({ id, title, what, commands }: DrillStep): string {
    return [
      '',
      `${this.plan.steps.findIndex((one) => one.id === id) + 1}/${this.plan.steps.length} ${title}`,
      ...what.map((text) => `  ${text}`),
      ...commands.map((command) => `    $ ${command}`),
    ].join('\n');
  }

  private record(record: DrillState['steps'][number]): undefined {
    this.keep(withRecord(this.state, record));
  }

  private keep(state: DrillState): void {
    this.state = state;
    this.options.store.save(state);
  }

  private writeReport(): void {
    const report = drillReport(this.plan, this.state, this.executor.time());
    this.options.store.saveReport(reportJson(report), reportMarkdown(report, this.plan.context));
    this.report = report;
  }
}
