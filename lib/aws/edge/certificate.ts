import { AcmCertificate, type AcmCertificateConfig } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { type Override, overridden } from '../stack/override';

/** What a {@link Certificate} is made from. */
export interface CertificateProps {
  /** The host it is for. */
  readonly host: string;
  /** Id of the hosted zone of the host. */
  readonly hostedZoneId: string;
  /** Whether the record that validates it is made here, or kept by another stack with the same host. */
  readonly record: 'here' | 'elsewhere';
  /**
   * Changes to the certificate itself.
   * @default - none
   */
  readonly overrides?: { readonly certificate?: Override<AcmCertificateConfig> };
}

/** A public certificate for one host, validated by DNS: ACM renews it for as long as the record stands. */
export class Certificate extends Construct {
  /** ARN of the certificate, known once it is issued: who uses it waits for that. */
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const config: AcmCertificateConfig = {
      domainName: props.host,
      validationMethod: 'DNS',
      keyAlgorithm: 'RSA_2048',
      options: { certificateTransparencyLoggingPreference: 'ENABLED' },
      // A certificate in use cannot be deleted: the next one is issued and attached first.
      lifecycle: { createBeforeDestroy: true },
    };
    const certificate = new AcmCertificate(
      this,
      'Resource',
      overridden(this, 'certificate', config, props.overrides?.certificate),
    );
    const validation = new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
      ...(props.record === 'here' && {
        validationRecordFqdns: [this.addRecord(certificate, props.hostedZoneId)],
      }),
    });
    this.certificateArn = validation.certificateArn;
  }

  /** One host has one record; it is named here and filled in after ACM has answered, so no for_each over unknown keys. */
  private addRecord(certificate: AcmCertificate, zoneId: string): string {
    const option = certificate.domainValidationOptions.get(0);
    return new Route53Record(this, 'record', {
      zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 300,
    }).fqdn;
  }
}
