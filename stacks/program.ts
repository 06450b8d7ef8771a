import { App as ManifestApp } from 'cdk8s';
import { App } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { AwsStack } from '../lib/aws/stack/aws-stack';
import { checkEnvironments, type Environment, type EnvironmentSource } from '../lib/core/environment';
import { IsthmusError, type Problem } from '../lib/core/errors';
import { standbyRegion } from '../lib/core/recovery';
import { collectProblems } from '../lib/core/report';
import { sortedEntries } from '../lib/core/sorted-entries';
import type { NamespaceChart } from '../lib/k8s/manifest/namespace-chart';
import { readEnvironments } from './environments';
import type { Peer, Place } from './place';
import { buildEnvironment } from './region';
import { checkData } from './shop/check-data';
import { type ShopServices, shopServices } from './shop/services';

/** All stacks of all environments, before they are written. */
export interface Program {
  /** The cdktf app that holds them. */
  readonly app: App;
  /** Its stacks, by environment, region and order of application. */
  readonly stacks: readonly AwsStack[];
  /** Its manifests, a chart for each namespace. */
  readonly charts: readonly NamespaceChart[];
  /** The environments that passed the schema, sorted by name. */
  readonly environments: readonly Environment[];
  /** What was found before or beside the constructs; what they report themselves is in the app. */
  readonly problems: readonly Problem[];
}

/** What a {@link Program} is built from. */
export interface ProgramOptions {
  /** The folder that cdktf is to write to. */
  readonly outdir: string;
  /**
   * The day that support dates are held against.
   * @default - today
   */
  readonly today?: Date;
  /**
   * The environments as they were read.
   * @default - the files in environments/
   */
  readonly sources?: readonly EnvironmentSource[];
  /**
   * The services behind the gateway.
   * @default - those of the shop
   */
  readonly services?: ShopServices;
}

/** Builds every stack of every environment. Bad input is never thrown: it is among the problems, or reported in the app. */
export function buildTerraform(options: ProgramOptions): Program {
  const services = options.services ?? shopServices;
  const checked = checkEnvironments(options.sources ?? readEnvironments());
  const app = new App({ outdir: options.outdir, stackTraces: false });
  const known = [
    ...checked.problems,
    ...checked.environments.flatMap((environment) => checkData(environment, services)),
  ];
  const problems = [...known];
  const stacks: AwsStack[] = [];
  const charts: NamespaceChart[] = [];
  const manifests = new ManifestApp({ outdir: options.outdir });
  for (const environment of checked.environments) {
    const places = placesOf([environment], options.today ?? new Date(), checked.environments);
    try {
      const built = buildEnvironment(app, manifests, places, services);
      stacks.push(...built.stacks);
      charts.push(...built.charts);
      problems.push(...built.problems);
    } catch (error) {
      problems.push(...problemsOf(error, [app, manifests], known));
    }
  }
  return { app, stacks, charts, problems, environments: checked.environments };
}

/**
 * Every region of some environments, sorted, and after them the one that stands by.
 * @param environments - the environments
 * @param today - the day that support dates are held against
 * @param all - those that networks may be peered with
 */
export function placesOf(
  environments: readonly Environment[],
  today: Date,
  all: readonly Environment[] = environments,
): Place[] {
  return environments.map(withoutClash).flatMap((environment) => {
    const serving = sortedEntries(environment.regions).flatMap(([region, settings]): Place[] => {
      if (!settings) return [];
      const peers = peersOf(settings.network.peers ?? [], all);
      return [{ environment, region, settings, today, peers }];
    });
    const standby = standbyRegion(environment);
    if (!standby) return serving;
    const { region, settings } = standby;
    return [...serving, { environment, region, settings, today, peers: [], standby }];
  });
}

/** A standby without a region of its own is reported, and not built over what is there. */
function withoutClash(environment: Environment): Environment {
  const { recovery, ...alone } = environment;
  return recovery && environment.regions[recovery.standby] ? alone : environment;
}

function peersOf(names: readonly string[], environments: readonly Environment[]): Peer[] {
  return names.flatMap((name) => {
    const [environment, region] = name.split('/');
    const regions = environments.find((one) => one.name === environment)?.regions;
    const settings = Object.entries(regions ?? {}).find(([one]) => one === region)?.[1];
    return settings ? [{ name, range: settings.network.range }] : [];
  });
}

/** An exception that follows from problems already reported says nothing new; any other one is a fault of ours. */
function problemsOf(
  error: unknown,
  apps: readonly IConstruct[],
  known: readonly Problem[],
): readonly Problem[] {
  if (error instanceof IsthmusError) return error.problems;
  if ([...known, ...apps.flatMap(collectProblems)].some((one) => one.severity === 'error')) return [];
  throw error;
}
