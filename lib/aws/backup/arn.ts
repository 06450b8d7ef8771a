/** Where something is, as far as its ARN says. */
export interface ArnPlace {
  /** The service, for example `rds`. */
  readonly service: string;
  /** The region; empty in ARNs of global services and of S3. */
  readonly region: string;
  /** The account, twelve digits; empty in ARNs of S3. */
  readonly account: string;
  /** What follows the account, for example `db:orders`. */
  readonly resource: string;
}

const form = /^arn:[a-z-]+:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/;

/** Whether a text is, as a whole, a value that only Terraform knows. */
export function isReference(text: string): boolean {
  return text.startsWith('${');
}

/** The parts of an ARN, or `undefined` when the text is none or is a reference. */
export function parseArn(arn: string): ArnPlace | undefined {
  const match = form.exec(arn);
  if (!match) return undefined;
  const [, service = '', region = '', account = '', resource = ''] = match;
  return { service, region, account, resource };
}
