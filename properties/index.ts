/** Every property, in reading order. A file that is not listed here is never judged. */
import type { Property } from './property.ts';

const deployment: readonly Property[] = [];

const statefulset: readonly Property[] = [];

const daemonset: readonly Property[] = [];

export const properties: readonly Property[] = [...deployment, ...statefulset, ...daemonset];
