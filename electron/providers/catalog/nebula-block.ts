/** Nebula Block: API keys that are shown once and replaced by new ones; in the portal's contract they are renewed in place. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { defineProvider } from '../define.ts'
import { baseFrom, addressField, certificatesField, cleanForm, invalid, textOf } from '../forms.ts'
import { readTokenEnd } from '../jwt.ts'
import { deleteKey, listKeys, listRaw, sendCreate, sendRenew } from '../nebula-block/calls.ts'
import { contractField, contractOf, pathsOf, RENEWING } from '../nebula-block/contract.ts'
import { readError } from '../nebula-block/errors.ts'
import { readIssued, secretsIn } from '../nebula-block/keys.ts'
import { draftFromKey } from '../nebula-block/draft-from-key.ts'
import { testAccount } from '../nebula-block/test.ts'
import { authenticates } from '../authenticates.ts'

const BASE = 'https://api.nebulablock.com/api/v1/'

const ACCOUNT_FIELDS: readonly Field[] = [
  contractField,
  addressField('Change only for a self-hosted or test instance.', BASE),
  certificatesField,
]

const LONGEST = { name: 200, description: 1_000 } as const

const KEY_FIELDS: readonly Field[] = [
  { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST.name },
  {
    name: 'description',
    label: 'Description',
    kind: 'text',
    required: false,
    maxLength: LONGEST.description,
  },
  {
    name: 'teamId',
    label: 'Team number',
    help: 'For a team’s key instead of your own. Only in the portal’s contract.',
    kind: 'text',
    required: false,
    maxLength: 15,
    advanced: true,
  },
]

export default defineProvider({
  metadata: {
    id: 'nebula-block',
    name: 'Nebula Block',
    summary:
      'List, create, replace and delete API keys; regenerate them where the portal’s contract is chosen.',
    keyNoun: 'API key',
    docsUrl: 'https://docs.nebulablock.com/',
    consoleUrl: 'https://www.nebulablock.com/',
    credential: {
      label: 'API key',
      help: 'An account API key (long-lived) or an access token (valid for 2 hours)',
      placeholder: 'ak_…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: [],
    canOnlyWhere: [RENEWING],
    rotation: {
      oldSecretDies: 'at-once',
      regenerate:
        'Nebula Block gives this key a new secret. Its name and number stay. The old secret stops working immediately.',
      replace:
        'Creates a second key with the same name and description. The old key keeps working until you retire it, which deletes it.',
      revoke: 'Anything using this key stops working immediately. This can’t be undone.',
      keepsExpiry: false,
      reportsRenewal: true,
    },
  },

  settings: (form) => cleanForm(ACCOUNT_FIELDS, form),
  scopes: () => [''],
  http: {
    bases: (settings) => ({ '': baseOf(settings) }),
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
    readError,
  },
  credentialExpiresAt: (credential) => credential.use((bytes) => readTokenEnd(bytes.toString('utf8'))),

  test: testAccount,
  listShowsCredential: true,
  list: (api, _scope, signal) => listKeys(api, signal),
  create: {
    check(draft, settings) {
      const cleaned = checkKey(draft, settings)
      return { draft: cleaned, label: textOf(cleaned, 'name'), scope: '' }
    },
    send: sendCreate,
    read: (answer) => readIssued(answer),
  },
  regenerate: { send: sendRenew, read: (answer, { remoteId }) => readIssued(answer, remoteId) },
  revoke: deleteKey,
  draftFromKey: async (api, key) => draftFromKey(api, key, LONGEST),
  // Every key may list keys: the vendor's pages use a key for that call as well as a token. Source: List API Keys, read 2026.
  verify: async (api, signal) => authenticates(async () => listRaw(api, signal)),
  secretsIn,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Bearer ${secret}` }),
    request: (settings) => ({ address: new URL(pathsOf(settings).list, baseOf(settings)).href }),
  },
})

const baseOf = (settings: FormValues): URL => baseFrom(settings, BASE)

function checkKey(draft: FormValues, settings: FormValues): FormValues {
  const cleaned = cleanForm(KEY_FIELDS, draft)
  const team = textOf(cleaned, 'teamId')
  if (!/^\d*$/.test(team)) throw invalid('teamId', 'malformed')
  if (team !== '' && contractOf(settings) !== 'portal') throw invalid('teamId', 'unknown-choice')
  return cleaned
}
