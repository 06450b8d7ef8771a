import { Agent, request } from 'node:https';

/** An object as the API server has it. */
export interface ApiObject {
  /** Group and version, for example `apps/v1`. */
  readonly apiVersion: string;
  /** For example `Deployment`. */
  readonly kind: string;
  /** Name, namespace and the rest. */
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** What the API server answered. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** The body: an object, a list or a Status. */
  readonly body: Record<string, unknown>;
  /** What it warns of, for example a deprecated version. */
  readonly warnings: readonly string[];
}

interface ResourceKind {
  readonly name: string;
  readonly namespaced: boolean;
}

/** A client of an API server on this machine. */
export class KubernetesClient {
  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  private readonly kinds = new Map<string, Promise<Map<string, ResourceKind>>>();

  /**
   * @param port - of the API server on loopback
   * @param token - a bearer token
   */
  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  /** Whether the API server says that it is ready. */
  async isReady(): Promise<boolean> {
    return this.call('GET', '/readyz').then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** Forgets which kinds there are: after new CustomResourceDefinitions. */
  forgetKinds(): void {
    this.kinds.clear();
  }

  /** Applies an object server-side; an unknown field is an error, not a warning. */
  async apply(object: ApiObject, options: { readonly dryRun?: boolean } = {}): Promise<Answer> {
    const query = new URLSearchParams({ fieldManager: 'isthmus', fieldValidation: 'Strict', force: 'true' });
    if (options.dryRun) query.set('dryRun', 'All');
    const path = await this.path(object);
    if (path === undefined) return unknownKind(object);
    return this.call('PATCH', `${path}?${query}`, JSON.stringify(object), 'application/apply-patch+yaml');
  }

  /** Applies an object's status, as the one who is responsible for it does. */
  async applyStatus(object: ApiObject): Promise<Answer> {
    const path = await this.path(object);
    if (path === undefined) return unknownKind(object);
    const query = 'fieldManager=isthmus-status&force=true';
    return this.call(
      'PATCH',
      `${path}/status?${query}`,
      JSON.stringify(object),
      'application/apply-patch+yaml',
    );
  }

  /** Creates an object; with `dryRun` it only goes through admission. */
  async create(object: ApiObject, options: { readonly dryRun?: boolean } = {}): Promise<Answer> {
    const path = await this.path(object);
    if (path === undefined) return unknownKind(object);
    const query = options.dryRun ? '?dryRun=All&fieldValidation=Strict' : '?fieldValidation=Strict';
    return this.call('POST', path.slice(0, path.lastIndexOf('/')) + query, JSON.stringify(object));
  }

  /** Sets the replicas of a Deployment, as an autoscaler does. */
  scale(namespace: string, name: string, replicas: number): Promise<Answer> {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}/scale`;
    return this.call('PATCH', path, JSON.stringify({ spec: { replicas } }), 'application/merge-patch+json');
  }

  /** Replaces the pods of a Deployment one after the other, as `kubectl rollout restart` does. */
  restart(namespace: string, name: string): Promise<Answer> {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
    const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
    const change = { spec: { template: { metadata: { annotations } } } };
    return this.call('PATCH', path, JSON.stringify(change), 'application/merge-patch+json');
  }

  /** Reads a path of the API, for example `/api/v1/nodes`. */
  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  /** Deletes a path of the API. */
  delete(path: string): Promise<Answer> {
    return this.call('DELETE', path);
  }

  /** Where an object is in the API, or `undefined` when the API server does not know its kind. */
  async path(object: ApiObject): Promise<string | undefined> {
    const { apiVersion, kind, metadata } = object;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const kinds = this.kinds.get(root) ?? this.readKinds(root);
    this.kinds.set(root, kinds);
    const found = (await kinds).get(kind);
    if (!found) return undefined;
    const scope = found.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    return `${root}${scope}/${found.name}/${metadata.name}`;
  }

  private async readKinds(root: string): Promise<Map<string, ResourceKind>> {
    const { body } = await this.call('GET', root);
    const resources = (body['resources'] ?? []) as { name: string; kind: string; namespaced: boolean }[];
    return new Map(resources.filter((one) => !one.name.includes('/')).map((one) => [one.kind, one]));
  }

  private call(method: string, path: string, content?: string, type = 'application/json'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${this.token}`, ...(content && { 'content-type': type }) };
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent };
      const call = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          const warnings = [response.headers['warning'] ?? []].flat();
          resolve({ status: response.statusCode ?? 0, body: parse(text), warnings });
        });
      });
      call.on('error', (error: NodeJS.ErrnoException) => {
        // The API server may close a connection just when it is used again (Node.js, "request.reusedSocket").
        if (call.reusedSocket && error.code === 'ECONNRESET')
          this.call(method, path, content, type).then(resolve, reject);
        else reject(error);
      });
      call.end(content);
    });
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { message: text };
  }
}

function unknownKind({ apiVersion, kind }: ApiObject): Answer {
  return { status: 404, body: { message: `the API server knows no ${kind} of ${apiVersion}` }, warnings: [] };
}
