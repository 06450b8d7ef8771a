import type { EnvironmentInput } from '../lib/core/environment';

/** Where a release is tested: shaped like dev. */
export default {
  name: 'test',
  project: 'microshop',
  owner: 'platform',
  costCentre: 'shop-test',
  account: '222222222222',
  protection: 'disposable',
  primaryRegion: 'us-east-1',
  delivery: { repository: 'microshop@123456/infrastructure@456789' },
  administrators: {
    platform: { principalArn: 'arn:aws:iam::222222222222:role/platform-admin', access: 'clusterAdmin' },
    developers: {
      principalArn: 'arn:aws:iam::222222222222:role/developer',
      access: 'edit',
      namespaces: ['microshop-test'],
    },
  },

  workloads: {
    registry: '222222222222.dkr.ecr.us-east-1.amazonaws.com',
    images: {
      'user-service': '1.0.0',
      'product-service': '1.0.0',
      'order-service': '1.0.0',
      'payment-service': '1.0.0',
      'api-gateway': '1.0.0',
    },
    sizes: {
      service: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
      gateway: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '100m', memory: '128Mi' } },
      broker: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    },
    services: { replicas: 1 },
    gateway: { replicas: 1 },
    broker: { replicas: 1 },
    settings: {
      logLevel: 'DEBUG',
      databasePoolSize: 5,
      cacheTtlSeconds: 3600,
      features: { newUi: true, betaApi: true },
    },
    containerDefaults: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '500m', memory: '512Mi' },
    },
    entry: {
      kind: 'gateway',
      host: 'test-api.microshop.com',
      gatewayClassName: 'envoy',
      issuer: 'letsencrypt-prod',
      requestsPerSecond: 100,
    },
    survivesZoneLoss: false,
  },
  regions: {
    'us-east-1': {
      network: {
        range: '10.0.0.0/16',
        zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
        subnets: {
          private: { 'us-east-1a': '10.0.1.0/24', 'us-east-1b': '10.0.2.0/24', 'us-east-1c': '10.0.3.0/24' },
          public: {
            'us-east-1a': '10.0.101.0/24',
            'us-east-1b': '10.0.102.0/24',
            'us-east-1c': '10.0.103.0/24',
          },
        },
        nat: 'single',
        flowLogRetentionDays: 30,
      },
      cluster: {
        version: '1.36',
        endpoint: { publicRanges: ['203.0.113.0/24'] },
        logRetentionDays: 30,
        nodeGroups: {
          general: { instanceTypes: ['t3.medium'], capacity: 'onDemand', min: 2, desired: 3, max: 10 },
          spot: {
            instanceTypes: ['t3a.small', 't3.small', 't3a.medium'],
            capacity: 'spot',
            min: 0,
            desired: 2,
            max: 5,
            labels: { Type: 'spot' },
          },
        },
      },
    },
  },
} as const satisfies EnvironmentInput;
