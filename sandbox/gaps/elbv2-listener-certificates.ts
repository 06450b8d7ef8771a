import { type AwsCall, form, xmlAnswer } from '../proxy/call';
import { listed } from './completed';
import type { GapFactory } from './gap';
import { writeXml, xml } from './xml';

const operations = /^(Add|Remove|Describe)ListenerCertificates$/;

/** A listener has its default certificate alone. */
export const elbv2ListenerCertificates: GapFactory = () => {
  const added = new Map<string, Set<string>>();
  return {
    name: 'elbv2-listener-certificates',
    service: 'elasticloadbalancing',
    symptom:
      'AddListenerCertificates, RemoveListenerCertificates and DescribeListenerCertificates are unknown actions',
    documentation:
      'Elastic Load Balancing API Reference (version 2015-12-01), "AddListenerCertificates", "RemoveListenerCertificates", "DescribeListenerCertificates"',
    resources: ['aws_lb_listener_certificate'],
    matches: ({ operation }) => operations.test(operation),
    async handle(call) {
      const parameters = form(call.body);
      const listener = parameters.get('ListenerArn') ?? '';
      const certificates = added.get(listener) ?? new Set();
      added.set(listener, certificates);
      for (const arn of listed(parameters, 'Certificates.member', 'CertificateArn')) {
        if (call.operation === 'AddListenerCertificates') certificates.add(arn);
        else certificates.delete(arn);
      }
      return answerWith(
        call,
        call.operation === 'RemoveListenerCertificates' ? [] : [...certificates].sort(),
      );
    },
    async isNeeded(send) {
      const { body } = await send({
        service: 'elasticloadbalancing',
        form: {
          Action: 'DescribeListenerCertificates',
          Version: '2015-12-01',
          ListenerArn: 'arn:aws:elasticloadbalancing:us-east-1:999999999999:listener/app/gap/1/1',
        },
      });
      return body.toString('utf8').includes('InvalidAction');
    },
  };
};

function answerWith({ operation }: AwsCall, arns: readonly string[]) {
  const members = arns.map((arn) => xml('member', [xml('CertificateArn', arn), xml('IsDefault', 'false')]));
  const content = [
    xml(
      `${operation}Result`,
      operation === 'RemoveListenerCertificates' ? [] : [xml('Certificates', members)],
    ),
    xml('ResponseMetadata', [xml('RequestId', '00000000-0000-0000-0000-000000000000')]),
  ];
  return xmlAnswer(
    200,
    writeXml(
      xml(`${operation}Response`, content, {
        '@_xmlns': 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
      }),
    ),
  );
}
