import { all, child, textAt, type XmlElement } from '../../../gaps/xml';

/** A record set, as far as it decides who answers. */
export interface RoutedRecord {
  /** Its name, without the last dot. */
  readonly name: string;
  /** For example `A`. */
  readonly type: string;
  /** What it answers: the name of an alias's target, or its values. */
  readonly answers: readonly string[];
  /** Its place in a failover. @default - it takes part in none */
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  /** The health check that takes it out of service. @default - none */
  readonly healthCheckId?: string;
  /** Whether an alias is out of service when its target is. */
  readonly evaluatesTarget: boolean;
}

/** What routing depends on. */
export interface RoutingState {
  /** What DNS takes a health check for. */
  isHealthy(healthCheckId: string): Promise<boolean>;
  /** Whether the target of an alias has somebody who answers. */
  isTargetHealthy(target: string): Promise<boolean>;
}

/**
 * Who answers for a name: of a failover the primary while it is healthy, else the secondary, and the primary again when neither is (Amazon
 * Route 53 Developer Guide, "How Amazon Route 53 chooses records when health checking is configured", "Active-passive failover").
 */
export async function answersOf(
  records: readonly RoutedRecord[],
  name: string,
  type: string,
  state: RoutingState,
): Promise<readonly string[]> {
  const own = records.filter((one) => one.name === name && one.type === type);
  const of = (role: RoutedRecord['failover']) => own.find(({ failover }) => failover === role);
  const [primary, secondary] = [of('PRIMARY'), of('SECONDARY')];
  if (!primary && !secondary) return own.flatMap(({ answers }) => answers);
  if (primary && (await isInService(primary, state))) return primary.answers;
  if (secondary && (await isInService(secondary, state))) return secondary.answers;
  return (primary ?? secondary)?.answers ?? [];
}

/** A record that has both a health check and a target to evaluate needs both. One that has neither is always in service. */
async function isInService(
  { healthCheckId, evaluatesTarget, answers }: RoutedRecord,
  state: RoutingState,
): Promise<boolean> {
  if (healthCheckId !== undefined && !(await state.isHealthy(healthCheckId))) return false;
  if (!evaluatesTarget) return true;
  const targets = await Promise.all(answers.map((one) => state.isTargetHealthy(one)));
  return targets.some(Boolean);
}

/** The record sets of an answer of ListResourceRecordSets. */
export function readRecords(answer: XmlElement): RoutedRecord[] {
  return all(answer, 'ResourceRecordSet').map((one) => {
    const alias = child(one, 'AliasTarget');
    const failover = textAt(one, 'Failover') as RoutedRecord['failover'];
    const healthCheckId = textAt(one, 'HealthCheckId');
    const values = all(one, 'ResourceRecord').map((value) => textAt(value, 'Value') ?? '');
    return {
      name: withoutDot(textAt(one, 'Name') ?? ''),
      type: textAt(one, 'Type') ?? '',
      answers: alias ? [withoutDot(textAt(alias, 'DNSName') ?? '')] : values,
      evaluatesTarget: textAt(alias, 'EvaluateTargetHealth')?.toLowerCase() === 'true',
      ...(failover && { failover }),
      ...(healthCheckId && { healthCheckId }),
    };
  });
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}
