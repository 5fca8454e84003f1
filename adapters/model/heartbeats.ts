/** Which kubelets report. Heartbeats themselves are not stored: silence starts a timer instead, so
 * that a world at rest has nothing left to do. */

export interface Heartbeats {
  isReporting(node: string): boolean;
  set(node: string, isReporting: boolean): void;
  /** Calls back whenever a node falls silent or is heard again. */
  subscribe(listener: (node: string, isReporting: boolean) => void): void;
}

/** Every kubelet reports. */
export function heartbeats(): Heartbeats {
  const silent = new Set<string>();
  const listeners: ((node: string, isReporting: boolean) => void)[] = [];
  return {
    isReporting: (node) => !silent.has(node),
    set(node, isReporting) {
      if (isReporting === !silent.has(node)) return;
      if (isReporting) silent.delete(node);
      else silent.add(node);
      for (const listener of listeners) listener(node, isReporting);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
