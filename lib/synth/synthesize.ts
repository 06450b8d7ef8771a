import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type App, TerraformStack } from 'cdktf';
import { StackSynthesizer } from 'cdktf/lib/synthesize/synthesizer';
import type { AwsStack } from '../aws/stack/aws-stack';
import { canonicalJson } from '../core/canonical-json';
import { IsthmusError, type Problem, problem, sortProblems } from '../core/errors';
import type { NamespaceChart } from '../k8s/manifest/namespace-chart';
import type { NamespaceManifests } from '../k8s/manifest/output';
import { duplicateNames } from './duplicate-names';
import { synthErrors } from './errors';
import { chartProblems, synthesizeManifests } from './manifests';
import { type Prepared, prepareStacks, toTerraform } from './prepare';
import { appProblems, validationProblems } from './problems';
import type { Program } from './program';
import { withoutTokenTraces } from './token-traces';

/** One stack that was synthesized. */
export interface SynthesizedStack {
  /** Its id. */
  readonly id: string;
  /** The environment it belongs to. */
  readonly environment: string;
  /** The region it is in. */
  readonly region: string;
  /** How many resources it has, by Terraform type. */
  readonly resources: Readonly<Record<string, number>>;
  /** How long synthesizing it took. */
  readonly milliseconds: number;
}

/** What {@link synthesize} made. */
export interface Synthesis {
  /** The chosen stacks, in the program's order. */
  readonly stacks: readonly SynthesizedStack[];
  /** The namespaces of the chosen charts, in the program's order. */
  readonly namespaces: readonly NamespaceManifests[];
  /** The manifests of the chosen charts: text by path. Not yet written. */
  readonly manifests: ReadonlyMap<string, string>;
  /** What the reader should know. */
  readonly warnings: readonly Problem[];
}

/** How {@link synthesize} is done. */
export interface SynthesizeOptions {
  /**
   * The stacks to write. All are checked.
   * @default - all
   */
  readonly stacks?: readonly AwsStack[];
  /**
   * The charts to make manifests of. What the others report while they are built counts too.
   * @default - all
   */
  readonly charts?: readonly NamespaceChart[];
  /**
   * Awaited between two stacks, so that the caller can stop.
   * @default - goes on without a pause
   */
  readonly pause?: () => Promise<void>;
}

interface StackFile {
  readonly resource?: Readonly<Record<string, object>>;
  readonly terraform?: { readonly backend?: { readonly local?: { readonly path?: string } } };
}

/**
 * Writes a program's stacks into its app's folder in cdktf's own layout, with canonical JSON, and makes its manifests: the same input
 * gives the same bytes.
 * Reports `synth/validation`, `synth/annotation`, `synth/absolute-path` and `synth/duplicate-name`.
 * @throws IsthmusError with all errors of the program, also those of stacks that are not chosen; what is in the folder is then of no use
 */
export async function synthesize(program: Program, options: SynthesizeOptions = {}): Promise<Synthesis> {
  const { app, charts = [] } = program;
  const chosen = options.stacks ?? program.stacks;
  const problems = [...program.problems];
  const done: SynthesizedStack[] = [];
  let manifests = synthesizeManifests([]);
  const allProblems = () => [...problems, ...appProblems(app), ...chartProblems(charts)];
  try {
    await options.pause?.();
    manifests = synthesizeManifests(options.charts ?? charts);
    const stacks = app.node.findAll().filter(TerraformStack.isStack);
    const prepared = withoutTokenTraces(() => prepareStacks(stacks));
    problems.push(...validationProblems(stacks), ...duplicateNames(prepared, allProblems()));
    for (const stack of chosen) {
      await options.pause?.();
      done.push(withoutTokenTraces(() => writeStack(program, stack, prepared, problems)));
    }
  } catch (error) {
    if (!hasErrors(allProblems())) throw error;
  }
  const all = sortProblems(allProblems());
  if (hasErrors(all)) throw new IsthmusError(all);
  writeFileSync(join(app.outdir, 'manifest.json'), canonicalJson(app.manifest.buildManifest()));
  return { stacks: done, namespaces: manifests.namespaces, manifests: manifests.files, warnings: all };
}

function writeStack(
  { app }: Program,
  stack: AwsStack,
  prepared: Prepared,
  problems: Problem[],
): SynthesizedStack {
  const start = performance.now();
  const { id } = stack.node;
  const content = contentOf(app, stack, prepared);
  const text = canonicalJson(content);
  problems.push(...absolutePaths(stack, app.outdir, text, content));
  writeFileSync(join(app.outdir, app.manifest.forStack(stack).synthesizedStackPath), text);
  return {
    id,
    environment: stack.environment,
    region: stack.region,
    resources: countKinds(content),
    milliseconds: performance.now() - start,
  };
}

/**
 * Lets cdktf synthesize the stack (aspects, assets, manifest) and takes its content on the way to the file, which spares writing,
 * reading and parsing it once. cdktf's own synthesizer has nothing left to do then; another one goes on, with a stack without content.
 */
function contentOf(app: App, stack: AwsStack, prepared: Prepared): StackFile {
  let content: StackFile = {};
  const own = stack.toTerraform;
  const isLast = Object.getPrototypeOf(stack.synthesizer) === StackSynthesizer.prototype;
  const taken = new Error('the content is taken');
  stack.toTerraform = () => {
    stack.toTerraform = own;
    content = toTerraform(stack, prepared);
    if (isLast) throw taken;
    return {};
  };
  mkdirSync(join(app.outdir, 'stacks'), { recursive: true });
  try {
    stack.synthesizer.synthesize({ outdir: app.outdir, skipValidation: true, manifest: app.manifest });
  } catch (error) {
    if (error !== taken) throw error;
  } finally {
    stack.toTerraform = own;
  }
  return content;
}

function countKinds({ resource = {} }: StackFile): Record<string, number> {
  return Object.fromEntries(
    Object.entries(resource).map(([type, blocks]) => [type, Object.keys(blocks).length]),
  );
}

/** The folders that get into a stack without being asked for: that of cdktf's default backend, and that of the output. */
function absolutePaths(stack: AwsStack, outdir: string, text: string, content: StackFile): Problem[] {
  const statePath = content.terraform?.backend?.local?.path ?? '';
  const found = [
    ...(isAbsolute(statePath) ? [`the state file ${statePath}`] : []),
    ...(isAbsolute(outdir) && text.includes(JSON.stringify(outdir).slice(1, -1))
      ? ['the output folder']
      : []),
  ];
  return found.map((one) =>
    problem(synthErrors['absolute-path'], stack.node.path, {
      found: one,
      fix: 'give a path that is relative to the stack, so that every machine writes the same',
    }),
  );
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((one) => one.severity === 'error');
}
