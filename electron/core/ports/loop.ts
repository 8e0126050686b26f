/** The main process' one event loop, shared by whoever has thousands of keys to read or to write. */

/**
 * Resolves when the caller may work, for some tens of milliseconds at most, with a turn of the loop to itself. `left` is how many keys it
 * has at hand: who has least goes first, since its provider may then be asked for more while the others work.
 */
export type WaitForTurn = (left: number) => Promise<void>
