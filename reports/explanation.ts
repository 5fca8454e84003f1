/** `plimsoll explain`: all that the suite knows of one requirement, property or mutant. */
import type { Property } from '../properties/property.ts';
import { linkOf } from '../specs/requirement.ts';
import type { Catalogue, Entry, MutantRow } from './map.ts';
import { entriesOf } from './map.ts';

/** A place where something was written down about an id: a finding, a decision. */
export interface Mention {
  readonly path: string;
  readonly title: string;
}

/** What is told besides the catalogue: where an id is mentioned. */
export type MentionsOf = (id: string) => readonly Mention[];

/** The lines about every requirement, property and mutant that `isMeant`; none: nothing is. */
export function explain(
  catalogue: Catalogue,
  mentionsOf: MentionsOf,
  isMeant: (id: string) => boolean,
): readonly string[] {
  const entries = entriesOf(catalogue).filter(({ requirement }) => isMeant(requirement.id));
  return [
    ...entries.flatMap((entry) => [...explainRequirement(entry, mentionsOf), '']),
    ...catalogue.properties
      .filter(({ id }) => isMeant(id))
      .flatMap((each) => [...explainProperty(each, catalogue, mentionsOf), '']),
    ...catalogue.mutants
      .filter(({ id }) => isMeant(id))
      .flatMap((each) => [...explainMutant(each), '']),
  ];
}

function explainRequirement(entry: Entry, mentionsOf: MentionsOf): readonly string[] {
  const { requirement, properties, mutants, upstream } = entry;
  const { id, level, kind, says, premises, source, appliesTo, gates, untested } = requirement;
  const link = linkOf(requirement);
  return [
    `${id} · ${level} · ${kind} · Kubernetes ${[appliesTo, ...gates].join(', ')}`,
    '',
    ...indent([says]),
    ...section('holds as long as', premises),
    ...section('written at', [
      ...(link === undefined ? [] : [`${source.section ?? source.doc}: ${link}`]),
      `done in ${source.upstream}`,
    ]),
    ...section(
      'judged by',
      properties.map((each) => `${each.expectation.padEnd(10)} ${each.id}: ${each.title}`),
    ),
    ...section('untested', untested === undefined ? [] : [untested]),
    ...section(
      'would notice',
      mutants.map((mutant) => `${mutant.id}: ${mutant.story}`),
    ),
    ...section("upstream's own tests", upstream),
    ...evidence([id, ...properties.map((each) => each.id)], mentionsOf),
  ];
}

function explainProperty(
  property: Property,
  { requirements, mutants }: Catalogue,
  mentionsOf: MentionsOf,
): readonly string[] {
  const claimed = requirements.filter(({ id }) => property.requirements.includes(id));
  return [
    `${property.id} · ${property.expectation} · ${property.controller} scenarios`,
    '',
    ...indent([property.title]),
    ...section(
      'claims',
      claimed.map(({ id, level, says }) => `${id} (${level}) ${says}`),
    ),
    ...section('says nothing without', property.needs ?? []),
    ...section(
      'would notice',
      mutants
        .filter((mutant) => mutant.property === property.id)
        .map((mutant) => `${mutant.id}: ${mutant.story}`),
    ),
    ...section('written in', [`properties/${property.id}.ts`]),
    ...evidence([property.id], mentionsOf),
  ];
}

function explainMutant({ id, property, requirement, story }: MutantRow): readonly string[] {
  return [
    `${id} · a deliberate defect of the model`,
    '',
    ...indent([story]),
    ...section('breaks', [requirement]),
    ...section('noticed by', [property]),
  ];
}

function evidence(ids: readonly string[], mentionsOf: MentionsOf): readonly string[] {
  const mentions = new Map(ids.flatMap((id) => mentionsOf(id)).map((each) => [each.path, each]));
  return section(
    'on record',
    [...mentions.values()].map(({ path, title }) => `${path}: ${title}`),
  );
}

/** A heading with its lines; nothing at all where there are none. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `  ${heading}`, ...indent(lines, 4)];
}

/** Lines of at most so many columns, so that a terminal need not break them. */
const columns = 96;

function indent(lines: readonly string[], by = 2): readonly string[] {
  const margin = ' '.repeat(by);
  return lines.flatMap((line) => {
    const [first = '', ...rest] = fold(line, columns - by);
    return [`${margin}${first}`, ...rest.map((each) => `${margin}  ${each}`)];
  });
}

function fold(line: string, width: number): readonly string[] {
  const folded: string[] = [];
  for (const word of line.split(' ')) {
    const last = folded.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= width) {
      folded[folded.length - 1] = `${last} ${word}`;
    } else folded.push(word);
  }
  return folded;
}
