/** Feature gates as people and Kubernetes components write them: `A=true,B=false`. */
import { ProvisionError } from './errors.ts';

/** Gate to its wanted state. Any gate may be named, not only those that a requirement knows. */
export type FeatureGates = Readonly<Record<string, boolean>>;

/** Reads `A=true,B=false`; the empty text means no gate. */
export function parseFeatureGates(text: string): FeatureGates {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry): [string, boolean] => {
      const match = /^([A-Z][A-Za-z0-9]*)=(true|false)$/.exec(entry);
      if (match === null) throw malformed(entry);
      const [, gate = '', state] = match;
      return [gate, state === 'true'];
    });
  for (const [index, [gate, state]] of entries.entries()) {
    const other = entries.slice(0, index).find(([name]) => name === gate);
    if (other && other[1] !== state) throw contradicted(gate);
  }
  return Object.fromEntries(entries);
}

/** The text that components take, in the order of the names so that equal sets are equal texts. */
export function formatFeatureGates(gates: FeatureGates): string {
  return Object.entries(gates)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([gate, state]) => `${gate}=${state}`)
    .join(',');
}

function malformed(entry: string): ProvisionError {
  return new ProvisionError('usage', {
    what: 'A feature gate cannot be read.',
    expected: 'GATE=true or GATE=false, separated by commas',
    found: `"${entry}"`,
    next: 'for example: --feature-gates MaxUnavailableStatefulSet=true,PodDeletionCost=false',
  });
}

function contradicted(gate: string): ProvisionError {
  return new ProvisionError('usage', {
    what: 'A feature gate is both on and off.',
    expected: 'every gate once',
    found: `${gate}=true and ${gate}=false`,
    next: 'leave one of them out',
  });
}
