/** Objects of which some fields may be left out: each with its own chance to be there, and left out
 * first when a counterexample shrinks. */
import fc from 'fast-check';

/** A field, and how its being there relates to its absence. */
export interface Field<T> {
  readonly arbitrary: fc.Arbitrary<T>;
  readonly present: number;
  readonly absent: number;
}

/** There three times out of four. */
export function mostly<T>(arbitrary: fc.Arbitrary<T>): Field<T> {
  return { arbitrary, present: 3, absent: 1 };
}

/** There every other time. */
export function halfTheTime<T>(arbitrary: fc.Arbitrary<T>): Field<T> {
  return { arbitrary, present: 1, absent: 1 };
}

/** There one time out of five. */
export function rarely<T>(arbitrary: fc.Arbitrary<T>): Field<T> {
  return { arbitrary, present: 1, absent: 4 };
}

/** An object with those of the fields that happen to be there. */
export function someFields<T extends object>(fields: {
  readonly [F in keyof T]: Field<T[F]>;
}): fc.Arbitrary<Partial<T>> {
  const optional = Object.entries<Field<unknown>>(fields).map(
    ([name, { arbitrary, present, absent }]) =>
      fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant([]), weight: absent },
        { arbitrary: arbitrary.map((value) => [[name, value]]), weight: present },
      ),
  );
  return fc
    .tuple(...optional)
    .map((drawn) => Object.fromEntries(drawn.flat()) as Partial<T>);
}
