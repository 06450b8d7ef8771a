import { type AwsAnswer, type AwsCall, form, type Next, withBody } from '../proxy/call';
import { all, readXml, setChild, textAt, writeXml, type XmlElement } from './xml';

/** How the answers of a query protocol are completed with what was sent. */
export interface Completed {
  /** Whether an element, at any depth of any answer, describes such a resource. */
  describes(element: XmlElement): boolean;
  /** The child that holds its ARN. @default 'ARN' */
  readonly arn?: string;
  /** Operations that say something anew; all others are only completed. */
  readonly operations: RegExp;
  /** What an operation says: the children that it leads to. Those that it does not name stay. */
  says(parameters: URLSearchParams, before: readonly XmlElement[]): readonly XmlElement[];
}

/**
 * Remembers by ARN what calls said, and puts it in every answer that describes the resource.
 * @returns what handles a call, and what is known of a resource
 */
export function completed(options: Completed): {
  handle(call: AwsCall, next: Next): Promise<AwsAnswer>;
  known(arn: string): readonly XmlElement[];
} {
  const { arn: arnName = 'ARN', operations } = options;
  const memory = new Map<string, readonly XmlElement[]>();
  const known = (arn: string) => memory.get(arn) ?? [];
  return {
    known,
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const root = readXml(answer);
      const found = all(root, options.describes);
      if (operations.test(call.operation)) {
        const arn = textAt(found[0], arnName);
        if (arn) {
          const before = call.operation.startsWith('Create') ? [] : known(arn);
          const said = options.says(form(call.body), before);
          const kept = before.filter(({ name }) => !said.some((one) => one.name === name));
          memory.set(arn, [...kept, ...said]);
        }
      }
      let changed = false;
      for (const one of found) {
        for (const wanted of known(textAt(one, arnName) ?? '')) {
          setChild(one, wanted);
          changed = true;
        }
      }
      return changed ? withBody(answer, writeXml(root)) : answer;
    },
  };
}

/** The values of a list of the query protocol: `<prefix>.1`, `<prefix>.2` and so on, or one member of each. */
export function listed(parameters: URLSearchParams, prefix: string, member?: string): string[] {
  const values: string[] = [];
  for (let at = 1; ; at += 1) {
    const value = parameters.get(`${prefix}.${at}${member ? `.${member}` : ''}`);
    if (value === null) return values;
    values.push(value);
  }
}
