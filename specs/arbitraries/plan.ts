/**
 * A plan is a step of which only the templates are still missing: they are drawn once per scenario,
 * so that a counterexample in which a template gets simpler stays simple everywhere.
 */
import fc from 'fast-check';
import type { Kind } from '../kubernetes.ts';
import type { Command, Millis, Ref, Step } from '../scenario.ts';
import type { Templates } from './template.ts';

/** Steps to be, of which the first comes `after` that time. */
export type Plan = (after: Millis, templates: Templates) => readonly Step[];

/** Which template a plan uses: its place among the scenario's three. */
export function templateIndexArbitrary(): fc.Arbitrary<0 | 1 | 2> {
  return fc.constantFrom<(0 | 1 | 2)[]>(1, 0, 2);
}

/** A plan of one command that needs no template. */
export function planOf(command: fc.Arbitrary<Command>): fc.Arbitrary<Plan> {
  return command.map((drawn) => (after) => [{ after, command: drawn }]);
}

/** Some pod of one of these workloads. */
export function podRefArbitrary(names: readonly string[]): fc.Arbitrary<Ref & { kind: 'Pod' }> {
  return fc
    .tuple(fc.constantFrom(...names), fc.nat(7))
    .map(([of, pick]) => ({ kind: 'Pod', of, pick }));
}

/** Some live object of a kind, whoever owns it. */
export function anyRefArbitrary<K extends Kind>(
  kind: K,
  highest: number,
): fc.Arbitrary<Ref & { kind: K }> {
  return fc.nat(highest).map((pick) => ({ kind, pick }));
}
