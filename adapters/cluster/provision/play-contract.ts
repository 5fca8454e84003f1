/**
 * What the Stages and whoever causes faults on a KWOK cluster have agreed on. The Stages are YAML
 * and repeat these words; a test compares them.
 */

/** Only nodes that carry this annotation are played by KWOK, and they need some label besides:
 * KWOK 0.8.0 takes a node without any for one that its label selector does not fit. */
export const fakeNodeAnnotation = { key: 'kwok.x-k8s.io/node', value: 'fake' } as const;

/** A node with this label, whatever its value, has no kubelet: its lease is not renewed, nothing
 * happens to its pods. Without the label it is Ready again within a second, and so are the pods
 * whose readiness the node lifecycle controller took away. */
export const nodeDownLabel = 'plimsoll.dev/node-not-ready';

/** A pod with a condition of this reason is left alone by every Stage but those of deletion, until
 * the condition has another reason or is gone. */
export const faultReason = 'PlimsollFault';

/** The pod condition in which the Stages keep what they must remember: its reason is the pod's
 * stage, its message the round and the moment of the next stage. Not a promise of the pod. */
export const stageCondition = 'plimsoll.dev/stage';
