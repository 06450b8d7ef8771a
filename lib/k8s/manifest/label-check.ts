import type { IConstruct } from 'constructs';
import { labelFault } from '../../core/kubernetes-names';
import { report } from '../../core/report';
import { sortedEntries } from '../../core/sorted-entries';
import { manifestErrors } from './errors';

/**
 * Reports `manifest/label` for each label that the API server refuses.
 * @param scope - where they are given
 * @param at - the property that holds them
 * @param labels - values by key
 */
export function checkLabels(scope: IConstruct, at: string, labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of sortedEntries(labels)) {
    const found = labelFault(key, value);
    if (found !== undefined)
      report(scope, manifestErrors.label, { at: `${at}.${key}`, found, fix: labelForm });
  }
}

/** Reports `manifest/label` for a property that becomes the value of a label. Gives the value back. */
export function checkLabelValue(scope: IConstruct, at: string, value: string): string {
  const found = labelFault('key', value);
  if (found !== undefined) report(scope, manifestErrors.label, { at, found, fix: valueForm });
  return value;
}

const valueForm =
  'give at most 63 letters, digits, dots, hyphens and underscores, beginning and ending with a letter or digit';
const labelForm = `${valueForm}; a key may have a DNS name and a slash before them`;
