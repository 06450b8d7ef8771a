import { connections } from '../../../../../sandbox/prove/proofs/identity/workloads';

const place = { account: '111111111111', region: 'eu-central-1' };
const data = {
  database_resource_id: 'db-1',
  cache_arn: 'arn:cache',
  cache_user_ids: { 'product-service': 'shop-product' },
};

describe('connections', () => {
  it('expects of each service its own users, and no other', () => {
    const allowed = (service: string) =>
      connections(service, place, data)
        .filter(({ isAllowed }) => isAllowed)
        .map(({ resource }) => resource);
    expect(allowed('user-service')).toEqual([
      'arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-1/user_service',
    ]);
    expect(allowed('product-service')).toEqual([
      'arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-1/product_service',
      'arn:cache',
      'arn:aws:elasticache:eu-central-1:111111111111:user:shop-product',
    ]);
    expect(allowed('external-secrets')).toEqual([]);
  });

  it('asks about every neighbour', () => {
    const refused = connections('user-service', place, data).filter(({ isAllowed }) => !isAllowed);
    expect(refused.map(({ resource }) => resource)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/order_service$/),
        expect.stringMatching(/administrator$/),
        'arn:cache',
        expect.stringMatching(/user:default$/),
      ]),
    );
  });

  it('asks nothing where there is no data layer', () => {
    expect(connections('user-service', place, {})).toEqual([]);
  });
});
