import { defaultMaxConnections, memoryGiB } from '../../../../lib/aws/database';

describe('the memory of an instance class', () => {
  test.each([
    ['db.t3.micro', 1],
    ['db.t3.medium', 4],
    ['db.t4g.2xlarge', 32],
    ['db.m6i.large', 8],
    ['db.m7g.16xlarge', 256],
    ['db.r6g.xlarge', 32],
    ['db.r7i.48xlarge', 1536],
    ['db.x2g.large', 32],
    ['db.m99g.large', undefined],
    ['db.t3.16xlarge', undefined],
    ['t3.medium', undefined],
  ])('%s', (instanceClass, expected) => {
    expect(memoryGiB(instanceClass)).toBe(expected);
  });
});

describe('the most connections of an instance class', () => {
  test('is what RDS computes, rather too few than too many', () => {
    // A db.t3.micro that runs says 81 to 87, a db.t3.medium about 400.
    expect(defaultMaxConnections('db.t3.micro')).toBe(87);
    expect(defaultMaxConnections('db.t3.medium')).toBe(391);
  });

  test('stops at 5000, and is unknown where the memory is', () => {
    expect(defaultMaxConnections('db.r6g.16xlarge')).toBe(5000);
    expect(defaultMaxConnections('db.m99g.large')).toBeUndefined();
  });
});
