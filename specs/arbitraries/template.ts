/** Arbitrary pod templates: three revisions per scenario, so that returning to one is common. */
import fc from 'fast-check';
import type { PodBehaviour } from '../behaviour.ts';
import type { SelectorRequirement, Toleration, WorkloadKind } from '../kubernetes.ts';
import type { TemplateSpec } from '../scenario.ts';
import type { Field } from './fields.ts';
import { halfTheTime, mostly, rarely, someFields } from './fields.ts';
import { taintKey, zoneLabel, zones } from './node.ts';
import type { Limits } from './pace.ts';

/** The revisions of a scenario. A step names one of them by its place. */
export type Templates = readonly [TemplateSpec, TemplateSpec, TemplateSpec];

/** Three templates that differ at least in their revision; `isPlaced`: they care for nodes. */
export function templatesArbitrary(
  kind: WorkloadKind,
  limits: Limits,
  isPlaced: boolean,
): fc.Arbitrary<Templates> {
  const where = isPlaced ? placementOf(kind) : impatienceOf(limits);
  return fc.tuple(
    templateArbitrary('a', where, limits, { ill: 1, well: 5 }),
    templateArbitrary('b', where, limits, { ill: 3, well: 3 }),
    templateArbitrary('c', where, limits, { ill: 1, well: 4 }),
  );
}

/** What a template says about nodes. */
type Where = {
  readonly [F in 'nodeSelector' | 'nodeAffinity' | 'tolerations' | 'hostNetwork']?: Field<
    NonNullable<TemplateSpec[F]>
  >;
};

/** A DaemonSet looks for nodes on its own; the pods of the others wait where none fits. */
function placementOf(kind: WorkloadKind): Where {
  const zone = fc.constantFrom(...zones).map((drawn) => ({ [zoneLabel]: drawn }));
  const anywhere = {
    nodeAffinity: rarely(affinityArbitrary()),
    tolerations: rarely(tolerationsArbitrary()),
  };
  return kind === 'DaemonSet'
    ? { nodeSelector: halfTheTime(zone), ...anywhere, hostNetwork: rarely(fc.constant(true)) }
    : { nodeSelector: rarely(zone), ...anywhere };
}

function impatienceOf(limits: Limits): Where {
  return canBeLost(limits) ? { tolerations: rarely(impatienceArbitrary()) } : {};
}

interface Health {
  readonly ill: number;
  readonly well: number;
}

function templateArbitrary(
  revision: string,
  where: Where,
  limits: Limits,
  health: Health,
): fc.Arbitrary<TemplateSpec> {
  const behaviour = mostly(behaviourArbitrary(limits, health));
  const fields: fc.Arbitrary<Omit<TemplateSpec, 'revision'>> = someFields({ behaviour, ...where });
  return fields.map((drawn) => plainly({ revision, ...drawn }));
}

/** Says only what matters: a behaviour where there is one, a grace period where pods need it. */
function plainly({ behaviour, ...template }: TemplateSpec): TemplateSpec {
  if (behaviour === undefined || Object.keys(behaviour).length === 0) return template;
  const terminatesAfterMs = behaviour.terminatesAfterMs ?? 0;
  if (terminatesAfterMs === 0) return { ...template, behaviour };
  const terminationGracePeriodSeconds = Math.ceil(terminatesAfterMs / 1000);
  return { ...template, behaviour, terminationGracePeriodSeconds };
}

/** Do nodes ever fall silent for long enough that somebody notices? */
function canBeLost({ silences }: Limits): boolean {
  return silences.some((ms) => ms > 60_000);
}

/** How long pods stay on a lost node, where that is not the five minutes that admission gives them.
 * Nobody is put on such a node, so that nobody comes back to it only to leave again. */
function impatienceArbitrary(): fc.Arbitrary<readonly Toleration[]> {
  return fc.constantFrom(5, 0, 20).map((tolerationSeconds) => [
    {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds,
    },
  ]);
}

/** Never `failing`: a template whose every pod fails keeps the world busy for ever, and then
 * nothing can be said about how it comes to rest. Single pods fail by the fault PodFailed. */
function behaviourArbitrary(
  limits: Limits,
  health: Health,
): fc.Arbitrary<Partial<PodBehaviour>> {
  const readyAfterMs = fc.constantFrom(...limits.readyAfter);
  const terminatesAfterMs = fc.constantFrom(0, 300, 1000, 3000);
  const timing = someFields({
    readyAfterMs: halfTheTime(readyAfterMs),
    terminatesAfterMs: halfTheTime(terminatesAfterMs),
  });
  const neverReady = someFields({ terminatesAfterMs: rarely(terminatesAfterMs) }).map(
    (drawn) => ({ kind: 'never-ready' as const, ...drawn }),
  );
  const unsteady = fc
    .record({
      kind: fc.constantFrom('flapping' as const, 'crashing' as const),
      timing,
      times: fc.integer({ min: 1, max: 3 }),
      periodMs: fc.constantFrom(500, 1000, 2500),
    })
    .map(({ timing: drawn, ...unsteadiness }) => ({ ...unsteadiness, ...drawn }));
  return fc.oneof(
    { arbitrary: timing, weight: health.well * 2 },
    { arbitrary: neverReady, weight: health.ill },
    { arbitrary: unsteady, weight: health.ill },
  );
}

function affinityArbitrary(): fc.Arbitrary<readonly (readonly SelectorRequirement[])[]> {
  const inZone = fc
    .constantFrom<SelectorRequirement['operator']>('In', 'NotIn')
    .chain((operator) =>
      fc.constantFrom(...zones).map((zone) => ({ key: zoneLabel, operator, values: [zone] })),
    );
  const anyZone = fc
    .constantFrom<SelectorRequirement['operator']>('Exists', 'DoesNotExist')
    .map((operator) => ({ key: zoneLabel, operator }));
  const alternative = fc.array(fc.oneof(inZone, anyZone), { minLength: 1, maxLength: 2 });
  return fc.array(alternative, { minLength: 1, maxLength: 2 });
}

function tolerationsArbitrary(): fc.Arbitrary<readonly Toleration[]> {
  return fc.constantFrom<readonly Toleration[]>(
    [{ key: taintKey, operator: 'Exists' }],
    [{ key: taintKey, operator: 'Exists', effect: 'NoSchedule' }],
    [{ key: taintKey, operator: 'Exists', effect: 'NoExecute' }],
    [{ key: taintKey, operator: 'Equal', value: 'other' }],
    [{ operator: 'Exists' }],
  );
}
