/** A token's policies as grants: one grant for each permission group on each resource. Source: the vendor's npm package, 7.3.0. */
import { z } from 'zod'
import { Grant } from '../../../shared/model/model.ts'
import { plain } from '../scrub.ts'

const RawGroup = z.looseObject({ id: z.string().min(1), name: z.string().optional().catch(undefined) })
const RawResources = z.record(z.string(), z.unknown())

/** Lenient about additional members of a policy, strict about its permissions. */
export const RawPolicy = z.looseObject({
  id: z.string().optional().catch(undefined),
  effect: z.enum(['allow', 'deny']),
  permission_groups: z.array(RawGroup),
  resources: RawResources,
})
export type RawPolicy = z.infer<typeof RawPolicy>

interface SentPolicy {
  readonly effect: 'allow' | 'deny'
  readonly permission_groups: readonly { readonly id: string }[]
  readonly resources: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

/** Every resource below: the only value that the API documents. */
const ALL = '*'
const DENY = 'deny:'
const LONGEST_NAME = 120
/** Separates a container from the resource in it. Neither contains a slash. */
const WITHIN = '/'

/**
 * A permission group as a grant's permission: `<id>.<name>`, and `deny:<id>.Deny <name>`. The id addresses it, the part after the dot is shown.
 */
export function permissionId(
  id: string,
  name: string | undefined,
  effect: RawPolicy['effect'] = 'allow',
): string {
  const shown = plain(name ?? '')
    .replaceAll('.', ' ')
    .slice(0, LONGEST_NAME)
    .trim()
  const words = effect === 'deny' ? `Deny ${shown || id}` : shown
  return `${effect === 'deny' ? DENY : ''}${id}${words === '' ? '' : `.${words}`}`
}

function partsOf(permission: string): Pick<SentPolicy, 'effect'> & { readonly id: string } {
  const denies = permission.startsWith(DENY)
  const [id = ''] = permission.slice(denies ? DENY.length : 0).split('.', 1)
  return { effect: denies ? 'deny' : 'allow', id: id.trim() }
}

/** `com.cloudflare.api.account.zone.*`: the type is everything up to the last dot. */
function targetOf(resource: string): NonNullable<Grant['target']> {
  const at = resource.lastIndexOf('.')
  return { type: resource.slice(0, at), id: resource.slice(at + 1) }
}

const resourceOf = ({ type, id }: NonNullable<Grant['target']>): string => `${type}.${id}`

/** The resources of a policy, a contained one as `<container>/<resource>`. `undefined`: there is one that grants cannot express. */
function resourcesIn({ resources }: RawPolicy): readonly string[] | undefined {
  const found = Object.entries(resources).flatMap(([resource, value]): readonly (string | undefined)[] => {
    if (value === ALL) return [resource]
    const inner = z.record(z.string(), z.literal(ALL)).safeParse(value)
    return inner.success ? Object.keys(inner.data).map((one) => `${resource}${WITHIN}${one}`) : [undefined]
  })
  return found.every((one) => one !== undefined) ? found : undefined
}

/** `isWhole`: nothing of the policies is missing in the grants. */
export function grantsIn(policies: readonly RawPolicy[]): {
  readonly grants: readonly Grant[]
  readonly isWhole: boolean
} {
  let isWhole = true
  const grants = policies.flatMap((policy): readonly Grant[] => {
    const resources = resourcesIn(policy)
    if (resources === undefined) isWhole = false
    return policy.permission_groups.flatMap(({ id, name }) =>
      (resources ?? []).flatMap((resource): readonly Grant[] => {
        const grant = { permission: permissionId(id, name, policy.effect), target: targetOf(resource) }
        const isShort = Grant.safeParse(grant).success && resource.includes('.')
        if (!isShort) isWhole = false
        return isShort ? [grant] : []
      }),
    )
  })
  // Sorted, because a different order of policies is no change.
  const once = new Map(
    grants.map((grant) => [keyOf(grant), grant] as const).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
  return { grants: [...once.values()], isWhole }
}

const keyOf = ({ permission, target }: Grant): string => {
  const { effect, id } = partsOf(permission)
  return JSON.stringify([effect, id, target?.type, target?.id])
}

/** Whether both lists allow the same. Names of permission groups do not matter. */
export const isSame = (some: readonly Grant[], others: readonly Grant[]): boolean =>
  JSON.stringify(some.map(keyOf).sort()) === JSON.stringify(others.map(keyOf).sort())

/** One policy for each resource and effect, with all its permission groups. Every grant has a target. */
export function policiesOf(grants: readonly Grant[]): readonly SentPolicy[] {
  const placed = grants.flatMap(({ permission, target }) =>
    target === undefined ? [] : [{ ...partsOf(permission), resource: resourceOf(target) }],
  )
  const groups = Map.groupBy(placed, ({ effect, resource }) => `${effect} ${resource}`)
  return [...groups.values()].flatMap(([first, ...more]): readonly SentPolicy[] => {
    if (first === undefined) return []
    const ids = [...new Set([first, ...more].map(({ id }) => id))]
    const { effect, resource } = first
    return [{ effect, permission_groups: ids.map((id) => ({ id })), resources: resourcesFor(resource) }]
  })
}

function resourcesFor(resource: string): SentPolicy['resources'] {
  const at = resource.indexOf(WITHIN)
  if (at < 0) return { [resource]: ALL }
  return { [resource.slice(0, at)]: { [resource.slice(at + 1)]: ALL } }
}

/** The policies as they came, for a request: policy ids belong to the old token. */
export const unchanged = (policies: readonly RawPolicy[]): readonly unknown[] =>
  policies.map(({ effect, permission_groups: groups, resources }) => ({
    effect,
    permission_groups: groups.map(({ id }) => ({ id })),
    resources,
  }))

/** Whether a grant names a permission group, and the resource that it is for. */
export const isComplete = ({ permission, target }: Grant): boolean =>
  partsOf(permission).id !== '' && target !== undefined && resourceOf(target).length > 1
