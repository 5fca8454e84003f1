/** What the API server must know about a kind before it can store objects of it. */
import type { Feature } from '../../../specs/features.ts';
import type { KubernetesObject } from '../../../specs/kubernetes.ts';

/** The first reason to refuse an object, in the API server's own form; undefined: none. */
export type Problem = string | undefined;

export interface KindRules<O extends KubernetesObject> {
  /** Does the kind live in a namespace? */
  readonly isNamespaced: boolean;
  /** What raises `metadata.generation` through the main resource. */
  readonly generation: 'nothing' | 'spec' | 'spec-or-annotations';
  /** Fills in defaults and what admission adds; `before` is undefined on create. Returns the same
   * object where nothing is missing. */
  readonly complete: (object: O, before: O | undefined, features: ReadonlySet<Feature>) => O;
  /** Checks names and spec. */
  readonly validate: (object: O) => Problem;
  /** Checks what must not change. */
  readonly validateUpdate: (object: O, before: O) => Problem;
  /** Checks a status before it is stored. */
  readonly validateStatus?: (object: O, before: O) => Problem;
  /** The status of a new object, given what was sent. */
  readonly initialStatus?: (sent: O) => StatusOf<O>;
}

/** The type of an object's status; a ControllerRevision has none. */
export type StatusOf<O> = O extends { readonly status: infer S } ? S : undefined;
