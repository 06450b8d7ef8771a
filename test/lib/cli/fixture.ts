import { App as ManifestApp } from 'cdk8s';
import { App } from 'cdktf';
import { EncryptionKey } from '../../../lib/aws/encryption/encryption-key';
import { AwsStack, type AwsStackProps } from '../../../lib/aws/stack/aws-stack';
import type { Console } from '../../../lib/cli';
import { type Problem, problem } from '../../../lib/core/errors';
import { NamespaceChart } from '../../../lib/k8s/manifest';
import { KubeConfigMap } from '../../../lib/k8s/manifest/kinds';
import type { BuildOptions, Program } from '../../../lib/synth/program';

/** What a fake program has in it. */
export interface FakeOptions {
  /** Environments with their regions. */
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  readonly layers?: readonly string[];
  /** Keys in every stack. */
  readonly keys?: number;
  /** Stands in every key's description. */
  readonly mark?: string;
  /** Namespaces, by `<environment>-<region>-<namespace>`, with what is in their ConfigMap. */
  readonly charts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly problems?: readonly Problem[];
  readonly props?: Partial<AwsStackProps>;
  /** Does something to the stacks before they are synthesized. */
  readonly change?: (stacks: readonly AwsStack[]) => void;
}

/** A builder of small programs: a few keys in a few stacks. */
export function fake(options: FakeOptions = {}): (build: BuildOptions) => Program {
  return ({ outdir }) => {
    const app = new App({ outdir, stackTraces: false });
    const stacks = Object.entries(
      options.environments ?? { dev: ['us-east-1'], prod: ['us-east-1', 'us-west-2'] },
    )
      .flatMap(([environment, regions]) => regions.map((region) => ({ environment, region })))
      .flatMap((place) =>
        (options.layers ?? ['network', 'data']).map((layer) => makeStack(app, place, layer, options)),
      );
    options.change?.(stacks);
    return {
      app,
      stacks,
      problems: options.problems ?? [],
      ...(options.charts && { charts: makeCharts(options.charts) }),
    };
  };
}

function makeCharts(charts: NonNullable<FakeOptions['charts']>): NamespaceChart[] {
  const app = new ManifestApp();
  return Object.entries(charts).map(([id, data]) => {
    const [, environment = '', region = '', namespace = ''] = /^(\w+)-(\w+-\w+-\d)-(.+)$/.exec(id) ?? [];
    const chart = new NamespaceChart(app, id, {
      namespace,
      environment,
      region,
      partOf: 'shop',
      kubernetesVersion: '1.36',
    });
    new KubeConfigMap(chart, 'config', { metadata: { name: 'config' }, data });
    return chart;
  });
}

function makeStack(
  app: App,
  { environment, region }: { readonly environment: string; readonly region: string },
  layer: string,
  options: FakeOptions,
): AwsStack {
  const stack = new AwsStack(app, `${environment}-${region}-${layer}`, {
    project: 'shop',
    environment,
    owner: 'platform',
    costCentre: 'cc-1',
    account: '111122223333',
    region,
    state: {
      kind: 's3',
      bucket: 'state',
      region,
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:alias/state',
    },
    today: new Date('2026-11-21T00:00:00Z'),
    ...options.props,
  });
  for (let number = 0; number < (options.keys ?? 2); number += 1) {
    new EncryptionKey(stack, `key-${number}`, {
      name: `${layer}-${number}`,
      description: options.mark ?? 'one',
    });
  }
  return stack;
}

/** A problem that does not come from a construct. */
export function fakeProblem(path: string): Problem {
  return problem({ code: 'fake/wrong', title: '', example: '' }, path, { found: 'this', fix: 'do that' });
}

/** A console that remembers. */
export function listen(width = 100): Console & { readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  return {
    said,
    width,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    paint: (_, text) => text,
  };
}
