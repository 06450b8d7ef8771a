import { defineErrors } from '../errors';

/** Mistakes in the address plan of a network. */
export const addressErrors = defineErrors('addresses', {
  range: { title: 'A range is not an IPv4 range in CIDR form.', example: "range: '10.0.0.0'" },
  'host-bits': {
    title: 'A range has bits set to the right of its prefix, so it is not clear which range is meant.',
    example: "range: '10.0.1.0/16'",
  },
  'vpc-size': {
    title: 'A VPC has a range larger than /16 or smaller than /28.',
    example: "range: '10.0.0.0/8'",
  },
  'subnet-size': {
    title: 'A subnet is larger than /16 or smaller than /28.',
    example: "subnets: { private: { 'us-east-1a': '10.0.1.0/29' } }",
  },
  'unusable-range': {
    title: 'A VPC has a range that no host can have: loopback, link local, multicast or above.',
    example: "range: '169.254.0.0/16'",
  },
  'public-range': {
    title: 'A VPC has a range that others have on the internet: their hosts become unreachable (a warning).',
    example: "range: '172.32.0.0/16'",
  },
  'docker-range': {
    title: 'A VPC has the range 172.17.0.0/16, which Docker uses on every host (a warning).',
    example: "range: '172.17.0.0/16'",
  },
  'secondary-range': {
    title: 'AWS does not take this secondary range beside the others of the VPC.',
    example: "range: '10.0.0.0/16', secondaryRanges: ['192.168.0.0/16']",
  },
  'secondary-count': {
    title: 'A VPC has more ranges than the five that AWS allows without a raised quota (a warning).',
    example: "secondaryRanges with five entries beside range: '10.0.0.0/16'",
  },
  'range-overlap': {
    title: 'Two ranges of one network share addresses.',
    example: "subnets: { private: { 'us-east-1a': '10.0.0.0/20', 'us-east-1b': '10.0.8.0/24' } }",
  },
  'peer-overlap': {
    title: 'A network shares addresses with one that it is meant to be peered with.',
    example: "range: '10.0.0.0/16', peers: [{ name: 'staging', range: '10.0.0.0/16' }]",
  },
  'outside-vpc': {
    title: 'A subnet does not lie within a range of its VPC.',
    example: "range: '10.0.0.0/16', subnets: { private: { 'us-east-1a': '10.1.1.0/24' } }",
  },
  'no-zones': { title: 'A network names no zone.', example: 'zones: []' },
  zone: {
    title: 'A zone is not one of the region.',
    example: "zones: ['us-west-2a'] in a stack of us-east-1",
  },
  'zone-duplicate': { title: 'A zone is named twice.', example: "zones: ['us-east-1a', 'us-east-1a']" },
  'no-tiers': { title: 'A network has no subnets.', example: 'subnets: {}' },
  tier: {
    title: 'A tier does not exist.',
    example: "subnets: { databse: 'slots' }",
  },
  'tier-zones': {
    title: 'A tier has ranges for other zones than the network: one is missing, or one is too many.',
    example: "zones: ['us-east-1a', 'us-east-1b'], subnets: { private: { 'us-east-1a': '10.0.1.0/24' } }",
  },
  'slot-range': {
    title: 'A range is too small, or too large, to be cut into the fixed slots.',
    example: "range: '10.0.0.0/22', subnets: { private: 'slots' }",
  },
  'slot-zone': {
    title: 'A zone has a letter beyond h, which has no fixed slots.',
    example: "zones: ['us-east-1k'], subnets: { private: 'slots' }",
  },
  'single-zone': {
    title: 'A tier whose service needs two zones at least has one.',
    example: "zones: ['us-east-1a'], subnets: { database: 'slots' }",
  },
  'cluster-subnet-size': {
    title: 'A private subnet is too small for EKS: 16 free addresses are the least for its own interfaces.',
    example: "clusterName: 'shop', subnets: { private: { 'us-east-1a': '10.0.1.0/28' } }",
  },
  'few-addresses': {
    title: 'A private subnet has room for few nodes and pods (a warning).',
    example: "clusterName: 'shop', subnets: { private: { 'us-east-1a': '10.0.1.0/26' } }",
  },
  'load-balancer-subnet-size': {
    title: 'A public subnet is too small for a load balancer, which needs a /27 (a warning).',
    example: "subnets: { public: { 'us-east-1a': '10.0.101.0/28' } }",
  },
});
