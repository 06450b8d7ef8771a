/** An event that tells Karpenter to move pods away from a node. */
export interface InterruptionEvent {
  /** Service that sends it, as EventBridge names it. */
  readonly source: string;
  /** Its type, spelled as the service sends it: a rule that misspells it matches nothing, without a word. */
  readonly detailType: string;
  /** Where the spelling comes from. */
  readonly reference: string;
}

/** Events by the last part of their rule's name (Karpenter, "Disruption", Interruption). */
export const interruptionEvents = {
  health: {
    source: 'aws.health',
    detailType: 'AWS Health Event',
    reference: 'AWS Health User Guide, "Monitoring events in AWS Health with Amazon EventBridge"',
  },
  rebalance: {
    source: 'aws.ec2',
    detailType: 'EC2 Instance Rebalance Recommendation',
    reference: 'EC2 User Guide, "EC2 instance rebalance recommendations"',
  },
  'spot-interruption': {
    source: 'aws.ec2',
    detailType: 'EC2 Spot Instance Interruption Warning',
    reference: 'EC2 User Guide, "Spot Instance interruption notices"',
  },
  'state-change': {
    source: 'aws.ec2',
    detailType: 'EC2 Instance State-change Notification',
    reference: 'EC2 User Guide, "Automate Amazon EC2 using EventBridge"',
  },
} as const satisfies Readonly<Record<string, InterruptionEvent>>;
