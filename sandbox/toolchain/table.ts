import { join } from 'node:path';
import type { Place, Tool, VersionProbe } from './tool';

/** Version of the AWS provider that sandbox/tools/provider-aws pins. */
export const awsProviderVersion = '6.47.1';

/** Version of the Kubernetes provider that sandbox/tools/provider-kubernetes pins. */
export const kubernetesProviderVersion = '3.2.1';

const kubernetesVersion = '1.36.3';

const cache: Place = { kind: 'cache' };
const onPath = (program: string): Place => ({ kind: 'path', program });
const inEnvtest = (program: string): Place => ({ kind: 'envtest', program });

const tofu: Tool = {
  name: 'tofu',
  purpose: 'plans and applies; terraform does as well',
  need: 'required',
  places: [onPath('tofu'), cache, onPath('terraform')],
  version: {
    args: ['version', '-json'],
    // A warning about the CLI's configuration may stand before the JSON.
    pattern: /"terraform_version":\s*"([^"]+)"/,
    // Write-only arguments, which keep passwords out of the state, begin with 1.11.
    range: '>=1.11.0 <2',
  },
  source: {
    kind: 'go',
    folder: 'opentofu',
    module: 'github.com/opentofu/opentofu',
    target: 'github.com/opentofu/opentofu/cmd/tofu',
    flags: [],
    file: join('bin', 'tofu'),
  },
  minutes: 5,
  memory: 3,
};

/** Providers lie in the cache as a filesystem mirror wants them (OpenTofu documentation, "Provider Installation"). */
function provider(name: string, version: string, minutes: number, memory: number): Tool {
  const module = `github.com/hashicorp/terraform-provider-${name}`;
  const folder = join('providers', 'registry.terraform.io', 'hashicorp', name, version, platform());
  return {
    name: `provider-${name}`,
    purpose: `the ${name === 'aws' ? 'AWS' : 'Kubernetes'} provider, in a mirror that init reads`,
    need: 'required',
    places: [cache],
    source: {
      kind: 'go',
      folder: `provider-${name}`,
      module,
      target: module,
      flags: ['-ldflags', `-s -w -X ${module}/version.ProviderVersion=${version}`],
      file: join(folder, `terraform-provider-${name}_v${version}`),
    },
    minutes,
    memory,
  };
}

/** A minor version of its own for each would be a skew that Kubernetes does not support (its documentation, "Version Skew Policy"). */
const kubernetesProbe: VersionProbe = {
  args: ['--version'],
  pattern: /Kubernetes v(\d+\.\d+\.\d+)/,
  range: `~${kubernetesVersion.replace(/\d+$/, '0')}`,
};

function kubernetes(program: string, purpose: string, places: readonly Place[], minutes: number): Tool {
  return {
    name: program,
    purpose,
    need: 'required',
    places: [onPath(program), ...places, cache],
    version: kubernetesProbe,
    source: {
      kind: 'go',
      folder: 'kubernetes',
      module: 'k8s.io/kubernetes',
      target: `k8s.io/kubernetes/cmd/${program}`,
      // Without it the server calls itself v0.0.0, which clients cannot read.
      flags: ['-ldflags', `-s -w -X k8s.io/component-base/version.gitVersion=v${kubernetesVersion}`],
      file: join('bin', program),
    },
    minutes,
    memory: 3,
  };
}

const etcd: Tool = {
  name: 'etcd',
  purpose: 'keeps what the API server knows',
  need: 'required',
  places: [onPath('etcd'), inEnvtest('etcd'), cache],
  version: { args: ['--version'], pattern: /etcd Version: (\S+)/, range: '~3.6.0' },
  source: {
    kind: 'go',
    folder: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    target: 'go.etcd.io/etcd/server/v3',
    flags: [],
    file: join('bin', 'etcd'),
  },
  minutes: 0.5,
  memory: 1.5,
};

const kwok: Tool = {
  name: 'kwok',
  purpose: 'plays the nodes and their pods',
  need: 'required',
  places: [onPath('kwok'), cache],
  version: { args: ['--version'], pattern: /version v?(\d\S+)/, range: '~0.7.0' },
  source: {
    kind: 'go',
    folder: 'kwok',
    module: 'sigs.k8s.io/kwok',
    target: 'sigs.k8s.io/kwok/cmd/kwok',
    flags: [],
    file: join('bin', 'kwok'),
  },
  minutes: 1.5,
  memory: 2,
};

const definitions: Tool = {
  name: 'definitions',
  purpose: 'custom resources that the manifests have',
  need: 'required',
  places: [cache],
  source: { kind: 'modules', folder: 'crds' },
  minutes: 0.5,
  memory: 0.5,
};

const emulator: Tool = {
  name: 'ministack',
  purpose: "emulates AWS's APIs, and the AWS CLI that asks it",
  need: 'required',
  places: [cache],
  source: { kind: 'python', folder: 'ministack', package: 'ministack' },
  minutes: 0.5,
  memory: 0.5,
};

const kubectl: Tool = {
  name: 'kubectl',
  purpose: 'lets a person look into a cluster',
  need: 'optional',
  places: [onPath('kubectl'), inEnvtest('kubectl')],
  version: { args: ['version', '--client'], pattern: /Client Version: v(\S+)/, range: '>=1.30.0' },
  source: { kind: 'none', get: 'see "Install Tools" in the documentation of Kubernetes' },
  minutes: 0,
  memory: 0,
};

/** Every tool of the sandbox, by what it is called in programs. */
export const tools = {
  tofu,
  awsProvider: provider('aws', awsProviderVersion, 32, 9.4),
  kubernetesProvider: provider('kubernetes', kubernetesProviderVersion, 2, 2),
  etcd,
  apiserver: kubernetes('kube-apiserver', "a cluster's API server", [inEnvtest('kube-apiserver')], 4),
  controllerManager: kubernetes('kube-controller-manager', 'rollouts, namespaces, quotas', [], 1.5),
  scheduler: kubernetes('kube-scheduler', 'puts pods on nodes', [], 0.5),
  kwok,
  definitions,
  emulator,
  kubectl,
} as const satisfies Readonly<Record<string, Tool>>;

function platform(): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  return `${process.platform === 'win32' ? 'windows' : process.platform}_${architecture}`;
}
