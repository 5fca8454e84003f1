/**
 * Arbitrary scenarios, swarm style: first the mix is drawn (which commands, which faults, how many,
 * how hurried), then the steps from that mix only. A scenario in which everything happens a little
 * finds little; one that only rolls and restarts controllers finds what is wrong with that.
 *
 * The mix itself does not shrink: it only says which draws were possible. Everything else does,
 * first to fewer steps, then to plainer ones; references are symbolic, so what is left stays valid.
 */
import fc from 'fast-check';
import type { WorkloadKind } from '../kubernetes.ts';
import type { Millis, NodeShape, Scenario, Step } from '../scenario.ts';
import { scenarioFormat } from '../scenario.ts';
import { apiScenarioArbitrary } from './api.ts';
import type { Subject, Weighted } from './command.ts';
import { commandsOf, createArbitrary, rollArbitrary } from './command.ts';
import type { FaultName } from './fault.ts';
import { faultArbitrary, faultWeights } from './fault.ts';
import { nodesArbitrary } from './node.ts';
import type { Limits, Pace } from './pace.ts';
import { limitsOf } from './pace.ts';
import type { Plan } from './plan.ts';
import type { Templates } from './template.ts';
import { templatesArbitrary } from './template.ts';

/** What an exploration wants of its scenarios. */
export interface ScenarioOptions {
  readonly pace: Pace;
  /** Faults that the target can cause; others do not occur. */
  readonly faults: ReadonlySet<FaultName>;
}

/** Scenarios about one controller. */
export function scenarioArbitrary(
  kind: WorkloadKind,
  options: ScenarioOptions,
): fc.Arbitrary<Scenario> {
  const limits = limitsOf[options.pace];
  const lives = fc
    .noShrink(mixArbitrary(kind, options))
    .chain((mix) => scenarioFromMix(mix, limits));
  return fc.oneof(
    { arbitrary: lives, weight: 11 },
    { arbitrary: apiScenarioArbitrary(kind), weight: 1 },
  );
}

/** What scenarios about the same workloads are drawn with: arbitraries take longer to make than to
 * draw from. */
interface Parts {
  readonly commands: readonly Weighted[];
  readonly faults: ReadonlyMap<FaultName, { weight: number; arbitrary: fc.Arbitrary<Plan> }>;
  readonly anywhere: Scenery;
  /** Where templates care for nodes. */
  readonly placed: Scenery;
  readonly create: fc.Arbitrary<Plan>;
  readonly endings: fc.Arbitrary<readonly (readonly [Millis, Plan])[]>;
}

interface Scenery {
  readonly nodes: fc.Arbitrary<readonly NodeShape[]>;
  readonly templates: fc.Arbitrary<Templates>;
}

function partsOf(subject: Subject, faults: readonly FaultName[]): Parts {
  const { kind, names } = subject;
  const limits = limitsOf[subject.pace];
  const planOf = (name: FaultName) =>
    faultArbitrary(name, kind, names, limits).map(
      (fault): Plan =>
        (after) => [{ after, fault }],
    );
  const longest = Math.max(...limits.longPauses);
  // Half of the scenarios end with a rollout that nothing disturbs, after all else is at rest.
  const ending = fc.tuple(fc.constant(longest), rollArbitrary(subject, limits));
  return {
    commands: commandsOf(subject),
    faults: new Map(
      faults.map((name) => [name, { weight: faultWeights[name], arbitrary: planOf(name) }]),
    ),
    anywhere: sceneryOf(kind, limits, false),
    placed: sceneryOf(kind, limits, true),
    create: createArbitrary(subject, names[0]),
    endings: fc.array(ending, { maxLength: 1 }),
  };
}

function sceneryOf(kind: WorkloadKind, limits: Limits, isPlaced: boolean): Scenery {
  return {
    nodes: nodesArbitrary(kind, limits, isPlaced),
    templates: templatesArbitrary(kind, limits, isPlaced),
  };
}

/** What a scenario may contain, drawn before its steps. */
interface Mix {
  readonly parts: Parts;
  readonly commands: readonly string[];
  readonly faults: readonly FaultName[];
  /** Of how many steps one is a fault. */
  readonly faultEvery: number;
  readonly pauses: readonly Millis[];
  /** Do its templates care for nodes? A DaemonSet's do in half of its scenarios, others rarely. */
  readonly isPlaced: boolean;
  readonly maxSteps: number;
}

function mixArbitrary(kind: WorkloadKind, options: ScenarioOptions): fc.Arbitrary<Mix> {
  const { pace } = options;
  const limits = limitsOf[pace];
  const faults = [...options.faults]
    // Restarted for ever, pods hardly succeed: only saved scenarios have it.
    .filter((name) => name !== 'PodSucceeded')
    .toSorted();
  const both = [...limits.shortPauses, ...limits.longPauses];
  const mixOf = (names: Subject['names']) => {
    const parts = partsOf({ kind, names, pace }, faults);
    const [always = 'roll', ...others] = parts.commands.map(({ name }) => name);
    return fc.record({
      parts: fc.constant(parts),
      commands: fc.oneof(
        { arbitrary: fc.constant([always]), weight: 2 },
        { arbitrary: fc.subarray(others).map((some) => [always, ...some]), weight: 6 },
        { arbitrary: fc.subarray(others, { minLength: 1 }), weight: 1 },
      ),
      faults: fc.oneof(
        { arbitrary: fc.constant([]), weight: 2 },
        { arbitrary: fc.subarray(faults, { minLength: 1 }), weight: 3 },
      ),
      faultEvery: fc.constantFrom(2, 3, 5),
      pauses: fc.constantFrom(limits.shortPauses, limits.longPauses, both, both),
      isPlaced:
        kind === 'DaemonSet' ? fc.boolean() : fc.constantFrom(false, false, false, false, true),
      maxSteps: fc.constantFrom(3, Math.ceil(limits.maxSteps / 2), limits.maxSteps),
    });
  };
  const [one, two] = [mixOf(['web']), mixOf(['web', 'api'])];
  return fc.constantFrom(one, one, one, two).chain((mix) => mix);
}

function scenarioFromMix(mix: Mix, limits: Limits): fc.Arbitrary<Scenario> {
  const { anywhere, placed, create, endings } = mix.parts;
  const step = fc.tuple(fc.constantFrom(...mix.pauses), planArbitrary(mix));
  return fc
    .record({
      seed: seeds,
      ...(mix.isPlaced ? placed : anywhere),
      create,
      steps: fc.array(step, { minLength: 0, maxLength: mix.maxSteps, size: 'max' }),
      ending: endings,
    })
    .map((drawn) => ({
      format: scenarioFormat,
      seed: drawn.seed,
      nodes: drawn.nodes,
      steps: inTime(
        [
          ...drawn.create(0, drawn.templates),
          ...[...drawn.steps, ...drawn.ending].flatMap(([after, plan]) =>
            plan(after, drawn.templates),
          ),
        ],
        limits.maxTotal,
      ),
    }));
}

const seeds = fc.noShrink(fc.noBias(fc.nat(0x7fffffff)));

/** Steps that would come too late come right after the one before. */
function inTime(steps: readonly Step[], total: Millis): readonly Step[] {
  let left = total;
  return steps.map((step) => {
    const after = Math.min(step.after, left);
    left -= after;
    return { ...step, after };
  });
}

function planArbitrary({ parts, commands, faults, faultEvery }: Mix): fc.Arbitrary<Plan> {
  const command = fc.oneof(...parts.commands.filter(({ name }) => commands.includes(name)));
  const troubles = faults.flatMap((name) => parts.faults.get(name) ?? []);
  if (troubles.length === 0) return command;
  return fc.oneof(
    { arbitrary: command, weight: faultEvery - 1 },
    { arbitrary: fc.oneof(...troubles), weight: 1 },
  );
}
