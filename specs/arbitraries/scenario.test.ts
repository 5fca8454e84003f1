import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { millisSchema } from '../duration.ts';
import type { IntOrString, WorkloadKind } from '../kubernetes.ts';
import type { Scenario, SpecChange, Step } from '../scenario.ts';
import { commandOf, faultOf } from '../scenario.ts';
import { scenarioSchema } from '../scenario-schema.ts';
import type { FaultName } from './fault.ts';
import { faultWeights } from './fault.ts';
import type { Pace } from './pace.ts';
import { limitsOf } from './pace.ts';
import { scenarioArbitrary } from './scenario.ts';

const schema = scenarioSchema(millisSchema);
const everyFault = new Set(Object.keys(faultWeights) as FaultName[]);
const controllers: readonly WorkloadKind[] = ['Deployment', 'StatefulSet', 'DaemonSet'];
const cases = controllers.flatMap((kind) =>
  (['virtual', 'wall'] as const).map((pace): [WorkloadKind, Pace] => [kind, pace]),
);

describe.for(cases)('scenarios of %s in %s time', ([kind, pace]) => {
  const arbitrary = scenarioArbitrary(kind, { pace, faults: everyFault });

  test('are the same for the same seed', () => {
    const draw = () => fc.sample(arbitrary, { seed: 7, numRuns: 50 });
    expect(draw()).toEqual(draw());
  });

  test('are what the schema and the API server accept', () => {
    const accepted = fc.property(arbitrary, (scenario) =>
      expectAcceptable(scenario, pace),
    );
    fc.assert(accepted, { seed: 1, numRuns: 500 });
  });

  test('shrink only to acceptable scenarios that are not longer', () => {
    let longest = Number.POSITIVE_INFINITY;
    const seen: Scenario[] = [];
    const details = fc.check(
      fc.property(arbitrary, (scenario) => {
        expectAcceptable(scenario, pace);
        seen.push(scenario);
        const isBad = scenario.steps.length > 4;
        if (isBad) {
          expect(scenario.steps.length).toBeLessThanOrEqual(longest);
          longest = scenario.steps.length;
        }
        return !isBad;
      }),
      { seed: 3 },
    );
    expect(details.counterexample?.[0].steps).toHaveLength(5);
    expect(seen.length).toBeGreaterThan(2);
  });

  test('can lose every step but the first', () => {
    const isAboutPods = (step: Step) => faultOf(step)?.fault === 'PodFailed';
    const details = fc.check(
      fc.property(arbitrary, ({ steps }) => !steps.some(isAboutPods)),
      { seed: 11, numRuns: 500 },
    );
    expect(details.counterexample?.[0].steps).toHaveLength(2);
  });

  test('contain no fault that the target cannot cause', () => {
    const faults = new Set<FaultName>(['PodDeleted', 'ControllerRestart']);
    fc.assert(
      fc.property(scenarioArbitrary(kind, { pace, faults }), ({ steps }) =>
        steps.every((step) => {
          const fault = faultOf(step);
          return fault === undefined || faults.has(fault.fault);
        }),
      ),
    );
  });

  test('contain every fault and every verb in the long run', () => {
    const steps = fc.sample(arbitrary, { seed: 1, numRuns: 1000 }).flatMap((each) => each.steps);
    const faults = new Set(steps.map((step) => faultOf(step)?.fault));
    const verbs = new Set(steps.map((step) => commandOf(step)?.verb));
    expect([...everyFault].filter((fault) => !faults.has(fault))).toEqual(['PodSucceeded']);
    const nodes = kind === 'DaemonSet' ? ['taint', 'add-node'] : ['scale'];
    for (const verb of ['create', 'patch', 'delete', 'label', ...nodes]) {
      expect(verbs).toContain(verb);
    }
  });
});

test('a scenario on the wall clock is over in twelve seconds', () => {
  for (const kind of controllers) {
    const arbitrary = scenarioArbitrary(kind, { pace: 'wall', faults: everyFault });
    fc.assert(
      fc.property(arbitrary, ({ steps }) => {
        expect(steps.reduce((sum, { after }) => sum + after, 0)).toBeLessThanOrEqual(12_000);
      }),
      { seed: 1, numRuns: 500 },
    );
  }
});

function expectAcceptable(scenario: Scenario, pace: Pace): void {
  const minReadySeconds = Math.max(...limitsOf[pace].minReadySeconds);
  expect(schema.safeParse(scenario).error?.message).toBeUndefined();
  for (const command of scenario.steps.map(commandOf)) {
    if (command?.verb === 'create') expectAcceptableSpec(command.kind, command.spec, 0);
    if (command?.verb === 'patch') {
      const kind = command.target.kind as WorkloadKind;
      expectAcceptableSpec(kind, command.change, minReadySeconds);
    }
  }
}

/** The API server's own rules, written down once more: DEP-API-002, STS-API-002, DS-API-001.
 * `minReadySeconds` counts where the spec does not say any. */
function expectAcceptableSpec(
  kind: WorkloadKind,
  spec: SpecChange,
  minReadySeconds: number,
): void {
  const deadline = spec.progressDeadlineSeconds ?? 600;
  expect(deadline).toBeGreaterThan(spec.minReadySeconds ?? minReadySeconds);
  const behaviour = spec.template?.behaviour;
  const grace = (spec.template?.terminationGracePeriodSeconds ?? 5) * 1000;
  expect(behaviour?.terminatesAfterMs ?? 0).toBeLessThanOrEqual(grace);
  const strategy = kind === 'Deployment' ? spec.strategy : spec.updateStrategy;
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  expect(percentOf(maxUnavailable)).toBeLessThanOrEqual(100);
  if (strategy?.type !== 'RollingUpdate') expect(strategy?.rollingUpdate).toBeUndefined();
  if (strategy?.rollingUpdate === undefined) return;
  const areSet = [isSet(maxSurge), isSet(maxUnavailable)];
  // What a Deployment leaves out is 25 %.
  const isDefault = maxSurge === undefined || maxUnavailable === undefined;
  if (kind === 'Deployment') expect([...areSet, isDefault]).toContain(true);
  if (kind === 'DaemonSet') expect(areSet.filter(Boolean)).toHaveLength(1);
  if (kind === 'DaemonSet') expect(percentOf(maxSurge)).toBeLessThanOrEqual(100);
  const isFine = kind !== 'StatefulSet' || maxUnavailable === undefined || isSet(maxUnavailable);
  expect(isFine).toBe(true);
}

function isSet(amount: IntOrString | undefined): boolean {
  return amount !== undefined && Number.parseInt(String(amount), 10) !== 0;
}

function percentOf(amount: IntOrString | undefined): number {
  return typeof amount === 'string' ? Number.parseInt(amount, 10) : 0;
}
