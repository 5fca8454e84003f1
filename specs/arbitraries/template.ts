/** Arbitrary pod templates: three revisions per scenario, so that returning to one is common. */
import fc from 'fast-check';
import type { PodBehaviour } from '../behaviour.ts';
import type { SelectorRequirement, Toleration } from '../kubernetes.ts';
import type { TemplateSpec } from '../scenario.ts';
import { halfTheTime, mostly, rarely, someFields } from './fields.ts';
import { taintKey, zoneLabel, zones } from './node.ts';
import type { Limits } from './pace.ts';

/** The revisions of a scenario. A step names one of them by its place. */
export type Templates = readonly [TemplateSpec, TemplateSpec, TemplateSpec];

/** Three templates that differ at least in their revision; `isPlaced`: they care for nodes. */
export function templatesArbitrary(limits: Limits, isPlaced: boolean): fc.Arbitrary<Templates> {
  return fc.tuple(
    templateArbitrary('a', isPlaced, limits, { ill: 1, well: 5 }),
    templateArbitrary('b', isPlaced, limits, { ill: 3, well: 3 }),
    templateArbitrary('c', isPlaced, limits, { ill: 1, well: 4 }),
  );
}

interface Health {
  readonly ill: number;
  readonly well: number;
}

function templateArbitrary(
  revision: string,
  isPlaced: boolean,
  limits: Limits,
  health: Health,
): fc.Arbitrary<TemplateSpec> {
  const behaviour = mostly(behaviourArbitrary(limits, health));
  const placement = {
    nodeSelector: halfTheTime(fc.constantFrom(...zones).map((zone) => ({ [zoneLabel]: zone }))),
    nodeAffinity: rarely(affinityArbitrary()),
    tolerations: rarely(tolerationsArbitrary()),
    hostNetwork: rarely(fc.constant(true)),
  };
  const impatience = { tolerations: rarely(impatienceArbitrary()) };
  const where = isPlaced ? placement : canBeLost(limits) ? impatience : {};
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
