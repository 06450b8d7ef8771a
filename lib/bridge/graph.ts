import type { IWorkload } from '../k8s/workload/pod/reference';
import type { Egress } from './spec';

/** What bindings ask of a service graph: the `ServiceGraph` of lib/k8s, or whatever else opens the network to a workload. */
export interface BindingGraph {
  /** A workload, to say what it may connect to. */
  workload(workload: IWorkload): {
    /** Lets it reach addresses outside the cluster. */
    reaches(egress: Egress): unknown;
    /** Lets it reach a service in the cluster. */
    uses(service: IWorkload, options: { readonly port: string }): unknown;
  };
}
