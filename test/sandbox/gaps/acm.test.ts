import { acmCertificateOptions } from '../../../sandbox/gaps/acm-certificate-options';
import { acmDnsValidation } from '../../../sandbox/gaps/acm-dns-validation';
import { jsonOf, noContext, through, xmlOf } from './calls';

const CertificateArn = 'arn:aws:acm:us-east-1:222222222222:certificate/1';
const describe_ = { target: 'CertificateManager.DescribeCertificate', body: { CertificateArn } };

describe('acm-certificate-options', () => {
  const start = () => {
    const { send } = through(acmCertificateOptions(noContext), ({ operation }) =>
      jsonOf(
        operation === 'RequestCertificate'
          ? { CertificateArn }
          : operation === 'DescribeCertificate'
            ? { Certificate: { CertificateArn, Options: {} } }
            : {},
      ),
    );
    const acm = (operation: string, body: object) =>
      send({ target: `CertificateManager.${operation}`, body });
    return { acm, options: async () => JSON.parse((await send(describe_)).text).Certificate.Options };
  };

  it('keeps what was requested, and follows updates', async () => {
    const { acm, options } = start();
    await acm('RequestCertificate', { Options: { CertificateTransparencyLoggingPreference: 'DISABLED' } });
    expect(await options()).toEqual({
      CertificateTransparencyLoggingPreference: 'DISABLED',
      Export: 'DISABLED',
    });
    await acm('UpdateCertificateOptions', {
      CertificateArn,
      Options: { CertificateTransparencyLoggingPreference: 'ENABLED' },
    });
    expect(await options()).toMatchObject({ CertificateTransparencyLoggingPreference: 'ENABLED' });
  });

  it("knows AWS's defaults", async () => {
    expect(await start().options()).toEqual({
      CertificateTransparencyLoggingPreference: 'ENABLED',
      Export: 'DISABLED',
    });
  });
});

describe('acm-dns-validation', () => {
  const record = { Name: '_x.api.example.com.', Type: 'CNAME', Value: 'proof.acm.amazonaws.com.' };
  const start = (value: () => string, method = 'DNS') =>
    through(acmDnsValidation(noContext), ({ service, path }) => {
      if (service === 'acm') {
        const option = { ValidationStatus: 'SUCCESS', ValidationMethod: method, ResourceRecord: record };
        const Certificate = {
          CertificateArn,
          Status: 'ISSUED',
          IssuedAt: 1,
          DomainValidationOptions: [option],
        };
        return jsonOf({ Certificate });
      }
      return path.endsWith('/rrset')
        ? xmlOf(
            `<R><ResourceRecordSet><Name>${record.Name}</Name><ResourceRecords><ResourceRecord><Value>${value()}</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></R>`,
          )
        : xmlOf(
            '<R><HostedZone><Id>/hostedzone/ZO</Id><Name>other.com.</Name></HostedZone><HostedZone><Id>/hostedzone/ZE</Id><Name>example.com.</Name></HostedZone></R>',
          );
    });
  const certificate = async ({ send }: ReturnType<typeof start>) =>
    JSON.parse((await send(describe_)).text).Certificate;

  it('is pending until the record is in a zone of its account, and issued for good', async () => {
    let value = 'something else';
    const cloud = start(() => value);
    expect(await certificate(cloud)).toMatchObject({
      Status: 'PENDING_VALIDATION',
      DomainValidationOptions: [{ ValidationStatus: 'PENDING_VALIDATION', ResourceRecord: record }],
    });
    expect(await certificate(cloud)).not.toHaveProperty('IssuedAt');
    const asked = cloud.sent.filter(({ service }) => service === 'route53');
    expect(new Set(asked.map(({ accessKey }) => accessKey))).toEqual(new Set(['111111111111']));
    expect(new Set(asked.map(({ path }) => path))).toEqual(
      new Set(['/2013-04-01/hostedzone', '/2013-04-01/hostedzone/ZE/rrset']),
    );
    value = 'proof.acm.amazonaws.com';
    expect(await certificate(cloud)).toMatchObject({ Status: 'ISSUED', IssuedAt: 1 });
    value = 'gone';
    expect(await certificate(cloud)).toMatchObject({ Status: 'ISSUED' });
  });

  it('has no say where nothing is to be proved by DNS', async () => {
    expect(await certificate(start(() => 'none', 'EMAIL'))).toMatchObject({ Status: 'ISSUED' });
  });
});
