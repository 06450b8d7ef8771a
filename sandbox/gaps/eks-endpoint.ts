import { json, withBody } from '../proxy/call';
import type { GapFactory } from './gap';

interface Answer {
  cluster?: { name: string; endpoint?: string; certificateAuthority?: { data: string }; status: string };
}

/** The emulated cluster has no API server of its own without Docker: a real control plane plays it. */
export const eksEndpoint: GapFactory = ({ clusters }) => ({
  name: 'eks-endpoint',
  service: 'eks',
  symptom: 'a cluster has an endpoint where nobody listens, and a certificate authority that signed nothing',
  documentation:
    'Amazon EKS API Reference, "Cluster": endpoint and certificateAuthority of an active cluster',
  resources: ['aws_eks_cluster'],
  matches: ({ path }) => /^\/clusters(\/[^/]+)?$/.test(path),
  async handle(call, next) {
    const answer = await next(call);
    if (answer.status >= 300) return answer;
    const body = json<Answer>(answer);
    if (!body.cluster) return answer;
    const key = { region: call.region, name: body.cluster.name };
    if (call.method === 'DELETE') {
      await clusters.remove(key);
      return answer;
    }
    const { url, certificateAuthority } = await clusters.endpoint(key);
    body.cluster.endpoint = url;
    body.cluster.certificateAuthority = { data: Buffer.from(certificateAuthority).toString('base64') };
    return withBody(answer, body);
  },
  async isNeeded(send) {
    const name = 'gap-endpoint';
    const created = await send({
      service: 'eks',
      path: '/clusters',
      body: {
        name,
        roleArn: 'arn:aws:iam::000000000000:role/cluster',
        resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
      },
    });
    await send({ service: 'eks', method: 'DELETE', path: `/clusters/${name}` });
    const { cluster } = json<Answer>(created);
    return !cluster?.endpoint || !(await listens(cluster.endpoint));
  },
});

async function listens(url: string): Promise<boolean> {
  return fetch(`${url}/version`).then(
    () => true,
    () => false,
  );
}
