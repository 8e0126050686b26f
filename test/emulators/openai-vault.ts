/** The state of the OpenAI emulator: an organization with admin keys, projects, service accounts and their keys. */
import { labelOf, numberOf, recordHandedOut, runningClock, seconds } from './emulator.ts'
import {
  accountName,
  FIRST_KEY,
  idOf,
  secretOf,
  seededDates,
  type OpenAiKey,
  type OpenAiProject,
  type ServiceAccount,
} from './openai-keys.ts'
import { Refusal } from './refusal.ts'

interface Options {
  readonly seed: string
  /** The number of keys of each of the three kinds. */
  readonly keys: number
  readonly projects: number
  readonly now: number | undefined
}

const DAY_MS = 86_400_000
const PROJECT_NAMES = ['Shop assistant', 'Support search', 'Research'] as const

/** A vault with `keys` keys of each kind, not counting the credential. */
export function createOpenAiVault({ seed, keys: count, projects: projectCount, now }: Options) {
  const clock = runningClock(now)
  const startedAt = clock()
  const projects = new Map<string, OpenAiProject>()
  const accounts = new Map<string, ServiceAccount>()
  const keys = new Map<string, OpenAiKey>()
  let made = 0

  const put = (key: OpenAiKey): OpenAiKey => {
    keys.set(key.id, key)
    return key
  }
  const works = ({ expiresAt, project }: OpenAiKey): boolean =>
    (expiresAt ?? Infinity) > clock() &&
    (project === undefined || projects.get(project)?.archivedAt === undefined)
  const holder = (secret: string): OpenAiKey | undefined =>
    [...keys.values()].find((key) => key.secret === secret && works(key))
  const isAlive = (secret: string): boolean => holder(secret) !== undefined
  const handedOut = recordHandedOut(isAlive)

  const plain = { project: undefined, account: undefined, isLeftover: false, scopes: [] } as const
  const own = put({
    ...plain,
    id: idOf('key', `${seed} credential`),
    secret: secretOf('admin', `${seed} credential`),
    name: 'keyhold',
    createdAt: seconds(startedAt - 250 * DAY_MS),
    expiresAt: seconds(startedAt + 100 * DAY_MS),
    lastUsedAt: undefined,
  })
  for (let index = 0; index < projectCount; index += 1) {
    const id = idOf('proj', `${seed} project ${String(index)}`)
    const name = PROJECT_NAMES[index] ?? `Project ${String(index + 1)}`
    projects.set(id, { id, name, createdAt: seconds(startedAt - 300 * DAY_MS), archivedAt: undefined })
  }
  const projectIds = [...projects.keys()]

  for (let index = 0; index < count; index += 1) {
    const of = (kind: string): string => `${seed} ${kind} ${String(index)}`
    const project = projectIds[index % projectIds.length]!
    put({
      ...plain,
      ...seededDates(of('admin'), startedAt),
      id: idOf('key', of('admin')),
      secret: secretOf('admin', of('admin')),
      name: labelOf(index),
    })
    put({
      ...plain,
      ...seededDates(of('person'), startedAt),
      id: idOf('key', of('person')),
      secret: secretOf('proj', of('person')),
      name: labelOf(index),
      project,
      isLeftover: numberOf(of('left'), 5) === 0,
    })
    const dates = seededDates(of('service'), startedAt)
    const account = idOf('svc_acct', of('service'))
    const { createdAt } = dates
    accounts.set(account, { id: account, project, name: accountName(index), role: 'member', createdAt })
    put({
      ...plain,
      ...dates,
      id: idOf('key', of('service')),
      secret: secretOf('svcacct', of('service')),
      name: index % 3 === 2 ? labelOf(index) : FIRST_KEY,
      project,
      account,
    })
  }

  const oldestFirst = (a: OpenAiKey, b: OpenAiKey): number =>
    a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)

  const projectNamed = (id: string): OpenAiProject => {
    const project = projects.get(id)
    if (project === undefined) throw new Refusal(404, `Project with ID '${id}' not found.`)
    return project
  }

  return {
    clock,
    credential: own.secret,
    ownId: own.id,
    holder,
    isAlive,
    projects: (): readonly OpenAiProject[] => [...projects.values()],
    /** Throws Refusal 404. */
    project: projectNamed,
    /** The same for a project that is not archived. Throws Refusal 400 otherwise. */
    activeProject(id: string): OpenAiProject {
      const project = projectNamed(id)
      if (project.archivedAt !== undefined) throw new Refusal(400, `Project ${id} is archived.`)
      return project
    },
    accounts: (project: string): readonly ServiceAccount[] =>
      [...accounts.values()].filter((account) => account.project === project),
    accountOf: (key: OpenAiKey): ServiceAccount | undefined => accounts.get(key.account ?? ''),
    /** Throws Refusal 404. */
    account(project: string, id: string): ServiceAccount {
      const account = accounts.get(id)
      if (account?.project !== project) throw new Refusal(404, 'Service account not found.')
      return account
    },
    addAccount(project: string, draft: Pick<ServiceAccount, 'name' | 'role'>): ServiceAccount {
      made += 1
      const id = idOf('svc_acct', `${seed} made ${String(made)}`)
      const account = { ...draft, id, project, createdAt: seconds(clock()) }
      accounts.set(id, account)
      return account
    },
    removeAccount({ id }: ServiceAccount): void {
      accounts.delete(id)
      for (const key of keys.values()) if (key.account === id) keys.delete(key.id)
    },
    /** The keys of a project, or of the organization. */
    keysOf: (project: string | undefined): readonly OpenAiKey[] =>
      [...keys.values()].filter((key) => key.project === project).sort(oldestFirst),
    /** Throws Refusal 404. */
    key(project: string | undefined, id: string): OpenAiKey {
      const key = keys.get(id)
      if (key === undefined || key.project !== project) throw new Refusal(404, 'API key not found.')
      return key
    },
    addKey(
      kind: 'admin' | 'svcacct',
      draft: Pick<OpenAiKey, 'name' | 'project' | 'account' | 'scopes'>,
      lifetimeMs: number | undefined,
    ): OpenAiKey {
      made += 1
      const name = `${seed} made ${String(made)}`
      const createdAt = seconds(clock())
      return put({
        ...plain,
        ...draft,
        id: idOf('key', name),
        secret: secretOf(kind, name),
        createdAt,
        expiresAt: lifetimeMs === undefined ? undefined : createdAt + lifetimeMs,
        lastUsedAt: undefined,
      })
    },
    removeKey: ({ id }: OpenAiKey): boolean => keys.delete(id),
    /** Records that an answer contains this key's secret. `keyId` is the key's address in Keyhold. */
    handOut: ({ secret, id, project }: OpenAiKey): void =>
      handedOut.add(secret, project === undefined ? id : `${project}/${id}`),
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      text.includes('sk-') &&
      ([...keys.values()].some(({ secret }) => text.includes(secret)) || handedOut.areIn(text)),
  }
}

export type OpenAiVault = ReturnType<typeof createOpenAiVault>
