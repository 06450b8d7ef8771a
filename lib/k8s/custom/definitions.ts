import type { z } from 'zod';
import { certificateSpec } from './certificate-schema';
import { externalSecretSpec, passwordSpec, secretStoreSpec } from './external-secrets-schema';
import { gatewaySpec } from './gateway-schema';
import { httpRouteSpec } from './http-route-schema';
import { scaledObjectSpec, triggerAuthenticationSpec } from './keda-schema';
import { targetGroupBindingSpec } from './target-group-binding-schema';

const gatewayApi = 'gateway.networking.k8s.io/v1';
const externalSecrets = 'external-secrets.io/v1';
const keda = 'keda.sh/v1alpha1';

/** The custom resources that are checked, by kind: API version and the schema of the spec. */
export const customResources = {
  Certificate: { apiVersion: 'cert-manager.io/v1', spec: certificateSpec },
  ClusterSecretStore: { apiVersion: externalSecrets, spec: secretStoreSpec },
  ExternalSecret: { apiVersion: externalSecrets, spec: externalSecretSpec },
  Gateway: { apiVersion: gatewayApi, spec: gatewaySpec },
  HTTPRoute: { apiVersion: gatewayApi, spec: httpRouteSpec },
  Password: { apiVersion: 'generators.external-secrets.io/v1alpha1', spec: passwordSpec },
  ScaledObject: { apiVersion: keda, spec: scaledObjectSpec },
  SecretStore: { apiVersion: externalSecrets, spec: secretStoreSpec },
  TargetGroupBinding: { apiVersion: 'elbv2.k8s.aws/v1beta1', spec: targetGroupBindingSpec },
  TriggerAuthentication: { apiVersion: keda, spec: triggerAuthenticationSpec },
} as const satisfies Readonly<Record<string, { readonly apiVersion: string; readonly spec: z.ZodType }>>;

/** A kind of custom resource that is checked. */
export type CustomKind = keyof typeof customResources;

/** A value that nobody is going to change. */
type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** The spec of a kind of custom resource. */
export type CustomSpec<Kind extends CustomKind> = Frozen<z.input<(typeof customResources)[Kind]['spec']>>;
