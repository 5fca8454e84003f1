/** Objects never change, so what follows from them alone is worked out once for each of them. */

/** The same function, which remembers its answers as long as their objects live. */
export function remember<A extends object, R>(answer: (object: A) => R): (object: A) => R {
  const known = new WeakMap<A, R>();
  return (object) => {
    const before = known.get(object);
    if (before !== undefined) return before;
    const now = answer(object);
    known.set(object, now);
    return now;
  };
}

/** As `remember`, for two objects. */
export function rememberPair<A extends object, B extends object, R>(
  answer: (one: A, other: B) => R,
): (one: A, other: B) => R {
  const known = remember((_one: A) => new WeakMap<B, R>());
  return (one, other) => {
    const answers = known(one);
    const before = answers.get(other);
    if (before !== undefined) return before;
    const now = answer(one, other);
    answers.set(other, now);
    return now;
  };
}
