import { defineErrors } from '../../core/errors';

/** Mistakes about who calls whom. */
export const graphErrors = defineErrors('graph', {
  'no-port': {
    title: 'A workload is called that has no port, or several and none that is the main one.',
    example: 'orders.calls(mailer), where mailer is a Worker',
  },
  'unknown-port': {
    title: 'A port is named that the workload does not have.',
    example: "products.uses(rabbitmq, { port: 'ampq' })",
  },
  self: { title: 'A workload calls, or routes to, itself.', example: 'orders.calls(orders)' },
  elsewhere: {
    title: 'A call goes to a workload of another cluster: a network policy reaches only the pods of its own.',
    example: 'orders of us-east-1 calls users of us-west-2',
  },
  'second-graph': {
    title: 'A workload is in two service graphs, of which each would write its policies.',
    example: 'graphA.workload(orders) and graphB.workload(orders)',
  },
  variable: {
    title: 'The variable for an address is not a name that a shell can read.',
    example: "orders.calls(users, { variable: 'user-service' })",
  },
  range: {
    title:
      'A range of addresses is malformed, has host bits, is missing, or is the whole internet without saying so.',
    example: "orders.reaches({ ranges: ['0.0.0.0/0'], ... })",
  },
  namespace: {
    title: 'Who comes in is of a namespace with a name that no namespace has.',
    example: "orders.isEnteredFrom({ namespace: 'Bad_NS' })",
  },
  port: {
    title: 'A port number is outside 1 to 65535.',
    example: 'orders.reaches({ port: 0, ... })',
  },
  'route-prefix': {
    title:
      'The prefix of a route is not a path: it begins with / and does not end with it, and its parts are plain text.',
    example: "gateway.routes('api/users/', users)",
  },
  'route-twice': {
    title: 'A path of a gateway has two answers.',
    example: "gateway.routes('/api/users', users) and gateway.routes('/api/users', admins)",
  },
  'gateway-twice': {
    title: 'A gateway is given its settings twice.',
    example: 'graph.gateway(edge, { maxBodyMiB: 1 }) and graph.gateway(edge, { maxBodyMiB: 10 })',
  },
  'gateway-setting': {
    title: 'A setting of a gateway is outside what nginx takes.',
    example: 'graph.gateway(edge, { maxBodyMiB: -1 })',
  },
});
