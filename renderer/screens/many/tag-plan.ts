/** Predicts what adding and removing tags would change in many keys. Pure. */
import { MOST_TAGS } from '../../../shared/model/limits.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { tagsSentence } from '../../parts/tags-text.ts'
import { tagsMessages } from './tags-messages.ts'

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
    ...remove.map((tag) => tagsMessages.remove(tag, having(tag))),
  ]
  const changed = rows.filter(
    ({ tags }) => add.some((tag) => !tags.includes(tag)) || remove.some((tag) => tags.includes(tag)),
  ).length
  return { lines, changed, problem: problemOf(rows, add, remove) }
}

const addedLine = (tag: string, having: number, all: number): string =>
  having === all ? tagsMessages.allHave(tag) : tagsMessages.add(tag, all - having, having)

function problemOf(rows: readonly Tagged[], add: readonly string[], remove: readonly string[]) {
  const both = add.find((tag) => remove.includes(tag))
  if (both !== undefined) return tagsMessages.bothWays(both)
  const wrong = tagsSentence(add)
  if (wrong !== undefined) return wrong
  const full = rows.filter(({ tags }) => tagsAfter(tags, add, remove) > MOST_TAGS).length
  return full === 0 ? undefined : tagsMessages.tooMany(full, MOST_TAGS)
}

const tagsAfter = (tags: readonly string[], add: readonly string[], remove: readonly string[]) =>
  new Set([...tags.filter((tag) => !remove.includes(tag)), ...add]).size
