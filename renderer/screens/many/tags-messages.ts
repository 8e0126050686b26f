/** Messages of the dialog that changes the tags of many keys. */
import { keysText } from './selection-messages.ts'

export const tagsMessages = {
  title: (count: number) => `Tags of ${keysText(count)}`,
  change: (count: number) => `Change tags of ${keysText(count)}`,
  /** A tag that only some of the keys have. */
  tagOfSome: (tag: string, count: number) => `${tag} (${count.toLocaleString()})`,
  preview: 'What changes',
  nothing: 'No changes yet. Tags are local to Keyhold.',
  line: (line: string) => `${line}.`,
  unchanged: (count: number) => `${keysText(count)} ${count === 1 ? 'stays as it is' : 'stay as they are'}.`,
} as const
