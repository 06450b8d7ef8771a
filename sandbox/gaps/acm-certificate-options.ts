import { json, withBody } from '../proxy/call';
import type { GapFactory } from './gap';

interface Sent {
  readonly CertificateArn?: string;
  readonly Options?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly CertificateArn?: string;
  Certificate?: { readonly CertificateArn: string; Options?: Readonly<Record<string, string>> };
}

/** A certificate forgets whether it is in the transparency logs. */
export const acmCertificateOptions: GapFactory = () => {
  const options = new Map<string, Readonly<Record<string, string>>>();
  return {
    name: 'acm-certificate-options',
    service: 'acm',
    symptom: "a certificate's Options are not kept",
    documentation:
      'AWS Certificate Manager API Reference, "CertificateDetail": Options; "CertificateOptions"',
    resources: ['aws_acm_certificate'],
    matches: ({ operation }) =>
      /^(RequestCertificate|UpdateCertificateOptions|DescribeCertificate)$/.test(operation),
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const sent = json<Sent>(call);
      const body = json<Answer>(answer);
      const arn = body.CertificateArn ?? sent.CertificateArn ?? '';
      if (sent.Options) options.set(arn, { ...options.get(arn), ...sent.Options });
      if (!body.Certificate) return answer;
      body.Certificate.Options = {
        CertificateTransparencyLoggingPreference: 'ENABLED',
        Export: 'DISABLED',
        ...options.get(arn),
      };
      return withBody(answer, body);
    },
    async isNeeded(send) {
      const acm = (operation: string, body: object) =>
        send({ service: 'acm', target: `CertificateManager.${operation}`, body });
      const requested = await acm('RequestCertificate', {
        DomainName: 'gap.example.com',
        Options: { CertificateTransparencyLoggingPreference: 'ENABLED' },
      });
      const { CertificateArn } = json<Answer>(requested);
      const { Certificate } = json<Answer>(await acm('DescribeCertificate', { CertificateArn }));
      await acm('DeleteCertificate', { CertificateArn });
      return Certificate?.Options?.['CertificateTransparencyLoggingPreference'] !== 'ENABLED';
    },
  };
};
