import { dnsSubdomain } from '../../core/dns-names';
import { type Problem, problem, warning } from '../../core/errors';
import { isRegion } from '../../core/regions';
import { bootstrapErrors } from './errors';
import { GITHUB_ISSUER, type GithubRolesProps } from './github-roles-props';
import { planSources } from './subjects';

const name = '[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9]))*';
const byName = new RegExp(`^${name}/[A-Za-z0-9._-]+$`);
const byId = new RegExp(`^${name}@\\d+/[A-Za-z0-9._-]+@\\d+$`);

/**
 * What is wrong with the props of `GithubRoles`. Reports `bootstrap/repository`, `bootstrap/subject`, `bootstrap/no-plan-source`,
 * `bootstrap/provider`, `bootstrap/region`, `bootstrap/zone`, and warns of `bootstrap/repository-by-name`.
 * @param path - the construct's path
 * @param account - the stack's account
 * @param props - what the roles are made from
 */
export function githubProblems(path: string, account: string, props: GithubRolesProps): Problem[] {
  return [
    ...repositoryProblems(path, props.repository),
    ...subjectProblems(path, props),
    ...placeProblems(path, account, props),
  ];
}

function repositoryProblems(path: string, repository: string): Problem[] {
  if (byId.test(repository)) return [];
  const at = 'repository';
  if (byName.test(repository)) {
    return [
      warning(bootstrapErrors['repository-by-name'], path, {
        at,
        found: `"${repository}"`,
        fix: 'write it as owner@id/name@id, once its tokens have the ids; gh api repos/owner/name shows them',
      }),
    ];
  }
  const fix = 'write it as owner@123456/name@456789, or owner/name for an older repository';
  return [problem(bootstrapErrors.repository, path, { at, found: `"${repository}"`, fix })];
}

function subjectProblems(path: string, props: GithubRolesProps): Problem[] {
  const { pullRequests, branches } = planSources(props);
  const parts: [string, string][] = [
    ['deployEnvironment', props.deployEnvironment],
    ...branches.map((branch): [string, string] => ['planFrom.branches', branch]),
  ];
  const found = parts
    .filter(([, part]) => !/^[^\s*?:$]+$/.test(part))
    .map(([at, part]) =>
      problem(bootstrapErrors.subject, path, {
        at,
        found: `"${part}"`,
        fix: 'name it whole, without *, ?, $, colon and white space; name several branches one by one',
      }),
    );
  if (pullRequests === 'allowed' || branches.length > 0) return found;
  const nothing = problem(bootstrapErrors['no-plan-source'], path, {
    at: 'planFrom',
    found: 'no pull requests and no branches',
    fix: 'leave planFrom out, or name a branch, or allow pull requests',
  });
  return [...found, nothing];
}

function placeProblems(path: string, account: string, props: GithubRolesProps): Problem[] {
  const found: Problem[] = [];
  for (const region of props.regions.length > 0 ? props.regions : ['']) {
    if (isRegion(region)) continue;
    found.push(
      problem(bootstrapErrors.region, path, {
        at: 'regions',
        found: region === '' ? 'none' : `"${region}"`,
        fix: 'name the regions of the environment, for example us-east-1',
      }),
    );
  }
  for (const zone of props.hostedZoneIds ?? []) {
    if (/^Z[A-Z0-9]{1,31}$/.test(zone) || zone.includes('${')) continue;
    found.push(
      problem(bootstrapErrors.zone, path, {
        at: 'hostedZoneIds',
        found: `"${zone}"`,
        fix: "give the zone's id, for example Z0123456789ABCDEFGHIJ",
      }),
    );
  }
  for (const name of props.recordNames ?? []) {
    if (dnsSubdomain.test(name) || name.includes('${')) continue;
    found.push(
      problem(bootstrapErrors['record-name'], path, {
        at: 'recordNames',
        found: `"${name}"`,
        fix: 'give a host name without a wildcard, for example api.microshop.com: what is below it is included',
      }),
    );
  }
  const { provider = 'create' } = props;
  const arn = new RegExp(`^arn:aws[a-z-]*:iam::${account}:oidc-provider/${GITHUB_ISSUER}$`);
  if (provider !== 'create' && !arn.test(provider.arn) && !provider.arn.includes('${')) {
    found.push(
      problem(bootstrapErrors.provider, path, {
        at: 'provider.arn',
        found: `"${provider.arn}"`,
        fix: `give arn:aws:iam::${account}:oidc-provider/${GITHUB_ISSUER}`,
      }),
    );
  }
  return found;
}
