import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf } from '../../../stacks/program';
import { nodesOf } from '../../../stacks/proofs';
import { installDefinitions, kindsWithoutDefinition } from '../../cluster/crds';
import { playExternalSecrets } from '../../cluster/external-secrets';
import type { KubernetesClient } from '../../cluster/kubernetes-client';
import { applyAll, prepareNodes, readManifests, scale, untilReady } from '../../cluster/rollout';
import { type ResolvedVariable, resolveVariables } from '../../cluster/variables';
import { readStack } from '../../layers/stack-file';
import { json } from '../../proxy/call';
import { simulatedNodes } from '../../validate/manifests';
import type { Proof, ProofContext } from '../proof';

/** The manifests run on the cluster that Terraform made, and pods see the values that Terraform published. */
export const workloads: Proof = {
  name: 'cluster',
  claim: 'manifests roll out, and each variable of each pod has the value that Terraform published',
  async run(context) {
    const faults: string[] = [];
    const shown: string[] = [];
    for (const place of placesOf([context.environment], new Date())) {
      const folder = join(context.manifests, place.environment.name, place.region);
      if (!existsSync(folder)) continue;
      const name = clusterName(context, place.region);
      const client = context.cloud.kubernetes({ region: place.region, name });
      faults.push(...(await installDefinitions(client)));
      faults.push(...(await prepareNodes(client, simulatedNodes(nodesOf(place)))));
      const namespaces = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
      for (const namespace of namespaces.map((one) => one.name).sort()) {
        const report = await rollOut(context, client, join(folder, namespace), namespace, place.region);
        faults.push(...report.faults);
        shown.push(`${place.region}: ${report.pods} pods, ${report.variables} variables`);
      }
    }
    return { shown: shown.join('; ') || 'no workloads', faults };
  },
};

/** The name of the environment's EKS cluster in a region, as the synthesized stack has it. */
export function clusterName({ environment, tofu }: ProofContext, region: string): string {
  const { resource } = readStack<{
    resource: { aws_eks_cluster: Record<string, { name: string }> };
  }>(tofu.options.output, `${environment.name}-${region}-cluster`);
  return Object.values(resource.aws_eks_cluster)[0]?.name ?? '';
}

async function rollOut(
  context: ProofContext,
  client: KubernetesClient,
  folder: string,
  namespace: string,
  region: string,
): Promise<{ faults: string[]; pods: number; variables: number }> {
  const faults: string[] = [];
  const objects = readManifests(folder).filter((one) => !kindsWithoutDefinition.includes(one.kind));
  await applyAll(client, objects, faults);
  const send = context.cloud.as(context.environment.account);
  const read = async (name: string) => {
    const answer = await send({
      service: 'secretsmanager',
      region,
      target: 'secretsmanager.GetSecretValue',
      body: { SecretId: name },
    });
    return json<{ SecretString: string }>(answer).SecretString;
  };
  faults.push(...(await playExternalSecrets(client, objects, read)));
  await scale(client, objects, 'minReplicas');
  faults.push(...(await untilReady(client, namespace, objects)));
  const variables = await resolveVariables(client, namespace);
  const published = await publishedValues(context, region);
  faults.push(...variables.flatMap((one) => faultOf(one, published)));
  const pods = new Set(variables.map((one) => one.pod));
  return { faults, pods: pods.size, variables: variables.length };
}

function faultOf(
  { pod, variable, kind, object, key, value }: ResolvedVariable,
  published: ReadonlyMap<string, Readonly<Record<string, string>>>,
): string[] {
  if (value === undefined) return [`${pod}: ${variable} comes from ${kind} ${object}, which has no ${key}`];
  const wanted = kind === 'ConfigMap' ? published.get(object)?.[key] : undefined;
  if (wanted === undefined || wanted === value) return [];
  return [`${pod}: ${variable} is "${value}", but Terraform published "${wanted}"`];
}

/** The ConfigMaps of the platform stack, with the outputs that they refer to read from the states of the other layers. */
async function publishedValues(
  { environment, tofu }: ProofContext,
  region: string,
): Promise<Map<string, Record<string, string>>> {
  const id = `${environment.name}-${region}-platform`;
  const { resource } = readStack<{
    resource: {
      kubernetes_config_map_v1?: Record<string, { data: Record<string, string>; metadata: { name: string } }>;
    };
  }>(tofu.options.output, id);
  const read = new Map<string, Promise<Record<string, unknown>>>();
  const outputs = (stack: string) => {
    const known = read.get(stack) ?? tofu.outputs(stack);
    read.set(stack, known);
    return known;
  };
  const published = new Map<string, Record<string, string>>();
  for (const { data, metadata } of Object.values(resource.kubernetes_config_map_v1 ?? {})) {
    const values: Record<string, string> = {};
    for (const [key, text] of Object.entries(data)) values[key] = await resolveText(text, outputs);
    published.set(metadata.name, values);
  }
  return published;
}

async function resolveText(
  text: string,
  outputs: (stack: string) => Promise<Record<string, unknown>>,
): Promise<string> {
  const reference =
    /\$\{data\.terraform_remote_state\.state-([\w-]+)\.outputs\.(\w+)(?:\["([^"]+)"\])?\}/.exec(text);
  if (!reference) return text;
  const [whole, stack = '', output = '', key] = reference;
  const value = (await outputs(stack))[output];
  const found = key === undefined ? value : (value as Record<string, unknown>)[key];
  return resolveText(text.replace(whole, String(found)), outputs);
}
