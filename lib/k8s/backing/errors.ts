import { defineErrors } from '../../core/errors';

/** Mistakes about backing services in the cluster: databases, caches, queues. */
export const backingErrors = defineErrors('backing', {
  image: {
    title: "An image's tag does not name one exact version, so a restart could bring another one.",
    example: "image: 'postgres:17'",
  },
  version: {
    title: 'An image is of a version that the construct cannot run.',
    example: "image: 'rabbitmq:3.12.14-management'",
  },
  'database-name': {
    title: 'The name of a database is not a plain identifier, or is one that Postgres has already.',
    example: "database: 'micro-shop'",
  },
  'user-name': {
    title: 'The name of a user is not a plain identifier, or is reserved where the managed service is used.',
    example: "user: 'admin'",
  },
  volume: {
    title: 'A volume is smaller than EBS makes one.',
    example: "volume: { size: '500Mi' }",
  },
  replicas: {
    title: 'A number of brokers has no majority that survives a loss, or none at all.',
    example: 'replicas: 2',
  },
  queue: {
    title: 'The name of a queue is empty, too long, reserved or given twice.',
    example: "queues: ['amq.orders']",
  },
  'virtual-host': {
    title: 'The name of a virtual host is empty or too long.',
    example: "virtualHost: ''",
  },
});
