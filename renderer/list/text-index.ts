/**
 * Searches many texts at once. Texts are joined in blocks, because one search through a long string is several times as fast as
 * searches through many short ones. A changed text invalidates only its own block.
 */

export interface TextIndex {
  /** Stores a text at a place. Places are small integers that are reused after `drop`. */
  put(place: number, text: string): void
  drop(place: number): void
  /** Returns 1 at the places whose text contains `sought`, 0 elsewhere. The array is valid until the next call. */
  find(sought: string): Uint8Array
}

const BLOCK = 512
/** Separates texts, so that no match spans two of them. Stored texts never contain it, and a search for it finds nothing. */
const BETWEEN = '\u0000'

interface Block {
  readonly texts: string[]
  joined: string | undefined
  /** The offset of each text in `joined`, followed by the offset of the end. */
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
