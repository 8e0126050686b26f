/** Messages of the dialog that changes the tags of many keys. */
import { keysText } from '../../messages/counts.ts'

export const tagsMessages = {
  title: (count: number) => `Tags of ${keysText(count)}`,
  change: (count: number) => `Change tags of ${keysText(count)}`,
  /** A tag that only some of the keys have. */
  tagOfSome: (tag: string, count: number) => `${tag} (${count.toLocaleString()})`,
  preview: 'What changes',
  nothing: 'No changes yet. Tags are local to Keyhold.',
  /** `others`: the keys that have the tag already. */
  add: (tag: string, count: number, others: number) =>
    `Add “${tag}” to ${keysText(count)}${others === 0 ? '' : ` (${others.toLocaleString()} already ${others === 1 ? 'has' : 'have'} it)`}`,
  remove: (tag: string, count: number) => `Remove “${tag}” from ${keysText(count)}`,
  allHave: (tag: string) => `All have “${tag}” already`,
  bothWays: (tag: string) => `“${tag}” can’t be both added and removed.`,
  tooMany: (count: number, most: number) => `${keysText(count)} would have more than ${most} tags.`,
  line: (line: string) => `${line}.`,
  unchanged: (count: number) => `${keysText(count)} ${count === 1 ? 'stays as it is' : 'stay as they are'}.`,
} as const
