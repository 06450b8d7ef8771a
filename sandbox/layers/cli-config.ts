import { writeFileSync } from 'node:fs';

/** Writes a CLI configuration by which `init` takes providers from a folder alone (OpenTofu documentation, "CLI Configuration File"). */
export function writeCliConfig(file: string, mirror: string): Record<string, string> {
  const path = JSON.stringify(mirror);
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}
