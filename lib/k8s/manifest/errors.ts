import { defineErrors } from '../../core/errors';

/** Mistakes about manifests as a whole. */
export const manifestErrors = defineErrors('manifest', {
  'no-namespace-chart': {
    title: 'A Kubernetes construct stands outside a NamespaceChart, so its namespace and labels are unknown.',
    example: "new WebService(new Chart(app, 'x'), 'orders', { ... })",
  },
  name: {
    title: 'A name is not one that Kubernetes takes for this kind of object.',
    example: 'a Service called Orders_API',
  },
  version: {
    title: "A cluster's version is no minor version of Kubernetes.",
    example: "kubernetesVersion: 'v1.36'",
  },
  label: {
    title:
      'A label has a key or a value that Kubernetes does not take, so the API server refuses the object.',
    example: "partOf: 'my shop!'",
  },
  'duplicate-object': {
    title: 'Two objects of one kind have the same name in one namespace, so one would overwrite the other.',
    example: 'two ConfigMaps called orders-config',
  },
  'unresolved-token': {
    title: 'A manifest holds a value of the cloud half that is known only after a deploy.',
    example: 'environment: { DB_HOST: database.endpoint }',
  },
  unwritable: {
    title: 'A manifest holds a value that has no JSON form.',
    example: 'data: { since: new Date() }',
  },
  'unknown-field': {
    title: 'A manifest has a field that its kind does not have; the API server would refuse or drop it.',
    example: 'spec: { replica: 3 } in a Deployment',
  },
  'unknown-kind': {
    title: 'A group of Kubernetes itself has no such kind in this version.',
    example: "apiVersion: 'apps/v2', kind: 'Deployment'",
  },
  'field-too-new': {
    title: "A manifest has a field that is newer than the cluster's version.",
    example: 'tolerance in a HorizontalPodAutoscaler for 1.34',
  },
  'api-removed': {
    title: "A manifest is of an API version that the cluster's version does not serve any more.",
    example: "apiVersion: 'autoscaling/v2beta2'",
  },
  'patch-without-effect': {
    title: 'A patch, or one value of it, leaves the object as it was.',
    example: '{ merge: { spec: { replicas: 3 } } } on a Deployment that has 3',
  },
  'patch-no-object': {
    title: 'A patch names an object that the namespace does not have.',
    example:
      "patchObject(chart, { kind: 'Deployment', name: 'order' }, ...) beside a Deployment called orders",
  },
  'patch-failed': {
    title: 'A patch cannot be applied to the object.',
    example: "{ operations: [{ op: 'remove', path: '/spec/nothing' }] }",
  },
  'patch-identity': {
    title: 'A patch changes what an object is: its apiVersion, kind, name or namespace.',
    example: "{ merge: { metadata: { name: 'other' } } }",
  },
});
