/** What the EndpointSlice controller remembers of its own writes, so that it can tell those of
 * others from them. */
import type { KubernetesObject } from '../../../../specs/kubernetes.ts';
import type { Notice } from '../../controller.ts';

export interface SliceTracker {
  wrote(slice: KubernetesObject): void;
  deleted(uid: string): void;
  /** Does this change of a slice come from somebody else? */
  isForeign(notice: Notice): boolean;
}

/** Nothing is remembered at first: after a restart every slice that is found is looked at. */
export function sliceTracker(): SliceTracker {
  const written = new Map<string, number>();
  const gone = new Set<string>();
  return {
    wrote({ metadata }) {
      written.set(metadata.uid, Number(metadata.resourceVersion));
    },
    deleted(uid) {
      written.delete(uid);
      gone.add(uid);
    },
    isForeign({ before, after }) {
      if (after === undefined) return before !== undefined && !gone.delete(before.metadata.uid);
      if (gone.has(after.metadata.uid)) return false;
      const known = written.get(after.metadata.uid);
      return known === undefined || Number(after.metadata.resourceVersion) > known;
    },
  };
}
