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
  'duplicate-object': {
    title: 'Two objects of one kind have the same name in one namespace, so one would overwrite the other.',
    example: 'two ConfigMaps called orders-config',
  },
  'unresolved-token': {
    title: 'A manifest holds a value of the cloud half that is known only after a deploy.',
    example: 'environment: { DB_HOST: database.endpoint }',
  },
});
