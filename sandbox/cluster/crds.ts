import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../process';
import { projectRoot } from '../project';
import { MissingTool } from '../toolchain/tool';
import type { ApiObject, KubernetesClient } from './kubernetes-client';

/** Go modules that carry CustomResourceDefinitions, and the folder in each; sandbox/tools/crds pins their versions and sums. */
const sources = [
  ['github.com/cert-manager/cert-manager', 'deploy/crds'],
  ['github.com/envoyproxy/gateway', 'charts/gateway-crds-helm/templates/generated'],
  ['github.com/external-secrets/external-secrets', 'config/crds/bases'],
  ['github.com/kedacore/keda/v2', 'config/crd/bases'],
  ['sigs.k8s.io/gateway-api', 'config/crd/standard'],
] as const;

/**
 * Kinds whose definitions no Go module carries: the AWS Load Balancer Controller has published none from v2 on. They are
 * checked at synth alone, by the schemas in lib/k8s/custom.
 */
export const kindsWithoutDefinition: readonly string[] = ['TargetGroupBinding'];

/**
 * Makes the custom kinds known to an API server.
 * @throws MissingTool when Go, which fetches the modules, is missing or does not reach them
 * @returns what was refused, one line each
 */
export async function installDefinitions(client: KubernetesClient): Promise<string[]> {
  const faults: string[] = [];
  const names: string[] = [];
  for (const [module, folder] of sources) {
    for (const definition of definitionsIn(join(await moduleFolder(module), folder))) {
      const { status, body } = await client.apply(definition);
      if (status >= 300) faults.push(`${definition.metadata.name}: ${status} ${String(body['message'])}`);
      else names.push(definition.metadata.name);
    }
  }
  await established(client, names);
  client.forgetKinds();
  return faults;
}

async function moduleFolder(module: string): Promise<string> {
  const cwd = join(projectRoot(), 'sandbox', 'tools', 'crds');
  const { code, stdout, stderr } = await run('go', ['mod', 'download', '-json', module], { cwd });
  const folder = code === 0 ? (JSON.parse(stdout) as { Dir: string }).Dir : '';
  if (!existsSync(folder))
    throw new MissingTool(`Go cannot fetch ${module}, which has definitions of custom resources: ${stderr}`);
  return folder;
}

function definitionsIn(folder: string): ApiObject[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(withoutTemplates(readFileSync(join(folder, file), 'utf8'))))
    .map((document) => document.toJS() as ApiObject | null)
    .filter((one): one is ApiObject => one?.kind === 'CustomResourceDefinition');
}

/** A Helm chart's file without the lines that are Helm's own. */
function withoutTemplates(text: string): string {
  return text.replace(/^\s*\{\{.*\}\}\s*$/gm, '');
}

async function established(client: KubernetesClient, names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (let tries = 0; tries < 100; tries += 1) {
      const { body } = await client.get(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
      const { conditions = [] } = (body['status'] ?? {}) as {
        conditions?: { type: string; status: string }[];
      };
      if (conditions.some((one) => one.type === 'Established' && one.status === 'True')) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
