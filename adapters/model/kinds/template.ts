/** Defaults of pod templates, shared by every workload kind. */
import type { PodTemplate } from '../../../specs/kubernetes.ts';

/** The template with its defaults; the same object where nothing is missing. */
export function completeTemplate(template: PodTemplate): PodTemplate {
  const { spec } = template;
  if (spec.restartPolicy !== undefined && spec.terminationGracePeriodSeconds !== undefined) {
    return template;
  }
  return {
    ...template,
    spec: {
      ...spec,
      restartPolicy: spec.restartPolicy ?? 'Always',
      terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    },
  };
}
