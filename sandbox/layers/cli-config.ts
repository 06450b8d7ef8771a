import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a CLI configuration by which `init` takes providers from a folder alone (OpenTofu documentation, "CLI Configuration File"). */
export function writeCliConfig(file: string, mirror: string): Record<string, string> {
  const path = JSON.stringify(mirror);
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

/**
 * The variable by which a command takes the providers that `init` has installed in a folder, and compared with the lock file, as they
 * are ("Development Overrides for Provider Developers"). Otherwise it compares them again each time it starts one, several times a
 * command: of the AWS provider that is a gigabyte to hash, a third of a plan's processor time.
 * @param folder - where `init` was run; nothing comes out for one where it was not
 */
export function asInstalled(folder: string): Record<string, string> {
  const providers = join(folder, '.terraform', 'providers');
  if (!existsSync(providers)) return {};
  const file = join(folder, '.terraform', 'installed.tfrc');
  if (!existsSync(file)) writeFileSync(file, overrides(providers));
  return { TF_CLI_CONFIG_FILE: file };
}

/** By `<host>/<namespace>/<name>/<version>/<platform>`, as OpenTofu and Terraform lay them out. */
function overrides(providers: string): string {
  const installed = readdirSync(providers, { recursive: true, encoding: 'utf8' })
    // OpenTofu keeps `<platform>.lock` beside a folder.
    .filter((path) => path.split('/').length === 5 && statSync(join(providers, path)).isDirectory())
    .sort();
  const lines = installed.map((path) => {
    const address = path.split('/').slice(0, 3).join('/');
    return `    ${JSON.stringify(address)} = ${JSON.stringify(join(providers, path))}`;
  });
  return `provider_installation {\n  dev_overrides {\n${lines.join('\n')}\n  }\n}\n`;
}
