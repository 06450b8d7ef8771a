import { Findings } from '../../core/addresses/findings';
import type { Problem } from '../../core/errors';
import { interfaceEndpointServices, isInterfaceEndpointService } from './endpoint-services';
import { networkErrors } from './errors';
import type { NetworkProps } from './props';

/**
 * What is wrong with a network beside its addresses. Reports `network/*`.
 * @param path - what the problems' paths begin with
 * @param props - as the user gave them
 */
export function checkNetwork(path: string, props: NetworkProps): readonly Problem[] {
  const findings = new Findings(path);
  checkNat(findings, props);
  checkEndpoints(findings, props);
  checkCluster(findings, props);
  const { flowLogs } = props;
  if (flowLogs?.destination === 's3' && !isBucketArn(flowLogs.bucketArn)) {
    findings.error(networkErrors['flow-log-bucket'], {
      at: 'flowLogs.bucketArn',
      found: `"${flowLogs.bucketArn}"`,
      fix: 'write it as arn:aws:s3:::<bucket>, or with /<prefix> after it',
    });
  }
  return findings.problems;
}

/** What nodes and pods need in a VPC without internet (EKS User Guide, "Deploy private clusters with limited internet access"). */
const clusterEndpoints = ['ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'sts'];

function checkCluster(findings: Findings, props: NetworkProps): void {
  const { clusterName, interfaceEndpoints = [], nat, subnets } = props;
  if (clusterName === undefined) return;
  if (!subnets.private) {
    findings.error(networkErrors['cluster-without-private'], {
      at: 'clusterName',
      found: `"${clusterName}" without subnets.private`,
      fix: 'add subnets.private, or leave the cluster out',
    });
    return;
  }
  const missing = clusterEndpoints.filter((one) => !interfaceEndpoints.includes(one));
  if (nat !== 'none' || missing.length === 0) return;
  findings.warn(networkErrors['cluster-endpoints'], {
    at: 'interfaceEndpoints',
    found: `nat: 'none', and no endpoint for ${missing.join(', ')}`,
    fix: 'add the endpoints, or a NAT gateway: without either, nodes cannot join the cluster',
  });
}

function checkNat(findings: Findings, { nat, subnets, zones }: NetworkProps): void {
  if (nat === 'none') return;
  const found = `'${nat}'`;
  if (!subnets.private) {
    findings.error(networkErrors['nat-without-private'], {
      at: 'nat',
      found: `${found} without subnets.private`,
      fix: "add subnets.private, or say nat: 'none'",
    });
  }
  if (!subnets.public) {
    findings.error(networkErrors['nat-without-public'], {
      at: 'nat',
      found: `${found} without subnets.public`,
      fix: "add subnets.public, or say nat: 'none'",
    });
    return;
  }
  if (nat !== 'perZone' || subnets.public === 'slots') return;
  const given = Object.keys(subnets.public);
  const without = [...new Set(zones)].filter((zone) => !given.includes(zone)).sort();
  if (without.length === 0) return;
  findings.error(networkErrors['nat-zone'], {
    at: 'nat',
    found: `${found}, and no public subnet in ${without.join(', ')}`,
    fix: "give the zone a range in subnets.public, or say nat: 'single'",
  });
}

function checkEndpoints(findings: Findings, { interfaceEndpoints = [], subnets }: NetworkProps): void {
  const at = 'interfaceEndpoints';
  for (const service of [...new Set(interfaceEndpoints)].sort()) {
    if (!isInterfaceEndpointService(service)) {
      const close = interfaceEndpointServices.filter((one) => one.startsWith(service.slice(0, 3)));
      findings.error(networkErrors['endpoint-service'], {
        at,
        found: `"${service}"`,
        fix:
          service === 's3'
            ? 'remove it: every network has the gateway endpoint of S3'
            : `choose one of ${(close.length > 0 ? close : interfaceEndpointServices).join(', ')}`,
      });
    }
    if (interfaceEndpoints.filter((one) => one === service).length > 1) {
      findings.error(networkErrors['endpoint-duplicate'], {
        at,
        found: `"${service}" more than once`,
        fix: 'name every service once',
      });
    }
  }
  if (interfaceEndpoints.length > 0 && !subnets.private) {
    findings.error(networkErrors['endpoint-without-private'], {
      at,
      found: `${interfaceEndpoints.length} services without subnets.private`,
      fix: 'add subnets.private, or ask for no interface endpoint',
    });
  }
}

/** A reference into another state cannot be judged, and is taken for what it should be. */
function isBucketArn(text: string): boolean {
  return text.includes('${') || /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/.test(text);
}
