import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkObjectName } from '../manifest/namespace-chart';
import { checkCustomResource } from './check';
import { type CustomKind, type CustomSpec, customResources } from './definitions';

/** What a custom resource is made from. */
export interface CustomResourceProps<Kind extends CustomKind> {
  /** Its name, a DNS subdomain. */
  readonly name: string;
  /** Its spec, in the terms of its own reference. */
  readonly spec: CustomSpec<Kind>;
  /**
   * Annotations.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Labels beside those of the chart.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A custom resource whose fields are checked, here and again after patches. Reports `custom/unknown-field` and `custom/invalid`. */
class CustomResource<Kind extends CustomKind> extends ApiObject {
  constructor(scope: Construct, id: string, kind: Kind, props: CustomResourceProps<Kind>) {
    const { name, spec, annotations, labels } = props;
    const { apiVersion } = customResources[kind];
    super(scope, id, {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(annotations && { annotations: { ...annotations } }),
        ...(labels && { labels: { ...labels } }),
      },
      spec,
    });
    checkObjectName(this, name);
    checkCustomResource(this, { apiVersion, kind, spec });
  }
}

/** A Gateway of the Gateway API: where traffic comes in. Reports `custom/*`. */
export class Gateway extends CustomResource<'Gateway'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'Gateway'>) {
    super(scope, id, 'Gateway', props);
  }
}

/** An HTTPRoute of the Gateway API: which request goes to which Service. Reports `custom/*`. */
export class HttpRoute extends CustomResource<'HTTPRoute'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'HTTPRoute'>) {
    super(scope, id, 'HTTPRoute', props);
  }
}

/** A Certificate of cert-manager, kept in a Secret. Reports `custom/*`. */
export class Certificate extends CustomResource<'Certificate'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'Certificate'>) {
    super(scope, id, 'Certificate', props);
  }
}

/** A SecretStore of External Secrets: where the ExternalSecrets of one namespace read, in AWS. Reports `custom/*`. */
export class SecretStore extends CustomResource<'SecretStore'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'SecretStore'>) {
    super(scope, id, 'SecretStore', props);
  }
}

/** A SecretStore for all namespaces of a cluster. Reports `custom/*`. */
export class ClusterSecretStore extends CustomResource<'ClusterSecretStore'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'ClusterSecretStore'>) {
    super(scope, id, 'ClusterSecretStore', props);
  }
}

/** An ExternalSecret: a Secret that External Secrets fills from a store or a generator. Reports `custom/*`. */
export class ExternalSecret extends CustomResource<'ExternalSecret'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'ExternalSecret'>) {
    super(scope, id, 'ExternalSecret', props);
  }
}

/** A generator of passwords for ExternalSecrets: the password is made in the cluster and is in no file. Reports `custom/*`. */
export class PasswordGenerator extends CustomResource<'Password'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'Password'>) {
    super(scope, id, 'Password', props);
  }
}

/** A ScaledObject of KEDA: scales a workload by what waits for it. Reports `custom/*`. */
export class ScaledObject extends CustomResource<'ScaledObject'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'ScaledObject'>) {
    super(scope, id, 'ScaledObject', props);
  }
}

/** A TriggerAuthentication of KEDA: how its triggers sign in. Reports `custom/*`. */
export class TriggerAuthentication extends CustomResource<'TriggerAuthentication'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'TriggerAuthentication'>) {
    super(scope, id, 'TriggerAuthentication', props);
  }
}

/** A TargetGroupBinding: puts the pods behind a Service into a target group that Terraform owns. Reports `custom/*`. */
export class TargetGroupBinding extends CustomResource<'TargetGroupBinding'> {
  constructor(scope: Construct, id: string, props: CustomResourceProps<'TargetGroupBinding'>) {
    super(scope, id, 'TargetGroupBinding', props);
  }
}
