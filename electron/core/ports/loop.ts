/** The main process' one event loop, shared by all tasks that read or write thousands of keys. */

/**
 * Resolves when the caller may work, for some tens of milliseconds at most, with one turn of the loop to itself. `left` is the number of keys
 * that the caller has at hand: the caller with the fewest goes first, since its provider may then be asked for more while the others work.
 */
export type WaitForTurn = (left: number) => Promise<void>
