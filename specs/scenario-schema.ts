/**
 * The shape of a scenario as a schema: `scenario-file.ts` and `trace-file.ts` read with it.
 *
 * It says which fields exist and of which type they are. Whether the API server accepts their
 * values is for the API server to say: a scenario may try what is refused.
 */
import { z } from 'zod';
import { anyOf, suggest } from './input-error.ts';
import type { Edits } from './json-patch.ts';
import type { Kind, WorkloadKind } from './kubernetes.ts';
import { kinds } from './kubernetes.ts';
import { fieldsOf } from './manifest.ts';
import {
  count,
  intOrPercentage,
  labelsSchema,
  nodeSchema,
  selectorRequirementSchema,
  taintSchema,
  tolerationSchema,
} from './object-schema.ts';
import type {
  CreateBudgetCommand,
  CreateServiceCommand,
  PlantCommand,
  Scenario,
  SpecChange,
  Step,
  TemplateSpec,
  WorkloadSpec,
} from './scenario.ts';
import { components, plantedKinds, scenarioFormat } from './scenario.ts';

/** One schema per field, so that a field which is added to the type cannot be forgotten here. */
type Shape<T> = { readonly [F in keyof Required<T>]: z.ZodType<Required<T>[F]> };

const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

const behaviourSchema = z.strictObject({
  kind: z.enum(['ready', 'never-ready', 'flapping', 'crashing', 'failing']).exactOptional(),
  readyAfterMs: count.exactOptional(),
  terminatesAfterMs: count.exactOptional(),
  times: count.exactOptional(),
  periodMs: count.exactOptional(),
});

const templateShape = {
  revision: z.string().regex(/^[a-z0-9]+$/, 'a short name of lower-case letters and digits'),
  behaviour: behaviourSchema.exactOptional(),
  labels: labelsSchema.exactOptional(),
  terminationGracePeriodSeconds: count.exactOptional(),
  nodeSelector: labelsSchema.exactOptional(),
  nodeAffinity: z.array(z.array(selectorRequirementSchema)).exactOptional(),
  tolerations: z.array(tolerationSchema).exactOptional(),
  hostNetwork: z.boolean().exactOptional(),
} satisfies Shape<TemplateSpec>;

const rollingUpdateShape = {
  maxSurge: intOrPercentage.exactOptional(),
  maxUnavailable: intOrPercentage.exactOptional(),
};

const specShape = {
  template: z.strictObject(templateShape),
  replicas: count,
  minReadySeconds: count,
  revisionHistoryLimit: count,
  strategy: z.strictObject({
    type: z.enum(['RollingUpdate', 'Recreate']),
    rollingUpdate: z.strictObject(rollingUpdateShape).exactOptional(),
  }),
  progressDeadlineSeconds: count,
  paused: z.boolean(),
  updateStrategy: z.strictObject({
    type: z.enum(['RollingUpdate', 'OnDelete']),
    rollingUpdate: z
      .strictObject({ ...rollingUpdateShape, partition: count.exactOptional() })
      .exactOptional(),
  }),
  podManagementPolicy: z.enum(['OrderedReady', 'Parallel']),
  serviceName: z.string(),
  ordinals: z.strictObject({ start: count }),
  volumeClaimTemplates: z.array(z.string()),
  persistentVolumeClaimRetentionPolicy: z.strictObject({
    whenDeleted: z.enum(['Retain', 'Delete']).exactOptional(),
    whenScaled: z.enum(['Retain', 'Delete']).exactOptional(),
  }),
} satisfies Shape<WorkloadSpec>;

const specSchema = z
  .strictObject(specShape)
  .exactPartial()
  .extend({ template: specShape.template });

const changeSchema: z.ZodType<SpecChange> = z.strictObject(nullable(specShape)).exactPartial();

function nullable<S extends Readonly<Record<string, z.ZodType>>>(shape: S) {
  return Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => [field, schema.nullable()]),
  ) as { [F in keyof S]: z.ZodNullable<S[F]> };
}

/** A reference to an object of one of these kinds. */
function refTo<const K extends readonly Kind[]>(...allowed: K) {
  return z.strictObject({ kind: z.enum(allowed), of: z.string().exactOptional(), pick: count });
}

const dnsLabel = z.string().regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, 'a DNS label');

const serviceShape = {
  selector: labelsSchema.exactOptional(),
  clusterIP: z.string().exactOptional(),
  publishNotReadyAddresses: z.boolean().exactOptional(),
  ports: z
    .array(
      z.strictObject({
        name: z.string().exactOptional(),
        port: z.int(),
        targetPort: z.union([z.int(), z.string()]).exactOptional(),
        protocol: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
} satisfies Shape<CreateServiceCommand['spec']>;

const budgetShape = {
  selector: z
    .strictObject({
      matchLabels: labelsSchema.exactOptional(),
      matchExpressions: z.array(selectorRequirementSchema).exactOptional(),
    })
    .exactOptional(),
  minAvailable: intOrPercentage.exactOptional(),
  maxUnavailable: intOrPercentage.exactOptional(),
  unhealthyPodEvictionPolicy: z.enum(['IfHealthyBudget', 'AlwaysAllow']).exactOptional(),
} satisfies Shape<CreateBudgetCommand['spec']>;
const pointer = z
  .string()
  .regex(/^(\/([^~/]|~[01])+)+$/, 'a JSON pointer such as /spec/replicas');
const editsSchema = z.record(pointer, z.json()) as unknown as z.ZodType<Edits>;

const commandSchema = z.discriminatedUnion('verb', [
  z
    .strictObject({
      verb: z.literal('create'),
      kind: z.enum(workloadKinds),
      name: dnsLabel,
      spec: specSchema,
      set: editsSchema.exactOptional(),
    })
    .superRefine(({ kind, spec }, context) => refuseFields(kind, spec, 'spec', context)),
  z.strictObject({
    verb: z.literal('plant'),
    kind: z.enum(plantedKinds),
    name: dnsLabel,
    labels: labelsSchema.exactOptional(),
    template: z.strictObject(templateShape).exactOptional(),
    owner: refTo(...kinds).exactOptional(),
    set: editsSchema.exactOptional(),
  } satisfies Shape<PlantCommand>),
  z.strictObject({
    verb: z.literal('edit'),
    target: refTo(...kinds),
    set: editsSchema,
    subresource: z.literal('status').exactOptional(),
  }),
  z.strictObject({
    verb: z.literal('rollout-undo'),
    target: refTo(...workloadKinds),
    toRevision: count.exactOptional(),
  }),
  z.strictObject({ verb: z.literal('rollout-restart'), target: refTo(...workloadKinds) }),
  z
    .strictObject({
      verb: z.literal('patch'),
      target: refTo(...workloadKinds),
      change: changeSchema,
    })
    .superRefine(({ target, change }, context) =>
      refuseFields(target.kind, change, 'change', context),
    ),
  z.strictObject({
    verb: z.literal('scale'),
    target: refTo('Deployment', 'StatefulSet', 'ReplicaSet'),
    replicas: count,
  }),
  z.strictObject({
    verb: z.literal('delete'),
    target: refTo(...kinds),
    propagationPolicy: z.enum(['Background', 'Foreground', 'Orphan']),
  }),
  z.strictObject({
    verb: z.literal('label'),
    target: refTo(...kinds),
    labels: z.record(z.string(), z.string().nullable()),
  }),
  z.strictObject({
    verb: z.literal('taint'),
    target: refTo('Node'),
    taints: z.array(taintSchema),
  }),
  z.strictObject({ verb: z.literal('add-node'), node: nodeSchema }),
  z.strictObject({ verb: z.literal('remove-node'), target: refTo('Node') }),
  z.strictObject({
    verb: z.literal('create-service'),
    name: dnsLabel,
    spec: z.strictObject(serviceShape),
  }),
  z.strictObject({
    verb: z.literal('create-budget'),
    name: dnsLabel,
    spec: z.strictObject(budgetShape),
  }),
]);

/** A kind's own fields only: the API server would drop or refuse any other. */
function refuseFields(
  kind: WorkloadKind,
  spec: object,
  at: string,
  context: z.RefinementCtx,
): void {
  const known: readonly string[] = fieldsOf[kind];
  for (const field of Object.keys(spec).filter((each) => !known.includes(each))) {
    const meant = suggest(field, known);
    context.addIssue({
      code: 'custom',
      path: [at, field],
      message: `a ${kind} has no field \`${field}\``,
      params: { of: 'key', expected: anyOf(known), ...(meant && { suggestion: meant }) },
    });
  }
}

function faultSchema(millis: z.ZodType<number>) {
  const pod = refTo('Pod');
  const node = refTo('Node');
  const component = z.enum(components);
  return z.discriminatedUnion('fault', [
    z.strictObject({ fault: z.literal('PodDeleted'), target: pod }),
    z.strictObject({ fault: z.literal('PodForceDeleted'), target: pod }),
    z.strictObject({ fault: z.literal('PodEvicted'), target: pod }),
    z.strictObject({ fault: z.literal('PodFailed'), target: pod }),
    z.strictObject({ fault: z.literal('PodSucceeded'), target: pod }),
    z.strictObject({ fault: z.literal('PodCrash'), target: pod, for: millis }),
    z.strictObject({ fault: z.literal('PodNotReady'), target: pod, for: millis }),
    z.strictObject({ fault: z.literal('NodeCordoned'), target: node, for: millis }),
    z.strictObject({ fault: z.literal('NodeNotReady'), target: node, for: millis }),
    z.strictObject({ fault: z.literal('PodQuota'), pods: count, for: millis }),
    z.strictObject({ fault: z.literal('ControllerRestart'), component, for: millis }),
    z.strictObject({ fault: z.literal('StaleCache'), component, for: millis }),
    z.strictObject({ fault: z.literal('ApiUnavailable'), for: millis }),
  ]);
}

function stepSchema(millis: z.ZodType<number>): z.ZodType<Step> {
  const either = z
    .strictObject({
      after: millis,
      command: commandSchema.exactOptional(),
      fault: faultSchema(millis).exactOptional(),
    })
    .superRefine((step, context) => {
      if (('command' in step) !== ('fault' in step)) return;
      context.addIssue({ code: 'custom', message: 'a step is either a command or a fault' });
    });
  // A union of two objects would say of every mistake only that neither of them matches.
  return either as unknown as z.ZodType<Step>;
}

/** A scenario whose durations are written as `millis` reads them. */
export function scenarioSchema(millis: z.ZodType<number>): z.ZodType<Scenario> {
  return z.strictObject({
    format: z.literal(scenarioFormat),
    title: z.string().exactOptional(),
    seed: z.int(),
    nodes: z.array(nodeSchema),
    steps: z.array(stepSchema(millis)),
  } satisfies Shape<Scenario>);
}
