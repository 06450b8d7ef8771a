import { elbv2ListenerCertificates } from '../../../sandbox/gaps/elbv2-listener-certificates';
import { noContext, through, xmlOf } from './calls';

describe('elbv2-listener-certificates', () => {
  const start = () =>
    through(elbv2ListenerCertificates(noContext), () =>
      xmlOf('<Error><Code>InvalidAction</Code></Error>', 400),
    );
  const call = (Action: string, listener: string, arn?: string) => ({
    form: { Action, ListenerArn: listener, ...(arn && { 'Certificates.member.1.CertificateArn': arn }) },
  });

  test('keeps what each listener was given, until it is taken away', async () => {
    const { send, sent } = start();
    const added = await send(call('AddListenerCertificates', 'one', 'arn:b'));
    expect(added.text).toContain('<AddListenerCertificatesResult><Certificates><member>');
    await send(call('AddListenerCertificates', 'one', 'arn:a'));
    expect((await send(call('DescribeListenerCertificates', 'one'))).text).toContain(
      '<member><CertificateArn>arn:a</CertificateArn><IsDefault>false</IsDefault></member>' +
        '<member><CertificateArn>arn:b</CertificateArn><IsDefault>false</IsDefault></member>',
    );
    expect((await send(call('DescribeListenerCertificates', 'other'))).text).not.toContain('member');
    await send(call('RemoveListenerCertificates', 'one', 'arn:a'));
    expect((await send(call('DescribeListenerCertificates', 'one'))).text).not.toContain('arn:a');
    expect(sent).toEqual([]);
  });
});
