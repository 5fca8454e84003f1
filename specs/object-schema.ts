/** Schemas of the parts of objects that a scenario may contain. */
import { z } from 'zod';

export const labelsSchema = z.record(z.string(), z.string());
export const count = z.int().min(0);
const percentage = z.string().regex(/^\d+%$/, 'a whole number or a percentage such as 25%');
export const intOrPercentage = z.union([count, percentage], {
  error: 'a whole number or a percentage such as 25%',
});

export const taintSchema = z.strictObject({
  key: z.string(),
  value: z.string().exactOptional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  timeAdded: z.string().exactOptional(),
});

export const tolerationSchema = z.strictObject({
  key: z.string().exactOptional(),
  operator: z.enum(['Exists', 'Equal']).exactOptional(),
  value: z.string().exactOptional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).exactOptional(),
  tolerationSeconds: z.int().exactOptional(),
});

export const selectorRequirementSchema = z.strictObject({
  key: z.string(),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
  values: z.array(z.string()).exactOptional(),
});

export const nodeSchema = z.strictObject({
  labels: labelsSchema.exactOptional(),
  taints: z.array(taintSchema).exactOptional(),
});
