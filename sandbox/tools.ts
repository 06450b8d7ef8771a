import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ControlPlanePrograms } from './cluster/control-plane';
import { run } from './process';

/** Where the provider comes from: a mirror on this machine, or the registry. */
export type ProviderSource =
  | { readonly kind: 'mirror'; readonly folder: string }
  | { readonly kind: 'registry' };

/** What plans and validates: Terraform or OpenTofu, and its providers. */
export interface Toolchain {
  /** The program to run. */
  readonly terraform: string;
  /** Its version, as it says it. */
  readonly version: string;
  /** Where its providers come from. */
  readonly provider: ProviderSource;
}

/** Version of the AWS provider that sandbox/tools/provider-aws pins. */
export const awsProviderVersion = '6.47.1';

/** Version of the Kubernetes provider that sandbox/tools/provider-kubernetes pins. */
export const kubernetesProviderVersion = '3.2.1';

const providers = [
  { name: 'aws', version: awsProviderVersion },
  { name: 'kubernetes', version: kubernetesProviderVersion },
].map(({ name, version }) => {
  const module = `github.com/hashicorp/terraform-provider-${name}`;
  return {
    folder: `provider-${name}`,
    module,
    file: join(
      'registry.terraform.io',
      'hashicorp',
      name,
      version,
      platform(),
      `terraform-provider-${name}_v${version}`,
    ),
    flags: ['-ldflags', `-s -w -X ${module}/version.ProviderVersion=${version}`],
  };
});

/** What is missing to go on, and how to get it. */
export class MissingTool extends Error {}

/** Where built tools are kept: `$XDG_CACHE_HOME/isthmus`, else `~/.cache/isthmus`. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'isthmus');
}

/**
 * Finds OpenTofu or Terraform 1.11 or later on PATH or in the cache, and a mirror of the providers in the cache.
 * @param build - whether to build from the Go module proxy what is not there
 * @throws MissingTool when there is no program, or building was asked for and Go is missing
 */
export async function findToolchain(build: boolean): Promise<Toolchain> {
  if (build) await requireGo();
  const built = join(cacheFolder(), 'bin', 'tofu');
  let found = await firstUsable(['tofu', built, 'terraform']);
  if (!found && build) {
    await goBuild('opentofu', 'github.com/opentofu/opentofu/cmd/tofu', built, []);
    found = await firstUsable([built]);
  }
  if (!found) {
    throw new MissingTool(
      'OpenTofu or Terraform, 1.11 or later, is not on PATH: install one, or run `npm run validate -- --build` (needs Go 1.26; about 5 minutes)',
    );
  }
  return { ...found, provider: await providerSource(build) };
}

async function providerSource(build: boolean): Promise<ProviderSource> {
  const mirror = join(cacheFolder(), 'providers');
  for (const { folder, module, file, flags } of providers) {
    const path = join(mirror, file);
    if (existsSync(path)) continue;
    if (!build) return { kind: 'registry' };
    await goBuild(folder, module, path, flags);
  }
  return { kind: 'mirror', folder: mirror };
}

async function firstUsable(
  candidates: readonly string[],
): Promise<{ terraform: string; version: string } | undefined> {
  for (const terraform of candidates) {
    const { code, stdout } = await run(terraform, ['version', '-json'], { env: { CHECKPOINT_DISABLE: '1' } });
    if (code !== 0) continue;
    // A warning about the CLI's configuration may stand before the JSON.
    const version = /"terraform_version":\s*"([^"]+)"/.exec(stdout)?.[1];
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    // Write-only arguments, which keep passwords out of the state, begin with 1.11.
    if (major > 1 || (major === 1 && minor >= 11)) return { terraform, version };
  }
  return undefined;
}

/** A control plane's programs, from PATH or the cache. */
const controlPlane = [
  { key: 'etcd', program: 'etcd', folder: 'etcd', target: 'go.etcd.io/etcd/server/v3', flags: [] },
  { key: 'kwok', program: 'kwok', folder: 'kwok', target: 'sigs.k8s.io/kwok/cmd/kwok', flags: [] },
  ...(['apiserver', 'controllerManager', 'scheduler'] as const).map((key) => {
    const program = `kube-${key.replace('M', '-m')}`;
    return {
      key,
      program,
      folder: 'kubernetes',
      target: `k8s.io/kubernetes/cmd/${program}`,
      // Without it the server calls itself v0.0.0, which clients cannot read.
      flags: ['-ldflags', '-s -w -X k8s.io/component-base/version.gitVersion=v1.36.3'],
    };
  }),
] as const;

/**
 * Finds the programs of a control plane in the cache.
 * @param build - whether to build from the Go module proxy what is not there
 * @throws MissingTool when one is not there and may not be built
 */
export async function findControlPlane(build: boolean): Promise<ControlPlanePrograms> {
  const found: Partial<Record<keyof ControlPlanePrograms, string>> = {};
  for (const { key, program, folder, target, flags } of controlPlane) {
    const path = join(cacheFolder(), 'bin', program);
    if (!existsSync(path)) {
      if (!build) {
        throw new MissingTool(
          `${program} is not in ${cacheFolder()}: run \`npm run validate -- --build\` (needs Go 1.26; about 8 minutes for the control plane)`,
        );
      }
      await goBuild(folder, target, path, flags);
    }
    found[key] = path;
  }
  return found as ControlPlanePrograms;
}

async function requireGo(): Promise<void> {
  const { code } = await run('go', ['version']);
  if (code !== 0)
    throw new MissingTool('Go is not on PATH: building OpenTofu and the AWS provider needs Go 1.26 or later');
}

/** Builds into a temporary name first, so that an interrupted build leaves nothing that looks finished. */
async function goBuild(
  module: string,
  target: string,
  output: string,
  flags: readonly string[],
): Promise<void> {
  console.error(`building ${target} (minutes from cold, seconds from Go's build cache)`);
  mkdirSync(dirname(output), { recursive: true });
  const cwd = join(projectRoot(), 'sandbox', 'tools', module);
  const partial = `${output}.partial`;
  const { code, stderr } = await run('go', ['build', '-trimpath', ...flags, '-o', partial, target], { cwd });
  if (code !== 0) throw new MissingTool(`building ${target} failed:\n${stderr}`);
  renameSync(partial, output);
}

/** The folder that holds package.json, from the compiled file as from the source. */
export function projectRoot(): string {
  let folder = resolve(__dirname);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function platform(): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  return `${process.platform === 'win32' ? 'windows' : process.platform}_${architecture}`;
}
