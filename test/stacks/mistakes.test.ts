import dev from '../../environments/dev';
import prod from '../../environments/prod';
import { problemsIn } from './program';

const region = prod.regions['us-east-1'];
const { cluster, edge } = region;
const withRegion = (change: object) => ({
  ...prod,
  recovery: undefined,
  regions: { 'us-east-1': { ...region, ...change } },
});
const codes = async (environment: object) => [
  ...new Set((await problemsIn(environment)).map((one) => one.code)),
];

describe('mistakes that are told where they were made', () => {
  test.each(['us-east-1', 'us-west-2'])('a standby in %s, where there is data already', async (standby) => {
    const west = JSON.parse(
      JSON.stringify(region).replaceAll('us-east-1', 'us-west-2').replaceAll('"10.0.', '"10.2.'),
    );
    const regions = standby === 'us-west-2' ? { ...prod.regions, [standby]: west } : prod.regions;
    const given = { ...prod, regions, recovery: { ...prod.recovery, standby } };
    expect(await codes(given)).toContain('recovery/standby-region');
  });

  test('no node groups is one mistake', async () => {
    const problems = await problemsIn(withRegion({ cluster: { ...cluster, nodeGroups: {} } }));
    expect(problems.map((one) => one.path)).toEqual([expect.stringContaining('cluster')]);
  });

  test('a port that the gateway does not listen on', async () => {
    expect(await problemsIn(withRegion({ edge: { ...edge, targetPort: 9090 } }))).toMatchObject([
      {
        code: 'environment/target-port',
        path: 'environments/prod.regions.us-east-1.edge.targetPort',
        found: "9090, and the gateway's pods listen on 8080",
        fix: 'targetPort: 8080',
      },
    ]);
    const other = { ...withRegion({ edge: { ...edge, targetPort: 9090 } }), workloads: undefined };
    expect(await problemsIn(other)).toEqual([]);
  });

  test('an entry by an edge that is not there says nothing else', async () => {
    expect(await codes(withRegion({ edge: undefined }))).toEqual(['environment/entry-without-edge']);
  });

  test('images of services that there are not, and services without one', async () => {
    const { 'user-service': version, ...images } = dev.workloads.images;
    const given = (more: object) => ({
      ...dev,
      workloads: { ...dev.workloads, images: { ...images, ...more } },
    });
    const problems = async (more: object) =>
      (await problemsIn(given(more))).map(({ code, path, found }) => `${code} ${path}: ${found}`);
    const at = (name: string) => `environments/dev.workloads.images['${name}']`;
    expect(await problems({ 'usr-service': version })).toEqual([
      `environment/missing-image ${at('user-service')}: nothing`,
      `environment/unknown-image ${at('usr-service')}: "usr-service", which is no service; did you mean "user-service"?`,
    ]);
    expect(await problems({ 'user-service': version, reporting: version })).toEqual([
      `environment/unknown-image ${at('reporting')}: "reporting", which is no service`,
    ]);
  });
});
