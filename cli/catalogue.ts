/** Everything that the suite knows of itself, loaded from disk: requirements, properties,
 * mutants. */
import { readdirSync, readFileSync } from 'node:fs';
import { properties } from '../properties/index.ts';
import type { Requirement } from '../specs/requirement.ts';
import { readRequirements } from '../specs/requirement.ts';
import type { UpstreamMap } from '../specs/upstream.ts';
import { readUpstream } from '../specs/upstream.ts';
import type { Catalogue } from '../reports/map.ts';
import { loadMutants } from './engine/mutants.ts';

/** Files that are not named here come last. */
const order = [
  'deployment.yaml',
  'replicaset.yaml',
  'statefulset.yaml',
  'daemonset.yaml',
  'services.yaml',
  'garbage-collection.yaml',
  'node-lifecycle.yaml',
  'disruption.yaml',
];

/** The requirements of all files, in reading order. */
export function loadRequirements(): readonly Requirement[] {
  const folder = new URL('../specs/requirements/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .flatMap((name) => readRequirements(readFileSync(new URL(name, folder), 'utf8'), name));
}

function rankOf(name: string): number {
  const rank = order.indexOf(name);
  return rank === -1 ? order.length : rank;
}

/** Upstream's tests, each with the requirements that it is about. */
export function loadUpstream(): UpstreamMap {
  const url = new URL('../specs/upstream.yaml', import.meta.url);
  return readUpstream(readFileSync(url, 'utf8'), 'specs/upstream.yaml');
}

/** Requirements, properties, mutants and upstream's tests, all of them. */
export function loadCatalogue(): Catalogue {
  return {
    requirements: loadRequirements(),
    properties,
    mutants: loadMutants(),
    upstream: loadUpstream(),
  };
}

/** What is wrong with the map between requirements and properties: ids that one side names and the
 * other lacks, and requirements that nobody judges and nobody excuses. Empty when all is well. */
export function gapsInTheMap(requirements: readonly Requirement[]): readonly string[] {
  const known = new Set(requirements.map(({ id }) => id));
  const judged = new Set(properties.flatMap((property) => property.requirements));
  return [
    ...properties.flatMap(({ id, requirements: named }) =>
      named.filter((each) => !known.has(each)).map((each) => `${id} names ${each}: no such id`),
    ),
    ...requirements
      .filter(({ id, untested }) => !judged.has(id) && untested === undefined)
      .map(({ id }) => `${id} has neither a property nor a reason why not`),
    ...requirements
      .filter(({ id, untested }) => judged.has(id) && untested !== undefined)
      .map(({ id }) => `${id} has a property and says that it is untested`),
  ];
}

export { properties };
