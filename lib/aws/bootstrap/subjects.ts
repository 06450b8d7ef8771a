import type { GithubRolesProps } from './github-roles-props';

/** What of the repository may plan, with its defaults. */
export function planSources(props: Pick<GithubRolesProps, 'planFrom'>) {
  return {
    pullRequests: props.planFrom?.pullRequests ?? 'allowed',
    branches: props.planFrom?.branches ?? ['main'],
  };
}

/** Subjects of the tokens that may plan (GitHub, "OpenID Connect reference", example subject claims). */
export function planSubjects(props: Pick<GithubRolesProps, 'repository' | 'planFrom'>): string[] {
  const { pullRequests, branches } = planSources(props);
  return [
    ...branches.map((branch) => `repo:${props.repository}:ref:refs/heads/${branch}`),
    ...(pullRequests === 'allowed' ? [`repo:${props.repository}:pull_request`] : []),
  ];
}

/** Subjects of the tokens that may deploy: jobs of one environment, whatever started them. */
export function deploySubjects(props: Pick<GithubRolesProps, 'repository' | 'deployEnvironment'>): string[] {
  // GitHub writes a colon within an environment's name as %3A.
  return [`repo:${props.repository}:environment:${props.deployEnvironment}`];
}
