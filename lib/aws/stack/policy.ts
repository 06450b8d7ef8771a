import type { IConstruct } from 'constructs';
import { report } from '../../core/report';
import { stackErrors } from './errors';

/** Who a statement of a resource policy or a trust policy is about. */
export type Principals =
  /** Every principal, also anonymous ones: only with a condition, or in a Deny. */
  | 'everyone'
  | {
      /** AWS principals: account numbers or ARNs. */
      readonly aws?: readonly string[];
      /** Service principals, for example `logs.us-east-1.amazonaws.com`. */
      readonly services?: readonly string[];
      /** ARNs of OIDC or SAML providers. */
      readonly federated?: readonly string[];
    };

/** One statement of an IAM policy, in the terms of the IAM JSON policy reference. */
export interface PolicyStatement {
  /** Says what the statement is for; letters and digits only. */
  readonly sid: string;
  /**
   * Whether it allows or denies.
   * @default 'Allow'
   */
  readonly effect?: 'Allow' | 'Deny';
  /** Actions, for example `s3:GetObject`. */
  readonly actions: readonly string[];
  /**
   * ARNs that the statement is about.
   * @default - none: only trust policies and statements with `notResources` have none
   */
  readonly resources?: readonly string[];
  /**
   * ARNs that the statement is not about: everything else is. For a Deny only.
   * @default - none
   */
  readonly notResources?: readonly string[];
  /**
   * Who the statement is about.
   * @default - none: only resource policies and trust policies name them
   */
  readonly principals?: Principals;
  /**
   * Operator, then key, then values.
   * @default - none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * A policy document as JSON with a stable order. Reports `stack/wildcard-grant` for a statement that allows every action, or
 * everyone without a condition, or all resources but some, and `stack/sid` for ids that IAM refuses.
 * @param scope - the construct that makes the policy
 * @param statements - in the order they are to be read
 */
export function policyDocument(scope: IConstruct, statements: readonly PolicyStatement[]): string {
  for (const one of statements) checkStatement(scope, one);
  return documentOf(scope, statements);
}

/**
 * The document of a permissions boundary as JSON: everything but what is denied. A boundary grants nothing by itself (IAM User Guide,
 * "Permissions boundaries for IAM entities"), so it may say so. Reports as {@link policyDocument} does.
 * @param scope - the construct that makes the policy
 * @param denied - what no role within the boundary may do, whatever its own policies and those of resources say
 */
export function boundaryDocument(
  scope: IConstruct,
  denied: readonly Omit<PolicyStatement, 'effect'>[],
): string {
  return documentOf(scope, [
    { sid: 'WhatItsPoliciesAllow', actions: ['*'], resources: ['*'] },
    ...denied.map((one) => ({ ...one, effect: 'Deny' }) as const),
  ]);
}

function documentOf(scope: IConstruct, statements: readonly PolicyStatement[]): string {
  checkSids(scope, statements);
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements.map(render) });
  // Within a reference of Terraform the quotes of a key are its own, not JSON's: ${...outputs.keys["own"]}.
  return text.replace(/\$\{[^}]*\}/g, (reference) => reference.replaceAll('\\"', '"'));
}

/** A trust policy that lets services assume a role. */
export function serviceTrust(scope: IConstruct, ...services: readonly string[]): string {
  return policyDocument(scope, [{ sid: 'Trust', actions: ['sts:AssumeRole'], principals: { services } }]);
}

function checkStatement(scope: IConstruct, one: PolicyStatement): void {
  if (one.effect === 'Deny') return;
  if (one.actions.some((action) => /^\*+(:\*+)?$/.test(action))) {
    report(scope, stackErrors['wildcard-grant'], {
      found: `statement ${one.sid} allows every action`,
      fix: 'name the actions that are needed',
    });
  }
  if (one.notResources) {
    report(scope, stackErrors['wildcard-grant'], {
      found: `statement ${one.sid} allows everything but ${one.notResources.join(', ')}`,
      fix: 'name the resources that are needed',
    });
  }
  if (isEveryone(one.principals) && !hasConditions(one)) {
    report(scope, stackErrors['wildcard-grant'], {
      found: `statement ${one.sid} allows every principal without a condition`,
      fix: 'name the principals, or add a condition on the organization or account',
    });
  }
}

/** `{ aws: ['*'] }` is everyone too, by another name. */
function isEveryone(principals: Principals | undefined): boolean {
  if (principals === undefined || principals === 'everyone') return principals === 'everyone';
  return [principals.aws, principals.services, principals.federated].some((some) => some?.includes('*'));
}

/** IAM User Guide, "IAM JSON policy elements: Sid": letters and digits, each once in a policy. */
function checkSids(scope: IConstruct, statements: readonly PolicyStatement[]): void {
  const sids = statements.map((one) => one.sid);
  for (const [index, sid] of sids.entries()) {
    const again = sids.indexOf(sid) < index;
    if (/^[A-Za-z0-9]+$/.test(sid) && !again) continue;
    report(scope, stackErrors.sid, {
      found: again ? `two statements "${sid}" in one policy` : `a statement "${sid}"`,
      fix: 'give each statement an id of its own, of letters and digits',
    });
  }
}

function render(one: PolicyStatement): object {
  return {
    Sid: one.sid,
    Effect: one.effect ?? 'Allow',
    ...(one.principals && { Principal: renderPrincipals(one.principals) }),
    Action: list(one.actions),
    ...(one.resources && { Resource: list(one.resources) }),
    ...(one.notResources && { NotResource: list(one.notResources) }),
    ...(hasConditions(one) && { Condition: one.conditions }),
  };
}

function renderPrincipals(principals: Principals): unknown {
  if (principals === 'everyone') return '*';
  const { aws, services, federated } = principals;
  return {
    ...(aws && { AWS: list(aws) }),
    ...(services && { Service: list(services) }),
    ...(federated && { Federated: list(federated) }),
  };
}

/** IAM reads a single value and a list of one alike; a list keeps later additions to one line of a diff. */
function list(values: readonly string[]): readonly string[] {
  return [...values].sort();
}

function hasConditions({ conditions = {} }: PolicyStatement): boolean {
  return Object.keys(conditions).length > 0;
}
