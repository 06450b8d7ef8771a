import {
  parseRange,
  type Range,
  rangeKind,
  secondaryFault,
  usableAddresses,
} from '../../../../lib/core/addresses';

const of = (text: string) => parseRange(text) as Range;

describe('rangeKind', () => {
  test.each([
    ['10.0.0.0/16', 'private'],
    ['172.31.0.0/16', 'private'],
    ['192.168.8.0/21', 'private'],
    ['100.64.0.0/16', 'private'],
    ['198.19.0.0/16', 'private'],
    ['172.17.0.0/16', 'docker'],
    ['172.17.128.0/20', 'docker'],
    ['172.32.0.0/16', 'public'],
    ['192.169.0.0/16', 'public'],
    ['8.0.0.0/16', 'public'],
    ['127.0.0.0/16', 'unusable'],
    ['169.254.0.0/16', 'unusable'],
    ['0.0.0.0/16', 'unusable'],
    ['224.0.0.0/16', 'unusable'],
    ['250.0.0.0/16', 'unusable'],
  ])('%s is %s', (text, kind) => {
    expect(rangeKind(of(text))).toBe(kind);
  });
});

describe('secondaryFault', () => {
  const fault = (primary: string, added: string, ...others: string[]) =>
    secondaryFault(of(primary), [of(primary), ...others.map(of)], of(added));

  test.each([
    ['10.0.0.0/16', '10.1.0.0/16'],
    ['10.5.0.0/16', '10.0.0.0/16'],
    ['10.0.0.0/16', '100.64.0.0/16'],
    ['10.0.0.0/16', '8.8.0.0/16'],
    ['172.16.0.0/16', '172.18.0.0/16'],
    ['192.168.0.0/17', '192.168.128.0/17'],
    ['100.64.0.0/16', '100.65.0.0/16'],
    ['198.19.0.0/17', '100.64.0.0/16'],
    ['198.19.0.0/17', '198.19.128.0/17'],
  ])('a VPC of %s takes %s', (primary, added) => {
    expect(fault(primary, added)).toBeUndefined();
  });

  test.each([
    ['10.0.0.0/16', '172.16.0.0/16'],
    ['10.0.0.0/16', '192.168.0.0/16'],
    ['10.0.0.0/16', '198.19.0.0/16'],
    ['10.1.0.0/16', '10.0.0.0/20'],
    ['172.16.0.0/16', '10.2.0.0/16'],
    ['172.16.0.0/16', '172.31.0.0/16'],
    ['172.16.0.0/16', '198.19.0.0/16'],
    ['192.168.0.0/16', '172.20.0.0/16'],
    ['192.168.0.0/16', '198.19.0.0/16'],
    ['100.64.0.0/16', '10.2.0.0/16'],
    ['100.64.0.0/16', '198.19.0.0/16'],
    ['198.19.0.0/16', '192.168.0.0/16'],
    ['8.0.0.0/16', '10.2.0.0/16'],
  ])('a VPC of %s does not take %s', (primary, added) => {
    expect(fault(primary, added)).toContain('takes no');
  });

  test('a range added before counts too', () => {
    expect(fault('10.8.0.0/16', '10.0.0.0/16', '10.1.0.0/16')).toContain('10.0.0.0/15');
  });
});

test('AWS keeps five addresses of a subnet', () => {
  expect(usableAddresses(of('10.0.0.0/28'))).toBe(11);
  expect(usableAddresses(of('10.0.0.0/24'))).toBe(251);
});
