/** Lets so many scenarios be at work at once; the others wait in line. One whose trouble would hit
 * the others too gets all the lanes for itself. */
export interface Lanes {
  /** Waits for a lane, or for all of them; the returned function gives back what was taken. */
  enter(share: 'one' | 'all'): Promise<() => void>;
}

/** So many lanes, all free. First come, first served, so nobody waits for ever. */
export function createLanes(count: number): Lanes {
  const waiting: { readonly wanted: number; readonly go: () => void }[] = [];
  let free = count;

  function serve(): void {
    for (let first = waiting[0]; first && first.wanted <= free; first = waiting[0]) {
      waiting.shift();
      free -= first.wanted;
      first.go();
    }
  }

  return {
    async enter(share) {
      const wanted = share === 'all' ? count : 1;
      await new Promise<void>((go) => {
        waiting.push({ wanted, go });
        serve();
      });
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        free += wanted;
        serve();
      };
    },
  };
}
