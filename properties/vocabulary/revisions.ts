/**
 * Which ControllerRevision a template stands for. A revision's data is a patch that puts
 * `spec.template` back; how it is spelled (nulls, key order, the patch directive) does not count.
 */
import type {
  ControllerRevision,
  DaemonSet,
  Pod,
  PodTemplate,
  StatefulSet,
} from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { revisionLabel } from './ordinals.ts';

/** The revisions of this workload that put its present template back, in any of these views: a
 * controller knows a revision that it made itself before it sees it, and one that is gone by
 * now. */
export function revisionsFor(
  views: readonly ClusterView[],
  workload: StatefulSet | DaemonSet,
): readonly ControllerRevision[] {
  const wanted = textOf(workload.spec.template);
  return revisionsOf(views, workload).filter((revision) => templateText(revision) === wanted);
}

/** Every revision, whoever owns it, that puts the workload's present template back: a name that is
 * taken by an equal one is used as it is. */
export function equalRevisions(
  views: readonly ClusterView[],
  workload: StatefulSet | DaemonSet,
): readonly ControllerRevision[] {
  const wanted = textOf(workload.spec.template);
  const all = views.flatMap((view) => [...view.list('ControllerRevision')]);
  return all.filter((revision) => templateText(revision) === wanted);
}

/** Does a set count this revision among its own: is it the owner, or is there none? */
export function mayBeOf(revision: ControllerRevision | undefined, ownerUid: string): boolean {
  if (revision === undefined) return false;
  return (controllerOf(revision)?.uid ?? ownerUid) === ownerUid;
}

/** All revisions of this workload in any of these views. */
export function revisionsOf(
  views: readonly ClusterView[],
  { metadata }: StatefulSet | DaemonSet,
): readonly ControllerRevision[] {
  const [first] = views;
  if (first !== undefined && views.every((view) => view === first)) {
    return [...first.owned('ControllerRevision', metadata.uid)];
  }
  const found = new Map<string, ControllerRevision>();
  for (const view of views) {
    for (const revision of view.owned('ControllerRevision', metadata.uid)) {
      found.set(revision.metadata.uid, revision);
    }
  }
  return [...found.values()];
}

/** Does this revision put the workload's present template back? One whose data has another shape
 * may well do so. */
export function isRevisionFor(
  revision: ControllerRevision,
  workload: StatefulSet | DaemonSet,
): boolean {
  const text = templateText(revision);
  return text === undefined || text === textOf(workload.spec.template);
}

/** The template that a revision puts back, if its data is of the known shape. */
export function templateIn(revision: ControllerRevision): PodTemplate | undefined {
  const data = revision.data as { spec?: { template?: PodTemplate } } | undefined;
  return data?.spec?.template;
}

/** The template of the DaemonSet's revision that has this hash. */
export function templateNamed(
  view: ClusterView,
  ownerUid: string,
  hash: string | undefined,
): PodTemplate | undefined {
  for (const revision of view.owned('ControllerRevision', ownerUid)) {
    if (revision.metadata.labels?.[revisionLabel] === hash) return templateIn(revision);
  }
  return undefined;
}

/** Do two templates say the same, however they are spelled? */
export function isSameTemplate(left: PodTemplate, right: PodTemplate): boolean {
  return left === right || textOf(left) === textOf(right);
}

/** Was this pod made from this template? Told by the images of its containers, which nobody else
 * changes; labels alone could lie. */
export function isMadeFrom(pod: Pod, template: PodTemplate): boolean {
  return template.spec.containers.every(({ name, image }) =>
    pod.spec.containers.some((container) => container.name === name && container.image === image),
  );
}

function templateText(revision: ControllerRevision): string | undefined {
  const template = templateIn(revision);
  return template && textOf(template);
}

const texts = new WeakMap<object, string>();

/** Objects in a trace never change, so each template is written out once. */
function textOf(template: unknown): string {
  if (typeof template !== 'object' || template === null) return canonicalText(template);
  let text = texts.get(template);
  if (text === undefined) texts.set(template, (text = canonicalText(template)));
  return text;
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const member = fields[key];
    if (key === '$patch' || member === null || member === undefined) continue;
    text += `${JSON.stringify(key)}:${canonicalText(member)},`;
  }
  return `{${text}}`;
}
