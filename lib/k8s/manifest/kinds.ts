// The only place that names cdk8s-plus-27's typed kinds: a later cdk8s-plus is a change of this line. Imported by its own path,
// since the package's index loads its higher constructs too.
export * from 'cdk8s-plus-27/lib/imports/k8s';
