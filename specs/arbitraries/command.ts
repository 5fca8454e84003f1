/** One arbitrary per thing that users do; `commandsOf` says which a controller's scenarios know. */
import fc from 'fast-check';
import type { WorkloadKind } from '../kubernetes.ts';
import { workloadLabel } from '../manifest.ts';
import type { Command, CreateCommand, Millis, SpecChange, Step } from '../scenario.ts';
import { annotateArbitrary } from './annotations.ts';
import {
  createBudgetArbitrary,
  createServiceArbitrary,
  deleteCompanionArbitrary,
  hasCompanions,
} from './companion.ts';
import { priceArbitrary } from './cost.ts';
import { nodeArbitrary, taintsArbitrary, zoneLabel, zones } from './node.ts';
import type { Limits, Pace } from './pace.ts';
import { limitsOf } from './pace.ts';
import type { Plan } from './plan.ts';
import { anyRefArbitrary, planOf, podRefArbitrary, templateIndexArbitrary } from './plan.ts';
import { asideLabel, releasesOf, selectorArbitrary } from './selector.ts';
import { changeArbitrary, replicasArbitrary, settingsArbitrary } from './workload.ts';

/** A kind of command, and how often it is drawn among the others. */
export interface Weighted {
  readonly name: string;
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Plan>;
}

/** What the commands of a scenario are about. */
export interface Subject {
  readonly kind: WorkloadKind;
  /** The workloads, the first of which is created at the start. */
  readonly names: readonly [string, ...string[]];
  readonly pace: Pace;
}

/** Every command that scenarios of this controller may contain. */
export function commandsOf(subject: Subject): readonly Weighted[] {
  const { kind, names, pace } = subject;
  const limits = limitsOf[pace];
  const common: Weighted[] = [
    { name: 'roll', weight: 6, arbitrary: rollArbitrary(subject, limits) },
    { name: 'change', weight: 3, arbitrary: changeCommandArbitrary(subject, limits) },
    { name: 'delete', weight: 1, arbitrary: deleteArbitrary(subject, limits) },
    { name: 'relabel-pod', weight: 1, arbitrary: relabelPodArbitrary(kind, names, limits) },
  ];
  if (names.length > 1) {
    const arbitrary = createArbitrary(subject, names[1] ?? names[0]);
    common.push({ name: 'create', weight: 2, arbitrary });
  }
  if (hasCompanions(kind)) {
    common.push(
      { name: 'create-service', weight: 2, arbitrary: createServiceArbitrary(names) },
      { name: 'create-budget', weight: 2, arbitrary: createBudgetArbitrary(names) },
      { name: 'delete-companion', weight: 1, arbitrary: deleteCompanionArbitrary() },
    );
  }
  const weight = kind === 'DaemonSet' ? 3 : 1;
  const taint = { name: 'taint', weight, arbitrary: taintArbitrary() };
  switch (kind) {
    case 'Deployment':
      return [
        ...common,
        taint,
        { name: 'scale', weight: 5, arbitrary: scaleArbitrary(subject, limits) },
        { name: 'undo', weight: 1, arbitrary: undoArbitrary(subject, limits) },
        { name: 'pause', weight: 3, arbitrary: pauseArbitrary(subject, limits) },
        { name: 'disturb-replicaset', weight: 1, arbitrary: disturbReplicaSetArbitrary(names) },
        { name: 'annotate', weight: 1, arbitrary: annotateArbitrary(workloadRef(subject)) },
        { name: 'price', weight: 3, arbitrary: priceArbitrary(names) },
      ];
    case 'StatefulSet':
      return [
        ...common,
        taint,
        { name: 'scale', weight: 6, arbitrary: scaleArbitrary(subject, limits) },
        { name: 'delete-claim', weight: 1, arbitrary: deleteClaimArbitrary() },
      ];
    case 'DaemonSet':
      return [...common, taint, ...nodeCommands(pace)];
    default:
      return kind satisfies never;
  }
}

/** Creates the workload of this name with any settings and any of the templates. */
export function createArbitrary(subject: Subject, name: string): fc.Arbitrary<Plan> {
  const { kind, pace } = subject;
  return fc
    .tuple(
      settingsArbitrary(kind, limitsOf[pace]),
      fc.constantFrom<(0 | 1 | 2)[]>(0, 0, 1, 2),
      selectorArbitrary(name),
    )
    .map(([settings, index, set]): Plan => (after, templates) => {
      const spec = { template: templates[index], ...settings };
      const command: CreateCommand = { verb: 'create', kind, name, spec, ...(set && { set }) };
      return [{ after, command }];
    });
}

/** A new template, alone or together with another change in the same write (DEP-ROLL-004). */
export function rollArbitrary(subject: Subject, limits: Limits): fc.Arbitrary<Plan> {
  const alone = fc.constant({});
  const together = changeArbitrary(subject.kind, limits);
  const change = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: alone, weight: 5 },
    { arbitrary: together, weight: 1 },
  );
  return fc
    .tuple(workloadRef(subject), templateIndexArbitrary(), change)
    .map(([target, index, settings]): Plan => (after, templates) => {
      const template = templates[index];
      return [{ after, command: { verb: 'patch', target, change: { template, ...settings } } }];
    });
}

function changeCommandArbitrary(subject: Subject, limits: Limits): fc.Arbitrary<Plan> {
  return planOf(
    fc.record({
      verb: fc.constant('patch'),
      target: workloadRef(subject),
      change: changeArbitrary(subject.kind, limits),
    }),
  );
}

function scaleArbitrary(subject: Subject, limits: Limits): fc.Arbitrary<Plan> {
  return planOf(
    fc.record({
      verb: fc.constant('scale'),
      target: workloadRef(subject),
      replicas: replicasArbitrary(limits),
    }),
  );
}

/** Undoes a rollout and, every other time, later the undoing (DEP-REV-003). */
function undoArbitrary(subject: Subject, limits: Limits): fc.Arbitrary<Plan> {
  const again = fc.constantFrom(...limits.longPauses);
  return fc
    .tuple(
      workloadRef(subject),
      fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 2 }),
      fc.option(again, { nil: undefined, freq: 2 }),
    )
    .map(([target, toRevision, later]): Plan => (after) => {
      const undo: Command = { verb: 'rollout-undo', target };
      const first = toRevision === undefined ? undo : { ...undo, toRevision };
      const second = later === undefined ? [] : [{ after: later, command: undo }];
      return [{ after, command: first }, ...second];
    });
}

/** Pauses, often in the middle of a rollout, and mostly resumes later: what happens in between
 * happens to a paused Deployment. */
function pauseArbitrary(subject: Subject, limits: Limits): fc.Arbitrary<Plan> {
  const pause = fc.constantFrom(...limits.shortPauses, ...limits.longPauses);
  const rollout = fc.tuple(templateIndexArbitrary(), fc.constantFrom(...limits.readyAfter));
  return fc
    .tuple(
      workloadRef(subject),
      fc.option(rollout, { nil: undefined, freq: 3 }),
      fc.option(pause, { nil: undefined, freq: 4 }),
    )
    .map(([target, begun, later]): Plan => (after, templates) => {
      const patch = (delay: Millis, change: SpecChange): Step => ({
        after: delay,
        command: { verb: 'patch', target, change },
      });
      const [index, progress] = begun ?? [];
      const roll = index === undefined ? [] : [patch(after, { template: templates[index] })];
      const resume = later === undefined ? [] : [patch(later, { paused: false })];
      return [...roll, patch(progress ?? after, { paused: true }), ...resume];
    });
}

/** Deletes a workload and, mostly, creates it again under the same name, sooner or later. */
function deleteArbitrary(subject: Subject, limits: Limits): fc.Arbitrary<Plan> {
  const again = fc.tuple(
    fc.constantFrom(...limits.shortPauses, ...limits.longPauses.slice(0, 2)),
    createArbitrary(subject, subject.names[0]),
  );
  return fc
    .tuple(
      workloadRef(subject),
      fc.constantFrom<('Background' | 'Foreground' | 'Orphan')[]>(
        'Background',
        'Foreground',
        'Orphan',
      ),
      fc.option(again, { nil: undefined, freq: 4 }),
    )
    .map(([target, propagationPolicy, created]): Plan => (after, templates) => [
      { after, command: { verb: 'delete', target, propagationPolicy } },
      ...(created ? created[1](created[0], templates) : []),
    ]);
}

/** Takes a pod away from its controller and, every other time, offers it back: what was released
 * first is among the oldest pods then. */
function relabelPodArbitrary(
  kind: WorkloadKind,
  names: readonly string[],
  limits: Limits,
): fc.Arbitrary<Plan> {
  const offered = fc.tuple(
    fc.constantFrom(...limits.shortPauses, ...limits.longPauses),
    fc.constantFrom(0, 0, 0, 1, 2, 5),
    fc.constantFrom(...names),
  );
  return fc
    .tuple(
      podRefArbitrary(names),
      fc.constantFrom(...releasesOf[kind]),
      fc.option(offered, { nil: undefined, freq: 2 }),
    )
    .map(([target, released, offer]): Plan => (after) => {
      const release: Step = { after, command: { verb: 'label', target, labels: released } };
      if (offer === undefined) return [release];
      const [later, pick, name] = offer;
      const labels = { [workloadLabel]: name, [asideLabel]: null };
      const command = { verb: 'label', target: { kind: 'Pod', pick }, labels } as const;
      return [release, { after: later, command }];
    });
}

/** What users do to ReplicaSets behind their Deployment's back. */
function disturbReplicaSetArbitrary(names: readonly string[]): fc.Arbitrary<Plan> {
  const target = fc
    .tuple(fc.constantFrom(...names), fc.nat(2))
    .map(([of, pick]) => ({ kind: 'ReplicaSet' as const, of, pick }));
  const remove = fc.record({
    verb: fc.constant('delete'),
    target,
    propagationPolicy: fc.constantFrom('Background' as const, 'Orphan' as const),
  });
  const resize = fc.record({
    verb: fc.constant('scale'),
    target,
    replicas: fc.integer({ min: 0, max: 4 }),
  });
  const release = fc.record({
    verb: fc.constant('label'),
    target,
    labels: fc.constantFrom(null, ...names).map((name) => ({ [workloadLabel]: name })),
  });
  return planOf(fc.oneof(remove, resize, release));
}

function deleteClaimArbitrary(): fc.Arbitrary<Plan> {
  return planOf(
    fc.record({
      verb: fc.constant('delete'),
      target: anyRefArbitrary('PersistentVolumeClaim', 7),
      propagationPolicy: fc.constant('Background'),
    }),
  );
}

function taintArbitrary(): fc.Arbitrary<Plan> {
  const target = anyRefArbitrary('Node', 7);
  return planOf(fc.record({ verb: fc.constant('taint'), target, taints: taintsArbitrary() }));
}

/** On the wall clock no node goes: its pods are collected a minute later. */
function nodeCommands(pace: Pace): readonly Weighted[] {
  const target = anyRefArbitrary('Node', 7);
  const label = fc.record({
    verb: fc.constant('label'),
    target,
    labels: fc.constantFrom(...zones, null).map((zone) => ({ [zoneLabel]: zone })),
  });
  const add = fc.record({ verb: fc.constant('add-node'), node: nodeArbitrary() });
  const remove = fc.record({ verb: fc.constant('remove-node'), target });
  return [
    { name: 'relabel-node', weight: 3, arbitrary: planOf(label) },
    { name: 'add-node', weight: 1, arbitrary: planOf(add) },
    ...(pace === 'virtual'
      ? [{ name: 'remove-node', weight: 1, arbitrary: planOf(remove) }]
      : []),
  ];
}

function workloadRef<K extends WorkloadKind>(subject: { kind: K; names: readonly string[] }) {
  return anyRefArbitrary(subject.kind, subject.names.length - 1);
}
