/**
 * What the API server refuses, in the suite's own words: one rule per sentence of the requirements.
 * A rule sees what was sent, so it has to know the defaults that matter to it.
 */
import type { LabelSelector, Labels, WorkloadKind } from '../../specs/kubernetes.ts';
import { selectorMatches } from '../../specs/kubernetes.ts';
import type { Draft, Fields, Write } from './api-writes.ts';
import { fieldAt } from './api-writes.ts';

/** A sentence that every stored object satisfies. */
export interface Rule {
  readonly requirement: string;
  /** What is wrong where it is broken. */
  readonly says: string;
  readonly isBroken: (write: Write, features: readonly string[]) => boolean;
}

/** A rule about what is sent, whatever was there before. */
export function rule(
  requirement: string,
  says: string,
  isBroken: (draft: Draft, features: readonly string[]) => boolean,
): Rule {
  return { requirement, says, isBroken: ({ after }, features) => isBroken(after, features) };
}

/** A field below `spec` that, where it is there, must be at least zero. */
export function notNegative(requirement: string, ...names: readonly string[]): Rule {
  return rule(requirement, `${names.join('.')} is negative`, ({ spec }) => {
    const value = fieldAt(spec, ...names);
    return typeof value === 'number' && value < 0;
  });
}

/** The rules about selectors and templates that every kind of workload has. */
export function selectorRules(requirement: string): readonly Rule[] {
  return [
    rule(requirement, 'there is no selector, or an empty one', ({ spec }) => {
      const { matchLabels = {}, matchExpressions = [] } = selectorOf(spec);
      return Object.keys(matchLabels).length + matchExpressions.length === 0;
    }),
    rule(requirement, "the selector does not match the template's labels", ({ spec }) => {
      const labels = fieldAt(spec, 'template', 'metadata', 'labels') as Labels | undefined;
      return !selectorMatches(selectorOf(spec), labels);
    }),
    {
      requirement,
      says: 'the selector changes',
      isBroken: ({ before, after }) =>
        before !== undefined && !isEqual(before.spec.selector, after.spec['selector']),
    },
  ];
}

/** The rules about how the pods of a workload live. */
export function templateRules(requirement: string): readonly Rule[] {
  return [
    rule(requirement, 'restartPolicy is not Always', ({ spec }) => {
      const policy = fieldAt(spec, 'template', 'spec', 'restartPolicy');
      return policy !== undefined && policy !== 'Always';
    }),
    rule(
      requirement,
      'activeDeadlineSeconds is set',
      ({ spec }) => fieldAt(spec, 'template', 'spec', 'activeDeadlineSeconds') !== undefined,
    ),
  ];
}

/** A field with a closed list of words; absent is fine. */
export function oneOf(
  requirement: string,
  words: readonly string[],
  ...names: readonly string[]
): Rule {
  return rule(requirement, `${names.join('.')} is none of ${words.join(', ')}`, ({ spec }) => {
    const value = fieldAt(spec, ...names);
    return value !== undefined && !words.includes(String(value));
  });
}

/** Is it a whole number of at least zero, or a percentage? */
export function isAmount(value: unknown): boolean {
  return typeof value === 'string' ? /^\d+%$/.test(value) : Number(value) >= 0;
}

/** Is it a percentage above 100? */
export function isMoreThanAll(value: unknown): boolean {
  return typeof value === 'string' && /^\d+%$/.test(value) && Number.parseInt(value, 10) > 100;
}

/** Is it 0 or 0%? */
export function isNothing(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}

/** Is it a DNS label: lower-case letters, digits and inner dashes, at most 63 of them? */
export function isDnsLabel(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value);
}

/** Are two JSON values equal, but for the order of their members and for members that are empty?
 * Versions of an object share what did not change, so most comparisons end at once. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other)) return false;
    return one.length === other.length && one.every((each, index) => isEqual(each, other[index]));
  }
  return haveEqualMembers(one as Fields, other as Fields);
}

function haveEqualMembers(one: Fields, other: Fields): boolean {
  let surplus = 0;
  for (const key of Object.keys(one)) {
    if (isEmpty(one[key])) continue;
    if (isEmpty(other[key]) || !isEqual(one[key], other[key])) return false;
    surplus += 1;
  }
  for (const key of Object.keys(other)) if (!isEmpty(other[key])) surplus -= 1;
  return surplus === 0;
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object') return value === undefined;
  return value === null || Object.keys(value).length === 0;
}

function selectorOf(spec: Draft['spec']): LabelSelector {
  return (fieldAt(spec, 'selector') ?? {}) as LabelSelector;
}

/** The rules of each kind; filled in by `api-kinds.ts`. */
export type RulesByKind = Readonly<Record<WorkloadKind, readonly Rule[]>>;
