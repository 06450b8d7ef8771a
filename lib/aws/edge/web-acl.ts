import type { KmsKeyConfig } from '@cdktf/provider-aws/lib/kms-key';
import { Wafv2WebAcl, type Wafv2WebAclConfig } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration';
import { Construct } from 'constructs';
import { EncryptionKey } from '../encryption/encryption-key';
import { LogGroup } from '../logs/log-group';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import type { EdgeRateLimit, EdgeWaf } from './props';
import { ruleVisibility, wafRules } from './waf-rules';

/** What a {@link WebAcl} is made from. */
export interface WebAclProps {
  /** Last part of its name. */
  readonly name: string;
  /** ARN of the load balancer that it guards. */
  readonly loadBalancerArn: string;
  /** How many requests a client may make. */
  readonly rateLimit: EdgeRateLimit;
  /** Managed rules and log. */
  readonly waf: EdgeWaf;
  /** Whether Terraform refuses to destroy the key of its log. */
  readonly deletionProtection: boolean;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: {
    readonly webAcl?: Override<Wafv2WebAclConfig>;
    readonly key?: Override<KmsKeyConfig>;
  };
}

/** Headers whose values are left out of the log: they carry credentials. */
const redactedHeaders = ['authorization', 'cookie'];

/** A web ACL of a load balancer: rate limit per client, AWS's managed rules, an encrypted log without credentials. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const name = physicalName(this, 'aws_wafv2_web_acl', props.name);
    const config: Wafv2WebAclConfig = {
      name,
      description: `Entry ${props.name}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rule: wafRules(name, props.rateLimit, props.waf),
      visibilityConfig: ruleVisibility(name),
    };
    const acl = new Wafv2WebAcl(
      this,
      'Resource',
      overridden(this, 'webAcl', config, props.overrides?.webAcl),
    );
    new Wafv2WebAclAssociation(this, 'association', {
      resourceArn: props.loadBalancerArn,
      webAclArn: acl.arn,
    });
    new Wafv2WebAclLoggingConfiguration(this, 'logging', {
      resourceArn: acl.arn,
      logDestinationConfigs: [this.addLog(name, props)],
      redactedFields: redactedHeaders.map((header) => ({ singleHeader: { name: header } })),
    });
  }

  /** WAF takes only groups whose names begin with aws-waf-logs- (AWS WAF Developer Guide, "CloudWatch Logs"). */
  private addLog(aclName: string, props: WebAclProps): string {
    const key = new EncryptionKey(this, 'key', {
      name: `waf-${props.name}`,
      description: `Log of web ACL ${props.name}`,
      deletionProtection: props.deletionProtection,
      ...(props.overrides?.key && { overrides: { key: props.overrides.key } }),
    });
    const log = new LogGroup(this, 'log', {
      name: `aws-waf-logs-${aclName}`,
      key,
      ...(props.waf.logRetention && { retention: props.waf.logRetention }),
    });
    // By the group's reference, so that logging waits for the group.
    return AwsStack.of(this).arn('logs', `log-group:${log.logGroupName}`);
  }
}
