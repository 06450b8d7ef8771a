import { defineErrors } from '../../core/errors';

/** Mistakes about a network, beside those of its addresses. */
export const networkErrors = defineErrors('network', {
  'nat-without-public': {
    title: 'NAT gateways are asked for, and there is no public tier for them to stand in.',
    example: "nat: 'single', subnets: { private: 'slots' }",
  },
  'nat-without-private': {
    title: 'NAT gateways are asked for, and there is no private tier to use them.',
    example: "nat: 'single', subnets: { public: 'slots' }",
  },
  'nat-zone': {
    title: 'A zone is to have a NAT gateway of its own and has no public subnet.',
    example:
      "nat: 'perZone', zones: ['us-east-1a', 'us-east-1b'], subnets: { public: { 'us-east-1a': '10.0.101.0/24' }, … }",
  },
  'cluster-without-private': {
    title: 'A cluster is named, and there is no private tier for its nodes.',
    example: "clusterName: 'shop', subnets: { public: 'slots' }",
  },
  'cluster-endpoints': {
    title: 'Nodes have no NAT and lack endpoints that a cluster without internet needs (a warning).',
    example: "clusterName: 'shop', nat: 'none', interfaceEndpoints: ['sts']",
  },
  'endpoint-service': {
    title: 'An interface endpoint is asked for a service that has none, or that is not in the table yet.',
    example: "interfaceEndpoints: ['ecr']",
  },
  'endpoint-duplicate': {
    title: 'An interface endpoint is asked for twice.',
    example: "interfaceEndpoints: ['sts', 'sts']",
  },
  'endpoint-without-private': {
    title: 'Interface endpoints are asked for, and there is no private tier for them to stand in.',
    example: "interfaceEndpoints: ['sts'], subnets: { public: 'slots' }",
  },
  'flow-log-bucket': {
    title: 'Flow logs are to go to S3, and the destination is not the ARN of a bucket.',
    example: "flowLogs: { destination: 's3', bucketArn: 'my-logs' }",
  },
});
