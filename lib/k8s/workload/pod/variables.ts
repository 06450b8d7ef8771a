import type { IConstruct } from 'constructs';
import { canonicalJson } from '../../../core/canonical-json';
import { report } from '../../../core/report';
import type { EnvVar } from '../../manifest/kinds';
import { workloadErrors } from '../errors';
import type { VariableSource } from './reference';
import { isSecretByName, secretIn } from './secret-text';

/** The variables of one container, each with its one source. */
export class Variables {
  private readonly sources = new Map<
    string,
    { readonly source: VariableSource; readonly from: IConstruct }
  >();

  /** @param owner - the workload: where mistakes are reported */
  constructor(private readonly owner: IConstruct) {}

  /** Takes a variable; the same source twice is one. Reports `workload/variable-*` and `workload/secret-in-text`. */
  add(name: string, given: VariableSource, from: IConstruct): void {
    const source = this.checkedSource(name, given);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      report(this.owner, workloadErrors['variable-name'], {
        at: `variables.${name}`,
        found: `"${name}"`,
        fix: 'use letters, digits and underscores, beginning with a letter',
      });
    }
    this.checkText(name, source);
    const other = this.sources.get(name);
    if (!other) this.sources.set(name, { source, from });
    else if (canonicalJson(other.source) !== canonicalJson(source)) {
      report(this.owner, workloadErrors['variable-twice'], {
        at: `variables.${name}`,
        found: `${describe(other.source)} from ${other.from.node.path}, and ${describe(source)} from ${from.node.path}`,
        fix: 'let one of the two have another name',
      });
    }
  }

  /** The variables by name; those that use others with `$(NAME)` come after them, as Kubernetes needs. */
  toEnv(): EnvVar[] {
    const names = [...this.sources.keys()].sort();
    const done = new Set<string>();
    const ordered: string[] = [];
    const visit = (name: string): void => {
      if (done.has(name)) return;
      done.add(name);
      for (const other of this.usedBy(name)) visit(other);
      ordered.push(name);
    };
    for (const name of names) visit(name);
    return ordered.flatMap((name) => {
      const one = this.sources.get(name);
      return one ? [{ name, ...sourceFields(one.source) }] : [];
    });
  }

  /** A program without types may give a number, or nothing. */
  private checkedSource(name: string, source: VariableSource): VariableSource {
    if (!('value' in source) || typeof source.value === 'string') return source;
    const value: unknown = source.value;
    const written = typeof value === 'number' || typeof value === 'boolean';
    report(this.owner, workloadErrors['variable-value'], {
      at: `variables.${name}`,
      found: written ? `${value}, a ${typeof value}` : value === null ? 'null' : typeof value,
      fix: written ? `give a text: '${value}'` : 'give a text, or leave the variable out',
    });
    return { value: written ? String(value) : '' };
  }

  private usedBy(name: string): string[] {
    const source = this.sources.get(name)?.source;
    if (!source || !('value' in source)) return [];
    return [...source.value.matchAll(/(?<!\$)\$\(([A-Za-z0-9_]+)\)/g)]
      .map(([, used = '']) => used)
      .filter((used) => this.sources.has(used));
  }

  private checkText(name: string, source: VariableSource): void {
    if (!('value' in source)) return;
    const byName = isSecretByName(name, source.value);
    const inText = byName ? undefined : secretIn(source.value);
    if (!byName && inText === undefined) return;
    report(this.owner, workloadErrors['secret-in-text'], {
      at: `variables.${name}`,
      found: byName ? `the value of ${name} as text` : `${inText} in the value of ${name}`,
      fix: 'take it from a Secret: addVariable(name, { secret, key }, from)',
    });
  }
}

function sourceFields(source: VariableSource): Omit<EnvVar, 'name'> {
  if ('value' in source) return { value: source.value };
  if ('secret' in source) return { valueFrom: { secretKeyRef: { name: source.secret, key: source.key } } };
  return { valueFrom: { configMapKeyRef: { name: source.configMap, key: source.key } } };
}

/** In words; never with a text's value, which may be what should not be shown. */
function describe(source: VariableSource): string {
  if ('value' in source) return 'a text';
  if ('secret' in source) return `key ${source.key} of Secret ${source.secret}`;
  return `key ${source.key} of ConfigMap ${source.configMap}`;
}
