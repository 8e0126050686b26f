/**
 * Finds a text in many texts at once. They lie joined in blocks, since one search through a long string is
 * several times as fast as one through each of many short ones; a changed text spoils only its own block.
 */

export interface TextIndex {
  /** Puts a text at a place; places are small whole numbers, used again after `drop`. */
  put(place: number, text: string): void
  drop(place: number): void
  /** Which places hold a text with `sought` in it: 1 at those, 0 elsewhere. Valid until the next call. */
  find(sought: string): Uint8Array
}

const BLOCK = 512
/** Between texts, so that nothing is found across two of them. Texts and what is sought never hold it. */
const BETWEEN = '\u0000'

interface Block {
  readonly texts: string[]
  joined: string | undefined
  /** Where each text begins in `joined`; one more for the end. */
  readonly starts: Uint32Array
}

export function createTextIndex(): TextIndex {
  const blocks: Block[] = []
  let marks = new Uint8Array(0)

  function set(place: number, text: string): void {
    const number = Math.floor(place / BLOCK)
    while (blocks.length <= number)
      blocks.push({
        texts: new Array<string>(BLOCK).fill(''),
        joined: undefined,
        starts: new Uint32Array(BLOCK + 1),
      })
    const block = blocks[number]
    if (block === undefined) return
    block.texts[place % BLOCK] = text.replaceAll(BETWEEN, ' ')
    block.joined = undefined
  }

  return {
    put: set,
    drop: (place) => set(place, ''),
    find(sought) {
      if (marks.length === blocks.length * BLOCK) marks.fill(0)
      else marks = new Uint8Array(blocks.length * BLOCK)
      if (sought.includes(BETWEEN)) return marks
      blocks.forEach((block, number) => markIn(block, sought, marks.subarray(number * BLOCK)))
      return marks
    },
  }
}

function join({ texts, starts }: Block): string {
  let at = 0
  texts.forEach((text, place) => {
    starts[place] = at
    at += text.length + BETWEEN.length
  })
  starts[texts.length] = at
  return texts.join(BETWEEN)
}

function markIn(block: Block, sought: string, marks: Uint8Array): void {
  block.joined ??= join(block)
  const { joined, starts } = block
  let place = 0
  let at = joined.indexOf(sought)
  while (at !== -1) {
    while ((starts[place + 1] ?? Infinity) <= at) place += 1
    marks[place] = 1
    at = joined.indexOf(sought, starts[place + 1])
  }
}
