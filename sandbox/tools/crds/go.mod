module isthmus/sandbox/tools/crds

go 1.26.0

// Nothing here is compiled: the modules carry the CustomResourceDefinitions of the resources that the manifests have.
require (
	github.com/cert-manager/cert-manager v1.21.2
	github.com/envoyproxy/gateway v1.9.1
	github.com/external-secrets/external-secrets v1.3.2
	github.com/kedacore/keda/v2 v2.21.0
	sigs.k8s.io/gateway-api v1.5.1
)
