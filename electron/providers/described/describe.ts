/** Makes a provider from a description. The rest of the program treats it like any other provider. */
import type { Abilities } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { DescribedProvider } from '../../core/ports/provider.ts'
import type { HttpDefinition } from '../define.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import { providerFailure } from '../failure.ts'
import { cleanForm, instantOf, invalid, textOf } from '../forms.ts'
import { deleteKey, listKeys, sendCreate } from './calls.ts'
import { readError } from './errors.ts'
import { segmentsOf, sendsEnd } from './placeholders.ts'
import { readIssued } from './rows.ts'
import { secretsAt } from './secrets.ts'
import { accountFieldsOf, basesOf, cleanSettings, userOf } from './settings.ts'
import { testAccount } from './test.ts'
import { createFieldsOf, credentialOf, LONGEST_NAME, rotationOf, summaryOf } from './words.ts'

/** The provider of a description, or one that only reports that its document cannot be understood. */
export const describe = ({ id, name, description, list }: DescribedProvider): HttpDefinition =>
  description === undefined ? unreadable(id, name) : readable(id, description, list)

function readable(
  id: string,
  description: ProviderDescription,
  state: DescribedProvider['list'],
): HttpDefinition {
  const { name, keyNoun, address, consoleUrl = address, credential, list } = description
  // SECURITY: with a wrong pointer to the id, Keyhold would delete another key. So nothing can be changed before the user has reviewed the list.
  const all = changesOf(description)
  const changes = unlockedIn(all, state)
  const locked = abilitiesOf(all).filter((ability) => !abilitiesOf(changes).includes(ability))
  return {
    metadata: {
      id,
      name,
      summary: summaryOf(description),
      keyNoun,
      docsUrl: consoleUrl,
      consoleUrl,
      credential: credentialOf(description),
      accountFields: accountFieldsOf(description),
      createFields: changes.create === undefined ? [] : createFieldsOf(description),
      updateFields: [],
      rotation: rotationOf(description, changes.draftFromKey !== undefined),
      described: { state, locked },
    },
    settings: (form) => cleanSettings(description, form),
    scopes: () => [''],
    http: {
      isTyped: true,
      bases: (settings) => basesOf(description, settings),
      headers: (secret, settings) => headersOf(credential, secret, settings),
      ...(credential.kind === 'digest' && {
        digest: (settings) => ({ name: userOf(settings), challengePath: segmentsOf(list.path) }),
      }),
      readError,
    },
    test: async (api, signal) => testAccount(api, description, signal),
    list: (api, _scope, signal) => listKeys(api, description, signal),
    ...changes,
    secretsIn: secretsAt(description.create?.secret ?? '/secret'),
  }
}

type Changes = Pick<HttpDefinition, 'create' | 'revoke' | 'draftFromKey'>

/** The changes at the provider that the description allows. */
function changesOf(description: ProviderDescription): Changes {
  const { create, delete: deletion, list, newKeyLeavesOld } = description
  const knowsEnd = create !== undefined && (!sendsEnd(create.body) || list.expires !== undefined)
  return {
    ...(create && {
      create: {
        check(draft) {
          const cleaned = cleanForm(createFieldsOf(description), draft)
          if ((instantOf(cleaned, 'expires') ?? 1_000) < 1_000) throw invalid('expires', 'malformed')
          return { draft: cleaned, label: textOf(cleaned, 'name'), scope: '' }
        },
        send: async (api, draft, signal) => sendCreate(api, description, create, newKeyOf(draft), signal),
        read: (answer, draft) => readIssued(answer, description, newKeyOf(draft)),
      },
    }),
    ...(deletion && { revoke: async (api, key) => deleteKey(api, deletion, key) }),
    ...(deletion &&
      newKeyLeavesOld &&
      knowsEnd && {
        async draftFromKey(api, { remoteId }, now) {
          for await (const { keys } of listKeys(api, description)) {
            const current = keys.find((one) => one.remoteId === remoteId)
            if (current === undefined) continue
            const { validTo } = sendsEnd(create.body) ? shiftedValidity(current, now) : {}
            const name = fitText(current.label, LONGEST_NAME, description.keyNoun)
            return { name, ...(validTo !== undefined && { expires: validTo }) }
          }
          const words = 'The list no longer has this key'
          throw providerFailure({ why: 'not-found', outcome: 'refused', words })
        },
      }),
  }
}

/** Without a key in the list, the user could not compare an id. Keys can be created then, but not deleted. */
function unlockedIn(changes: Changes, state: DescribedProvider['list']): Changes {
  switch (state) {
    case 'unconfirmed':
      return {}
    case 'empty':
      return { ...(changes.create && { create: changes.create }) }
    case 'confirmed':
      return changes
  }
}

const abilitiesOf = ({ create, revoke, draftFromKey }: Changes): (keyof Abilities)[] => [
  ...(create ? (['create'] as const) : []),
  ...(revoke ? (['revoke'] as const) : []),
  ...(draftFromKey ? (['replace'] as const) : []),
]

const newKeyOf = (draft: FormValues) => ({
  name: textOf(draft, 'name'),
  expires: instantOf(draft, 'expires'),
})

function headersOf(
  credential: ProviderDescription['credential'],
  secret: string,
  settings: FormValues,
): Readonly<Record<string, string>> {
  switch (credential.kind) {
    case 'bearer':
      return { authorization: `Bearer ${secret}` }
    case 'authorization':
      return { authorization: secret }
    case 'header':
      return { [credential.name.toLowerCase()]: secret }
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${userOf(settings)}:${secret}`).toString('base64')}` }
    case 'digest':
      return {}
  }
}

/** Its accounts stay. No call is made for them, and they show the reason. */
function unreadable(id: string, name: string): HttpDefinition {
  const refuse = (): never => {
    throw new Failure({ kind: 'description', why: 'unreadable' })
  }
  return {
    metadata: {
      id,
      name,
      summary: 'Keyhold can’t read this description any more, and keeps it unchanged.',
      keyNoun: 'key',
      docsUrl: '',
      consoleUrl: '',
      credential: { label: 'Token', help: '' },
      accountFields: [],
      createFields: [],
      updateFields: [],
      rotation: {
        oldSecretDies: 'none',
        regenerate: '',
        revoke: '',
        keepsExpiry: false,
        reportsRenewal: false,
      },
      described: { state: 'unreadable', locked: [] },
    },
    settings: refuse,
    scopes: () => [''],
    http: { isTyped: true, bases: () => ({}), headers: () => ({}), readError },
    test: refuse,
    list: refuse,
    secretsIn: () => [],
  }
}
