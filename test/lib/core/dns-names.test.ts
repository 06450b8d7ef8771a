import { dnsLabel, dnsSubdomain } from '../../../lib/core/dns-names';

test.each(['a', 'a1', '0', 'a-b', 'a--b'])('%s is a label, and so a subdomain', (name) => {
  expect(dnsLabel.test(name)).toBe(true);
  expect(dnsSubdomain.test(name)).toBe(true);
});

test.each(['', '-a', 'a-', 'A', 'a_b', 'a b', 'a\n'])('"%s" is neither', (name) => {
  expect(dnsLabel.test(name)).toBe(false);
  expect(dnsSubdomain.test(name)).toBe(false);
});

test('a dot joins labels', () => {
  expect(dnsLabel.test('a.b')).toBe(false);
  expect(['a.b', 'a.b-c.d'].every((name) => dnsSubdomain.test(name))).toBe(true);
  expect(['.a', 'a.', 'a..b', 'a.-b'].some((name) => dnsSubdomain.test(name))).toBe(false);
});
