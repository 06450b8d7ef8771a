import type { Environment } from '../../../lib/core/environment';
import {
  type BackupStatus,
  type DrillPorts,
  type DrillState,
  type DrillStore,
  type DrillTiming,
  drill,
  type NodeSize,
  OutsideError,
} from '../../../lib/drill';
import { parseState } from '../../../lib/drill/state';
import { type RunbookStep, runbookPhases } from '../../../lib/review/recovery';

/** What a world does, and how long it takes; seconds. */
export interface WorldOptions {
  readonly lag?: number;
  readonly detection?: number;
  readonly dns?: number;
  readonly pods?: number;
  readonly promotion?: number;
  readonly marker?: boolean;
  readonly nodes?: Record<string, NodeSize>;
  /** Answers to questions; yes by default. */
  readonly answer?: (question: string) => boolean | string;
  /** Calls that fail, by name. */
  readonly broken?: readonly string[];
}

const START = Date.parse('2026-11-21T10:00:00Z');
const host = 'api.microshop.com';

/** Two regions that fail over, with a clock of their own, of which every change is counted. */
export class World {
  now = START;
  readonly done: string[] = [];
  readonly asked: string[] = [];
  readonly told: string[] = [];
  calls = 0;
  switched: { readonly to: 'primary' | 'standby'; readonly at: number } = { to: 'primary', at: START - 1e9 };
  sizes: Record<string, NodeSize>;
  private readonly backups = new Map<string, number>();
  private readonly marks: { readonly region: string; readonly written: number; readonly at: number }[] = [];
  private promotedAt: number | undefined;
  private following = new Set([1]);
  private nodesAt = START - 1e9;
  broken: ReadonlySet<string>;
  answer: (question: string) => boolean | string;

  constructor(private readonly options: WorldOptions = {}) {
    this.sizes = options.nodes ?? {
      general: { min: 3, desired: 3, max: 10 },
      spot: { min: 0, desired: 0, max: 5 },
    };
    this.broken = new Set(options.broken);
    this.answer = options.answer ?? (() => true);
  }

  /** Seconds since something happened. */
  private since(time: number): number {
    return (this.now - time) / 1000;
  }

  private served(): 'primary' | 'standby' {
    const { dns = 20 } = this.options;
    const late = this.since(this.switched.at) < dns;
    const other = this.switched.to === 'primary' ? 'standby' : 'primary';
    return late && this.switched.at > START ? other : this.standbyUp() ? this.switched.to : 'primary';
  }

  private standbyUp(): boolean {
    const { pods = 0 } = this.options;
    return (this.sizes['general']?.desired ?? 0) > 0 && this.since(this.nodesAt) >= pods;
  }

  private does(what: string): void {
    this.calls += 1;
    if (this.broken.has(what)) throw new OutsideError(`${what} is broken`);
  }

  ports(): DrillPorts {
    const { lag = 3, detection = 10, promotion = 60, marker = true } = this.options;
    const at = { 'us-east-1': '10.0.0.1', 'us-west-2': '10.1.0.1' } as Record<string, string>;
    return {
      cloud: {
        switchedTo: async () => {
          this.does('switchedTo');
          return this.switched.to;
        },
        switchTo: async (to) => {
          this.does('switchTo');
          this.done.push(`switch to ${to}`);
          if (this.switched.to !== to) this.switched = { to, at: this.now };
        },
        primaryHealth: async () => {
          this.does('primaryHealth');
          const out = this.switched.to === 'standby' && this.since(this.switched.at) >= detection;
          return out ? 'unhealthy' : 'healthy';
        },
        replicaLag: async () => {
          this.does('replicaLag');
          return lag;
        },
        database: async (_, generation) => {
          this.does('database');
          const busy = this.promotedAt !== undefined && this.since(this.promotedAt) < promotion;
          if (generation === 1) {
            const follows = this.promotedAt === undefined || busy;
            return { status: busy ? 'modifying' : 'available', follows };
          }
          return this.following.has(generation) ? { status: 'available', follows: true } : undefined;
        },
        promote: async () => {
          this.does('promote');
          this.done.push('promote');
          this.promotedAt = this.now;
        },
        backUp: async (name) => {
          this.does('backUp');
          this.done.push(`back up ${name}`);
          this.backups.set(name, this.now);
        },
        backup: async (name): Promise<BackupStatus> => {
          const began = this.backups.get(name);
          return began === undefined ? 'none' : this.since(began) < 120 ? 'creating' : 'done';
        },
        newestRecoveryPoint: async () => {
          this.does('newestRecoveryPoint');
          return new Date(START - 8 * 3600 * 1000);
        },
        nodes: async () => this.sizes,
        resizeNodes: async (sizes) => {
          this.does('resizeNodes');
          this.done.push(
            `nodes ${Object.values(sizes)
              .map(({ desired }) => desired)
              .join(',')}`,
          );
          if ((this.sizes['general']?.desired ?? 0) === 0) this.nodesAt = this.now;
          this.sizes = { ...sizes };
        },
      },
      resolver: {
        answers: async (name) => {
          this.does('answers');
          const region =
            name === host ? (this.served() === 'primary' ? 'us-east-1' : 'us-west-2') : name.split('.')[0];
          return [at[region ?? ''] ?? 'nowhere'];
        },
      },
      probe: {
        health: async (_, where) => {
          this.calls += 1;
          const good = where === at['us-east-1'] || this.standbyUp();
          const broken = this.broken.has(`probe ${where}`);
          return good && !broken ? { good: true, found: '200' } : { good: false, found: '503' };
        },
      },
      clock: {
        now: () => this.now,
        sleep: async (seconds, signal) => {
          signal.throwIfAborted();
          this.now += seconds * 1000;
        },
      },
      prompt: {
        tell: (text) => {
          this.told.push(text);
        },
        confirm: async (question) => this.ask(question) === true,
        type: async (question) => {
          const answer = this.ask(question);
          return answer === true ? 'prod' : String(answer);
        },
      },
      markers: marker
        ? [
            {
              kind: 'database',
              write: async (region, time) => {
                this.does('mark');
                this.marks.push({ region, written: this.now, at: time.getTime() });
              },
              newest: async (region) => {
                this.does('newest');
                const seen = this.marks.filter(
                  (one) =>
                    one.region === region || (region === 'us-west-2' && this.since(one.written) >= lag),
                );
                return seen.length > 0 ? new Date(Math.max(...seen.map((one) => one.at))) : undefined;
              },
            },
          ]
        : [],
      operator: {
        carryOut: async (step: RunbookStep) => {
          this.does(step.id);
          this.done.push(`by hand ${step.id}`);
          if (step.id === 'serve') this.switched = { to: 'primary', at: this.now };
          if (step.id === 'renew') this.following.add(2);
          this.now += 60_000;
          return true;
        },
      },
    };
  }

  private ask(question: string): boolean | string {
    this.asked.push(question);
    return this.answer(question);
  }

  /** Whether the standby's database stands on its own. */
  get promoted(): boolean {
    return this.promotedAt !== undefined;
  }
}

/** A store in memory, which goes through the text as a file does. */
export class MemoryStore implements DrillStore {
  readonly name = 'drill/prod-2026-11-21.json';
  text: string | undefined;
  report: { readonly json: string; readonly markdown: string } | undefined;
  /** Called before each save; throws what a crash would. */
  before: (state: DrillState) => void = () => undefined;

  load(environment: string): DrillState | undefined {
    return this.text === undefined ? undefined : parseState(this.text, this.name, environment);
  }

  save(state: DrillState): void {
    this.before(state);
    this.text = JSON.stringify(state);
  }

  saveReport(json: string, markdown: string): void {
    this.report = { json, markdown };
  }

  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return work();
  }
}

/** Short waits, in the time of the world. */
export const timing: Partial<DrillTiming> = { poll: 5, mark: 1 };

/** A drill of an environment in a world. */
export function drillIn(
  world: World,
  environment: Environment,
  store = new MemoryStore(),
  more: Partial<Parameters<typeof drill>[0]> = {},
) {
  return drill({ environment, ports: world.ports(), store, timing, ...more });
}

/** Ids of the runbook's steps of a phase. */
export function runbookIds(environment: Environment, phase: string): string[] {
  return runbookPhases(environment)
    .filter(({ name }) => name === phase)
    .flatMap(({ steps }) => steps.map(({ id }) => id));
}
