import { json, withBody } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { asService } from './service';
import { all, readXml, textAt } from './xml';

interface ValidationRecord {
  readonly Name: string;
  readonly Type: string;
  readonly Value: string;
}

interface Certificate {
  readonly CertificateArn: string;
  readonly Type?: string;
  Status: string;
  IssuedAt?: number;
  NotBefore?: number;
  NotAfter?: number;
  readonly DomainValidationOptions?: {
    ValidationStatus?: string;
    readonly ValidationMethod?: string;
    readonly ResourceRecord?: ValidationRecord;
  }[];
}

/** A certificate is issued at once, whether or not its name shows that it is ours. */
export const acmDnsValidation: GapFactory = () => {
  const issued = new Set<string>();
  return {
    name: 'acm-dns-validation',
    service: 'acm',
    symptom: 'a certificate is issued before the records that prove its names exist',
    documentation:
      'AWS Certificate Manager User Guide, "DNS validation"; API Reference, "CertificateDetail": Status',
    resources: ['aws_acm_certificate_validation'],
    matches: ({ operation }) => operation === 'DescribeCertificate',
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const body = json<{ Certificate?: Certificate }>(answer);
      const certificate = body.Certificate;
      const options = certificate?.DomainValidationOptions ?? [];
      if (!certificate || issued.has(certificate.CertificateArn)) return answer;
      const wanted = options.flatMap(({ ValidationMethod, ResourceRecord }) =>
        ValidationMethod === 'DNS' && ResourceRecord ? [ResourceRecord] : [],
      );
      if (await allExist(wanted, asService(next, call))) {
        issued.add(certificate.CertificateArn);
        return answer;
      }
      certificate.Status = 'PENDING_VALIDATION';
      for (const option of options) option.ValidationStatus = 'PENDING_VALIDATION';
      const { IssuedAt: _issued, NotBefore: _before, NotAfter: _after, ...pending } = certificate;
      return withBody(answer, { ...body, Certificate: pending });
    },
    async isNeeded(send) {
      const acm = (operation: string, body: object) =>
        send({ service: 'acm', target: `CertificateManager.${operation}`, body });
      const requested = await acm('RequestCertificate', {
        DomainName: 'gap-validation.example.com',
        ValidationMethod: 'DNS',
      });
      const { CertificateArn } = json<{ CertificateArn?: string }>(requested);
      const described = await acm('DescribeCertificate', { CertificateArn });
      await acm('DeleteCertificate', { CertificateArn });
      return json<{ Certificate?: Certificate }>(described).Certificate?.Status === 'ISSUED';
    },
  };
};

async function allExist(wanted: readonly ValidationRecord[], send: Send): Promise<boolean> {
  if (wanted.length === 0) return true;
  const get = async (path: string) =>
    readXml(await send({ service: 'route53', method: 'GET', path: `/2013-04-01${path}` }));
  const zones = all(await get('/hostedzone'), 'HostedZone').map((zone) => ({
    id: (textAt(zone, 'Id') ?? '').replace('/hostedzone/', ''),
    name: textAt(zone, 'Name') ?? '',
  }));
  for (const { Name, Type, Value } of wanted) {
    const holding = zones.filter(({ name }) => Name.endsWith(`.${name}`));
    const found = await Promise.all(
      holding.map(async ({ id }) => {
        const records = await get(`/hostedzone/${id}/rrset?name=${encodeURIComponent(Name)}&type=${Type}`);
        return all(records, 'ResourceRecordSet').some(
          (record) =>
            textAt(record, 'Name') === Name && all(record, 'Value').some(({ text }) => same(text, Value)),
        );
      }),
    );
    if (!found.includes(true)) return false;
  }
  return true;
}

/** A name is the same with and without its last dot. */
function same(one: string, other: string): boolean {
  return one.replace(/\.$/, '') === other.replace(/\.$/, '');
}
