import type { IConstruct } from 'constructs';
import { report, warn } from '../../core/report';
import type { Fault } from './checks/fault';

/** Reports what pure checks found at a construct: errors and warnings, each as what it is. */
export function reportFaults(scope: IConstruct, faults: readonly Fault[]): void {
  for (const { error, severity, finding } of faults) {
    if (severity === 'error') report(scope, error, finding);
    else warn(scope, error, finding);
  }
}
