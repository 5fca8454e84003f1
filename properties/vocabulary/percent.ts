/** Percentages of a replica count, as the requirements round them (0.2). */
import type { IntOrString } from '../../specs/kubernetes.ts';

/** A percentage of `total` rounded up; an integer is taken as it is, nothing is 0. */
export function percentUp(value: IntOrString | undefined, total: number): number {
  return share(value, total, Math.ceil);
}

/** A percentage of `total` rounded down; an integer is taken as it is, nothing is 0. */
export function percentDown(value: IntOrString | undefined, total: number): number {
  return share(value, total, Math.floor);
}

function share(
  value: IntOrString | undefined,
  total: number,
  round: (exact: number) => number,
): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  return round((Number.parseInt(value, 10) * total) / 100);
}
