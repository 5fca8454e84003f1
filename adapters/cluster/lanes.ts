/** Lets so many hold a lane at once; the others wait in line. */
export interface Lanes {
  enter(): Promise<void>;
  leave(): void;
}

/** So many lanes, all free. */
export function createLanes(count: number): Lanes {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async enter() {
      if (free > 0) {
        free -= 1;
        return;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
