/** Predicts what adding and removing tags would change in many keys. Pure. */
import { MOST_TAGS } from '../../../shared/model/limits.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { keysText } from './selection-messages.ts'
import { tagsSentence } from '../../parts/tags-text.ts'

type Tagged = Pick<KeyRow, 'tags'>

export interface TagCount {
  readonly tag: string
  readonly count: number
}

/** The tags of these keys, the most frequent first. */
export function tagCounts(rows: readonly Tagged[]): readonly TagCount[] {
  const counts = new Map<string, number>()
  for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
}

export interface TagPlan {
  /** One sentence per tag. */
  readonly lines: readonly string[]
  /** The number of keys whose tags will change. */
  readonly changed: number
  /** Why the change is not possible. */
  readonly problem: string | undefined
}

export function tagPlan(rows: readonly Tagged[], add: readonly string[], remove: readonly string[]): TagPlan {
  const having = (tag: string) => rows.filter(({ tags }) => tags.includes(tag)).length
  const lines = [
    ...add.map((tag) => addedLine(tag, having(tag), rows.length)),
    ...remove.map((tag) => `Remove “${tag}” from ${keysText(having(tag))}`),
  ]
  const changed = rows.filter(
    ({ tags }) => add.some((tag) => !tags.includes(tag)) || remove.some((tag) => tags.includes(tag)),
  ).length
  return { lines, changed, problem: problemOf(rows, add, remove) }
}

function addedLine(tag: string, having: number, all: number): string {
  if (having === all) return `All have “${tag}” already`
  const others =
    having === 0 ? '' : ` (${having.toLocaleString()} already ${having === 1 ? 'has' : 'have'} it)`
  return `Add “${tag}” to ${keysText(all - having)}${others}`
}

function problemOf(rows: readonly Tagged[], add: readonly string[], remove: readonly string[]) {
  const both = add.find((tag) => remove.includes(tag))
  if (both !== undefined) return `“${both}” can’t be both added and removed.`
  const wrong = tagsSentence(add)
  if (wrong !== undefined) return wrong
  const full = rows.filter(({ tags }) => tagsAfter(tags, add, remove) > MOST_TAGS).length
  return full === 0 ? undefined : `${keysText(full)} would have more than ${MOST_TAGS} tags.`
}

const tagsAfter = (tags: readonly string[], add: readonly string[], remove: readonly string[]) =>
  new Set([...tags.filter((tag) => !remove.includes(tag)), ...add]).size
