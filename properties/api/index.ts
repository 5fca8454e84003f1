/** What the API server promises about workloads, for scenarios of each kind. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Property } from '../property.ts';
import { absentFieldsGetTheirDefaults } from './absent-fields-get-their-defaults.ts';
import { anUndoBringsBackTheTemplateAlone } from './an-undo-brings-back-the-template-alone.ts';
import { frozenFieldsNeverChange } from './frozen-fields-never-change.ts';
import { generationRisesWithTheSpec } from './generation-rises-with-the-spec.ts';
import { invalidObjectsAreRefused } from './invalid-objects-are-refused.ts';
import {
  podsShareTheClaimsOfTheirTemplate,
} from './pods-share-the-claims-of-their-template.ts';
import {
  templateGenerationCountsTheTemplates,
} from './template-generation-counts-the-templates.ts';
import { undoingTwiceComesBack } from './undoing-twice-comes-back.ts';
import { validObjectsAreAccepted } from './valid-objects-are-accepted.ts';

const controllers: readonly WorkloadKind[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

export const api: readonly Property[] = [
  ...controllers.flatMap(ofEvery),
  templateGenerationCountsTheTemplates,
  anUndoBringsBackTheTemplateAlone,
  undoingTwiceComesBack,
  podsShareTheClaimsOfTheirTemplate,
];

function ofEvery(controller: WorkloadKind): readonly Property[] {
  return [
    invalidObjectsAreRefused(controller),
    validObjectsAreAccepted(controller),
    absentFieldsGetTheirDefaults(controller),
    frozenFieldsNeverChange(controller),
    generationRisesWithTheSpec(controller),
  ];
}
