import { ApiObject } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import { patchObject, renderManifests } from '../../../../lib/k8s/manifest';
import {
  KubeCronJob,
  KubeCustomResourceDefinition,
  KubeHorizontalPodAutoscalerV2,
  KubeNetworkPolicy,
  KubeService,
} from '../../../../lib/k8s/manifest/kinds';
import { kindClass, unknownFields } from '../../../../lib/k8s/manifest/unknown-fields';
import { configMap, deployment, problemsOf, testChart } from './fixture';

const raw = (chart: ReturnType<typeof testChart>, apiVersion: string, kind: string, rest: object = {}) =>
  new ApiObject(chart, kind.toLowerCase(), { apiVersion, kind, metadata: { name: 'raw' }, ...rest });

describe('typed kinds', () => {
  test('what they lose is an error, with the name that was meant', () => {
    const chart = testChart();
    new KubeService(chart, 'service', {
      metadata: { name: 'a' },
      spec: { clusterIP: 'None', ports: [{ port: 80, targetPort: 8080 }] } as never,
    });
    expect(problemsOf(chart)).toEqual([
      ['manifest/unknown-field', 'chart/service.spec.clusterIP'],
      ['manifest/unknown-field', 'chart/service.spec.ports[0].targetPort'],
    ]);
    const [first, second] = collectProblems(chart);
    expect(first?.fix).toContain('did you mean clusterIp?');
    expect(second?.found).toBe('a value of another form than the field has');
  });

  test('what they have is none: unions, maps, lists, fields by another name', () => {
    const chart = testChart();
    deployment(chart, 'orders', { hostIpc: false, nodeSelector: { a: 'b' } });
    configMap(chart, 'any', { whatever: 'key' });
    new KubeNetworkPolicy(chart, 'policy', {
      metadata: { name: 'p' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('every kind of the typings can be asked', () => {
    const subject = { apiVersion: 'batch/v1', kind: 'CronJob', kubernetesMinor: 36 };
    expect(kindClass('batch/v1', 'CronJob')).toBe(KubeCronJob);
    expect(
      unknownFields(subject, { spec: { schedule: '* * * * *', jobTemplate: { spec: { template: {} } } } }),
    ).toEqual([]);
    expect(unknownFields(subject, { spec: { schedules: [] } })).toHaveLength(1);
  });

  test('a definition of definitions is not checked: its schema has no end', () => {
    const chart = testChart();
    new KubeCustomResourceDefinition(chart, 'crd', {
      metadata: { name: 'a.b' },
      spec: { group: 'b', names: { kind: 'A', plural: 'a' }, scope: 'Cluster', versions: [] },
    });
    expect(problemsOf(chart)).toEqual([]);
  });
});

describe('raw objects', () => {
  test("are held against the typings in the manifest's own names", () => {
    const chart = testChart();
    raw(chart, 'v1', 'Service', { spec: { clusterIP: 'None', ports: [{ port: 80, targetport: 1 }] } });
    expect(problemsOf(chart)).toEqual([['manifest/unknown-field', 'chart/service.spec.ports[0].targetport']]);
  });

  test('of a group that is not of Kubernetes are not', () => {
    const chart = testChart();
    raw(chart, 'argoproj.io/v1alpha1', 'Rollout', { spec: { anything: 1 } });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('a kind that Kubernetes does not have, or not yet', () => {
    const chart = testChart({ kubernetesVersion: '1.33' });
    raw(chart, 'apps/v2', 'Deployment');
    raw(chart, 'resource.k8s.io/v1', 'ResourceClaim');
    expect(problemsOf(chart)).toEqual([
      ['manifest/unknown-kind', 'chart/deployment.apiVersion'],
      ['manifest/unknown-kind', 'chart/resourceclaim.apiVersion'],
    ]);
    const newer = testChart({ kubernetesVersion: '1.34' });
    raw(newer, 'resource.k8s.io/v1', 'ResourceClaim');
    expect(problemsOf(newer)).toEqual([]);
  });

  test.each([
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', '1.25'],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25', '1.24'],
    ['networking.k8s.io/v1beta1', 'Ingress', '1.22', '1.21'],
  ])('%s %s is not served since %s', (apiVersion, kind, since, before) => {
    const chart = testChart({ kubernetesVersion: since });
    raw(chart, apiVersion, kind);
    expect(problemsOf(chart)).toEqual([['manifest/api-removed', `chart/${kind.toLowerCase()}.apiVersion`]]);
    const old = testChart({ kubernetesVersion: before });
    raw(old, apiVersion, kind);
    expect(problemsOf(old).map(([code]) => code)).not.toContain('manifest/api-removed');
  });

  test('a typed kind that is not served any more is an error too', () => {
    const chart = testChart();
    raw(chart, 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema');
    expect(problemsOf(chart)).toEqual([['manifest/api-removed', 'chart/flowschema.apiVersion']]);
  });
});

describe('fields that are newer than the typings', () => {
  const containers = (extra: object) => ({
    spec: { template: { spec: { containers: [{ name: 'orders', image: 'orders:1', ...extra }] } } },
  });

  test.each([
    ['Deployment', '1.30', '1.29', containers({ lifecycle: { preStop: { sleep: { seconds: 5 } } } })],
    [
      'Deployment',
      '1.31',
      '1.30',
      containers({ volumeMounts: [{ name: 'a', mountPath: '/a', recursiveReadOnly: 'Disabled' }] }),
    ],
    [
      'Deployment',
      '1.33',
      '1.32',
      { spec: { template: { spec: { securityContext: { supplementalGroupsPolicy: 'Strict' } } } } },
    ],
    ['HorizontalPodAutoscaler', '1.35', '1.34', { spec: { behavior: { scaleUp: { tolerance: '0.05' } } } }],
    ['CronJob', '1.29', '1.28', { spec: { jobTemplate: { spec: { podReplacementPolicy: 'Failed' } } } }],
    [
      'CronJob',
      '1.30',
      '1.29',
      {
        spec: {
          jobTemplate: {
            spec: {
              template: { spec: { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } } },
            },
          },
        },
      },
    ],
    ['Service', '1.31', '1.30', { spec: { trafficDistribution: 'PreferClose' } }],
  ])('%s: from %s on', (kind, since, before, merge) => {
    const written = (version: string) => {
      const chart = testChart({ kubernetesVersion: version });
      deployment(chart, 'orders');
      new KubeHorizontalPodAutoscalerV2(chart, 'hpa', {
        metadata: { name: 'orders' },
        spec: { maxReplicas: 2, scaleTargetRef: { kind: 'Deployment', name: 'orders' } },
      });
      new KubeCronJob(chart, 'cron', {
        metadata: { name: 'orders' },
        spec: { schedule: '* * * * *', jobTemplate: { spec: { template: {} } } },
      });
      new KubeService(chart, 'service', { metadata: { name: 'orders' }, spec: { ports: [{ port: 80 }] } });
      patchObject(chart, { kind, name: 'orders' }, { merge: merge as never });
      return chart;
    };
    expect(problemsOf(written(since))).toEqual([]);
    expect(problemsOf(written(before)).map(([code]) => code)).toEqual(['manifest/field-too-new']);
  });

  test('one path of another kind is not taken for them', () => {
    const chart = testChart();
    configMap(chart, 'a');
    patchObject(
      chart,
      { kind: 'ConfigMap', name: 'a' },
      { merge: { spec: { trafficDistribution: 'PreferClose' } } },
    );
    renderManifests([chart]);
    expect(collectProblems(chart).map((one) => one.code)).toEqual(['manifest/unknown-field']);
  });
});
