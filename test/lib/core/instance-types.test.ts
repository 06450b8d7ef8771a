import { parseInstanceType } from '../../../lib/core/instance-types';

describe('parseInstanceType', () => {
  test.each([
    ['t3.medium', 't3', 'medium', 'x86_64'],
    ['t3a.small', 't3a', 'small', 'x86_64'],
    ['m7i-flex.2xlarge', 'm7i-flex', '2xlarge', 'x86_64'],
    ['g4dn.xlarge', 'g4dn', 'xlarge', 'x86_64'],
    ['gr6.4xlarge', 'gr6', '4xlarge', 'x86_64'],
    ['u-6tb1.metal', 'u-6tb1', 'metal', 'x86_64'],
    ['m7i.metal-24xl', 'm7i', 'metal-24xl', 'x86_64'],
    ['t4g.medium', 't4g', 'medium', 'arm64'],
    ['c7gn.16xlarge', 'c7gn', '16xlarge', 'arm64'],
    ['im4gn.large', 'im4gn', 'large', 'arm64'],
    ['a1.large', 'a1', 'large', 'arm64'],
    ['p6e-gb200.36xlarge', 'p6e-gb200', '36xlarge', 'arm64'],
  ])('%s', (text, family, size, architecture) => {
    expect(parseInstanceType(text)).toEqual({ family, size, architecture });
  });

  test.each(['', 't3', 't3-medium', 'T3.medium', 't3.medium ', 'db.t3.medium', 't3.huge'])(
    '"%s" is none',
    (text) => {
      expect(parseInstanceType(text)).toBeUndefined();
    },
  );
});
