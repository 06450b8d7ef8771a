import type { EnvironmentInput } from '../lib/core/environment';

/** What customers use. */
export default {
  name: 'prod',
  project: 'microshop',
  owner: 'platform',
  costCentre: 'shop-prod',
  account: '444444444444',
  protection: 'protected',
  primaryRegion: 'us-east-1',
  delivery: { repository: 'microshop@123456/infrastructure@456789' },
  administrators: {
    platform: { principalArn: 'arn:aws:iam::444444444444:role/platform-admin', access: 'clusterAdmin' },
    developers: {
      principalArn: 'arn:aws:iam::444444444444:role/developer',
      access: 'view',
      namespaces: ['microshop-prod'],
    },
  },
  alarmEmails: ['platform@microshop.com'],
  backups: {
    schedule: 'cron(0 2 * * ? *)',
    retentionDays: 30,
    lock: { mode: 'governance', minRetentionDays: 7, maxRetentionDays: 365 },
    restoreTest: { schedule: 'cron(0 10 ? * SUN *)' },
  },
  recovery: {
    standby: 'us-west-2',
    readiness: 'warmStandby',
    rto: '15m',
    // Volumes are the broker's: what is in its queues is in the database too.
    rpo: { database: '5m', objects: '15m', volumes: '33h' },
    network: { range: '10.1.0.0/16' },
    registry: '444444444444.dkr.ecr.us-west-2.amazonaws.com',
  },
  workloads: {
    registry: '444444444444.dkr.ecr.us-east-1.amazonaws.com',
    images: {
      'user-service': '1.0.0',
      'product-service': '1.0.0',
      'order-service': '1.0.0',
      'payment-service': '1.0.0',
      'api-gateway': '1.0.0',
    },
    sizes: {
      service: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      gateway: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      broker: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
    },
    services: { min: 3, max: 10, cpuPercent: 70 },
    gateway: { min: 3, max: 10, cpuPercent: 70 },
    broker: { replicas: 3 },
    settings: {
      logLevel: 'INFO',
      databasePoolSize: 20,
      cacheTtlSeconds: 7200,
      features: { newUi: true, betaApi: false },
    },
    quota: { requests: { cpu: '10', memory: '20Gi' }, limits: { cpu: '30', memory: '40Gi' } },
    containerDefaults: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '500m', memory: '512Mi' },
    },
    entry: { kind: 'edge' },
    survivesZoneLoss: true,
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
          database: {
            'us-east-1a': '10.0.21.0/24',
            'us-east-1b': '10.0.22.0/24',
            'us-east-1c': '10.0.23.0/24',
          },
          cache: { 'us-east-1a': '10.0.31.0/24', 'us-east-1b': '10.0.32.0/24', 'us-east-1c': '10.0.33.0/24' },
        },
        nat: 'perZone',
        flowLogRetentionDays: 365,
      },
      cluster: {
        version: '1.36',
        endpoint: { publicRanges: ['203.0.113.0/24'] },
        logRetentionDays: 365,
        nodeGroups: {
          general: { instanceTypes: ['t3.medium'], capacity: 'onDemand', min: 3, desired: 3, max: 10 },
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
      database: {
        databaseName: 'microshop',
        masterUsername: 'microshop_admin',
        version: '17',
        instanceClass: 'db.t3.medium',
        availability: 'multiAz',
        storage: { sizeGiB: 20, maxGiB: 100 },
        backup: { retentionDays: 30, window: '03:00-04:00' },
        maintenanceWindow: 'sun:05:00-sun:06:00',
        passwordVersion: 1,
        logRetentionDays: 365,
      },
      cache: {
        engine: 'valkey',
        version: '8.0',
        nodeType: 'cache.t3.small',
        replicas: 1,
        users: { 'product-service': { access: 'on ~product:* +@read +@write +@connection -@dangerous' } },
        snapshot: { retentionDays: 7, window: '03:00-04:00' },
        maintenanceWindow: 'sun:05:00-sun:06:00',
        logRetentionDays: 365,
      },
      buckets: { assets: { noncurrentDays: 90 } },
      edge: {
        host: 'api.microshop.com',
        hostedZoneId: 'Z0444444444PROD',
        targetPort: 8080,
        requestsPerSecond: 100,
        accessLogRetentionDays: 365,
      },
    },
  },
} as const satisfies EnvironmentInput;
