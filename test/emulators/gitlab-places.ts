/** The projects and groups of the GitLab emulator, and the names of their bot users. */
import type { GitLabToken } from './gitlab-vault.ts'
import { Refusal } from './refusal.ts'

/** The path and number of each project or group. */
const PROJECTS = [
  ['team/app', 7],
  ['team/tools/deploy', 8],
] as const
const GROUPS = [['team', 5]] as const

export const PLACES = ['personal', 'project:team/app', 'project:team/tools/deploy', 'group:team'] as const

/** Throws Refusal 404 for a place that does not exist. */
export function placeFrom(kind: string, text: string): string {
  const known = kind === 'projects' ? PROJECTS : GROUPS
  const found = known.find(([path, id]) => text === path || text === String(id))
  const word = kind === 'projects' ? 'project' : 'group'
  if (found === undefined) throw new Refusal(404, `404 ${word === 'project' ? 'Project' : 'Group'} Not Found`)
  return `${word}:${found[0]}`
}

/** A project or group token belongs to a bot user. */
export function userNameOf({ place, userId }: Pick<GitLabToken, 'place' | 'userId'>): string {
  if (place === 'personal') return 'mara'
  const [kind = '', path = ''] = place.split(':')
  const [, number = 0] = [...PROJECTS, ...GROUPS].find(([known]) => known === path) ?? []
  return `${kind}_${String(number)}_bot_${String(userId)}`
}

/** The fields of the account form that name these places. */
export function listedPlaces(places: readonly string[]) {
  const named = (kind: string) =>
    [...new Set(places)]
      .filter((place) => place.startsWith(`${kind}:`))
      .map((place) => place.slice(kind.length + 1))
  const [projects, groups] = [named('project'), named('group')]
  return { ...(projects.length > 0 && { projects }), ...(groups.length > 0 && { groups }) }
}
