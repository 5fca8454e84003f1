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
import type { Millis, Scenario, Step } from '../scenario.ts';
import { scenarioFormat } from '../scenario.ts';
import { apiScenarioArbitrary } from './api.ts';
import type { Subject } from './command.ts';
import { commandsOf, createArbitrary, rollArbitrary } from './command.ts';
import type { FaultName } from './fault.ts';
import { faultArbitrary, faultWeights } from './fault.ts';
import { nodesArbitrary } from './node.ts';
import type { Limits, Pace } from './pace.ts';
import { limitsOf } from './pace.ts';
import type { Plan } from './plan.ts';
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
  const lives = fc
    .noShrink(mixArbitrary(kind, options))
    .chain((mix) => scenarioFromMix(mix, limitsOf[options.pace]));
  return fc.oneof(
    { arbitrary: lives, weight: 11 },
    { arbitrary: apiScenarioArbitrary(kind), weight: 1 },
  );
}

/** What a scenario may contain, drawn before its steps. */
interface Mix {
  readonly subject: Subject;
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
  const limits = limitsOf[options.pace];
  const faults = [...options.faults]
    // Restarted for ever, pods hardly succeed: only saved scenarios have it.
    .filter((name) => name !== 'PodSucceeded')
    .toSorted();
  const both = [...limits.shortPauses, ...limits.longPauses];
  const names = fc.constantFrom<Subject['names'][]>(['web'], ['web'], ['web'], ['web', 'api']);
  return names.chain((drawn) => {
    const subject: Subject = { kind, names: drawn, pace: options.pace };
    const [always = 'roll', ...others] = commandsOf(subject).map(({ name }) => name);
    return fc.record({
      subject: fc.constant(subject),
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
  });
}

function scenarioFromMix(mix: Mix, limits: Limits): fc.Arbitrary<Scenario> {
  const { subject } = mix;
  const step = fc.tuple(fc.constantFrom(...mix.pauses), planArbitrary(mix, limits));
  const longest = Math.max(...limits.longPauses);
  // Half of the scenarios end with a rollout that nothing disturbs, after all else is at rest.
  const ending = fc.tuple(fc.constant(longest), rollArbitrary(subject, limits));
  return fc
    .record({
      seed: fc.noShrink(fc.noBias(fc.nat(0x7fffffff))),
      nodes: nodesArbitrary(subject.kind, limits, mix.isPlaced),
      templates: templatesArbitrary(subject.kind, limits, mix.isPlaced),
      create: createArbitrary(subject, subject.names[0]),
      steps: fc.array(step, { minLength: 0, maxLength: mix.maxSteps, size: 'max' }),
      ending: fc.array(ending, { maxLength: 1 }),
    })
    .map(({ seed, nodes, templates, create, steps, ending: last }) => ({
      format: scenarioFormat,
      seed,
      nodes,
      steps: inTime(
        [
          ...create(0, templates),
          ...[...steps, ...last].flatMap(([after, plan]) => plan(after, templates)),
        ],
        limits.maxTotal,
      ),
    }));
}

/** Steps that would come too late come right after the one before. */
function inTime(steps: readonly Step[], total: Millis): readonly Step[] {
  let left = total;
  return steps.map((step) => {
    const after = Math.min(step.after, left);
    left -= after;
    return { ...step, after };
  });
}

function planArbitrary(mix: Mix, limits: Limits): fc.Arbitrary<Plan> {
  const { kind, names } = mix.subject;
  const commands = commandsOf(mix.subject).filter(({ name }) => mix.commands.includes(name));
  const faults = mix.faults.map((name) => ({
    weight: faultWeights[name],
    arbitrary: faultArbitrary(name, kind, names, limits).map(
      (fault): Plan =>
        (after) => [{ after, fault }],
    ),
  }));
  const command = fc.oneof(...commands);
  if (faults.length === 0) return command;
  return fc.oneof(
    { arbitrary: command, weight: mix.faultEvery - 1 },
    { arbitrary: fc.oneof(...faults), weight: 1 },
  );
}
