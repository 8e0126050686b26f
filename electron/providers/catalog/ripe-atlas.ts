/** RIPE Atlas: API keys with permissions and a time window, regenerated in place. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { defineProvider } from '../define.ts'
import { baseFrom, addressField, certificatesField, cleanForm, instantOf, invalid, textOf } from '../forms.ts'
import {
  deleteKey,
  findKey,
  listKeys,
  listPermissions,
  listTargets,
  sendCreate,
  sendRegenerate,
  switchKey,
  updateKey,
} from '../ripe-atlas/calls.ts'
import { readError } from '../ripe-atlas/errors.ts'
import { credentialHandle, readIssued, secretsIn } from '../ripe-atlas/keys.ts'
import { draftFromKey } from '../ripe-atlas/draft-from-key.ts'
import { verifySecret } from '../ripe-atlas/verify.ts'
import { testAccount } from '../ripe-atlas/test.ts'

const BASE = 'https://atlas.ripe.net/api/v2/'

const ACCOUNT_FIELDS: readonly Field[] = [
  addressField('Change only for a self-hosted or test instance.', BASE),
  certificatesField,
]

const LONGEST_LABEL = 200

const KEY_FIELDS: readonly Field[] = [
  { name: 'label', label: 'Label', kind: 'text', required: true, maxLength: LONGEST_LABEL },
  {
    name: 'validFrom',
    label: 'Starts',
    help: 'Leave empty to start immediately',
    kind: 'instant',
    required: false,
  },
  { name: 'validTo', label: 'Expires', help: 'Leave empty for no expiry', kind: 'instant', required: false },
  { name: 'grants', label: 'Permissions', kind: 'grants', required: false },
]

export default defineProvider({
  metadata: {
    id: 'ripe-atlas',
    name: 'RIPE Atlas',
    summary: 'Full support: list, create, edit, disable, rotate and delete API keys.',
    keyNoun: 'API key',
    docsUrl: 'https://atlas.ripe.net/docs/apis/rest-api-manual/keys/managing-keys',
    consoleUrl: 'https://atlas.ripe.net/keys/',
    credential: {
      label: 'Managing API key',
      help: 'An API key with the “keys” permissions. Create it on the RIPE Atlas website.',
      placeholder: '00000000-0000-0000-0000-000000000000',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: KEY_FIELDS,
    rotation: {
      oldSecretDies: 'at-once',
      regenerate:
        'RIPE Atlas gives this key a new secret and a new eight-character handle. Label, dates and permissions stay. The old secret stops working immediately.',
      replace:
        'Creates a second key with the same label, permissions and lifetime. The old key keeps working until you retire it (disable first, which is reversible, then delete).',
      revoke: 'Anything using this key stops working immediately. This can’t be undone.',
      keepsExpiry: true,
      regenerationKeepsExpiry: true,
      reportsRenewal: true,
    },
  },

  settings: (form) => cleanForm(ACCOUNT_FIELDS, form),
  scopes: () => [''],
  http: {
    bases: (settings) => ({ '': baseOf(settings) }),
    headers: (credential) => ({ authorization: `Key ${credential}` }),
    readError,
  },
  credentialHandle: (credential) => credential.use((bytes) => credentialHandle(bytes.toString('utf8'))),

  test: testAccount,
  list: (api, _scope, signal) => listKeys(api, signal),
  get: async (api, { remoteId }, signal) => findKey(api, remoteId, signal),
  create: {
    check(draft) {
      const cleaned = checkKey(draft)
      return { draft: cleaned, label: textOf(cleaned, 'label'), scope: '' }
    },
    send: sendCreate,
    read: (answer) => readIssued(answer),
  },
  regenerate: { send: sendRegenerate, read: (answer, { remoteId }) => readIssued(answer, remoteId) },
  update: async (api, key, draft) => updateKey(api, key, checkKey(draft)),
  setEnabled: switchKey,
  revoke: deleteKey,
  draftFromKey: async (api, key, now) => draftFromKey(api, key, LONGEST_LABEL, now),
  verify: verifySecret,
  secretsIn,
  permissions: listPermissions,
  permissionTargets: listTargets,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Key ${secret}` }),
    request: (settings) => ({ address: new URL('keys/', baseOf(settings)).href }),
  },
})

const baseOf = (settings: FormValues): URL => baseFrom(settings, BASE)

function checkKey(draft: FormValues): FormValues {
  const cleaned = cleanForm(KEY_FIELDS, draft)
  const start = instantOf(cleaned, 'validFrom')
  const end = instantOf(cleaned, 'validTo')
  if (start !== undefined && end !== undefined && end <= start) throw invalid('validTo', 'malformed')
  return cleaned
}
