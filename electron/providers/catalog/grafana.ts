/** Grafana: the tokens of service accounts, on own servers and in Grafana Cloud stacks. A token is replaced, never renewed in place. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { defineProvider } from '../define.ts'
import { cleanForm, invalid, textOf } from '../forms.ts'
import { withAccountNumber } from '../grafana/accounts.ts'
import { deleteToken, listTokens, sendCreate, updateAccountOf } from '../grafana/calls.ts'
import { draftFromKey } from '../grafana/draft-from-key.ts'
import { readError } from '../grafana/errors.ts'
import { ACCOUNT_FIELDS, accountsPageOf, basesOf, cleanSettings } from '../grafana/settings.ts'
import { testAccount, verifySecret } from '../grafana/test.ts'
import { readIssued, secretsIn } from '../grafana/tokens.ts'

/** The length of the column in Grafana's database. */
const LONGEST_NAME = 190

const ROLES = [
  { value: 'None', label: 'No basic role' },
  { value: 'Viewer', label: 'Viewer' },
  { value: 'Editor', label: 'Editor' },
  { value: 'Admin', label: 'Admin' },
]

const TOKEN_FIELDS: readonly Field[] = [
  {
    name: 'name',
    label: 'Token name',
    help: 'No two tokens of an organization have the same name',
    kind: 'text',
    required: true,
    maxLength: LONGEST_NAME,
  },
  {
    name: 'serviceAccount',
    label: 'Service account',
    help: 'Its name, or its number from the details of one of its tokens',
    kind: 'text',
    required: true,
    maxLength: LONGEST_NAME,
  },
  {
    name: 'role',
    label: 'Role of a new service account',
    help: 'If there is no service account of that name, it is made with this role. If you choose no role, none is made.',
    kind: 'choice',
    choices: ROLES,
    required: false,
    notInReplacement: true,
  },
  {
    name: 'expires',
    label: 'Expires',
    help: 'Leave empty for no expiry. Your Grafana may require one.',
    kind: 'instant',
    required: false,
  },
]

const UPDATE_FIELDS: readonly Field[] = [
  {
    name: 'accountName',
    label: 'New name of the service account',
    help: 'Leave empty to keep it. A token’s own name can’t be changed.',
    kind: 'text',
    required: false,
    maxLength: LONGEST_NAME,
  },
  {
    name: 'role',
    label: 'Role of the service account',
    help: 'Changes what every token of this service account may do. Choose nothing to keep it.',
    kind: 'choice',
    choices: ROLES,
    required: false,
  },
  {
    name: 'accountState',
    label: 'State of the service account',
    help: 'Applies to every token of this service account, perhaps also to the one that Keyhold signs in with. Choose nothing to keep it.',
    kind: 'choice',
    choices: [
      { value: 'enabled', label: 'Enabled' },
      { value: 'disabled', label: 'Disabled: none of its tokens works' },
    ],
    required: false,
  },
]

export default defineProvider({
  metadata: {
    id: 'grafana',
    name: 'Grafana',
    isPopular: true,
    summary:
      'List, create, replace, test and delete the tokens of service accounts, and change their service accounts.',
    keyNoun: 'service account token',
    docsUrl: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    consoleUrl: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    credential: {
      label: 'Service account token',
      help: 'Make it in Grafana under Administration, Service accounts. Its service account needs the role Admin, or a custom role with serviceaccounts:read, serviceaccounts:write and, to make service accounts, serviceaccounts:create.',
      placeholder: 'glsa_…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: TOKEN_FIELDS,
    updateFields: UPDATE_FIELDS,
    rotation: {
      oldSecretDies: 'none',
      regenerate:
        'Grafana can’t regenerate a token. Create a second one, give it to your programs, then delete the old one.',
      replace:
        'Creates a second token of the same service account, with a new name and a life of the same length. The old token keeps working until you retire it, which deletes it.',
      revoke: 'Anything using this token stops working immediately. This can’t be undone.',
      keepsExpiry: true,
      reportsRenewal: false,
    },
  },

  settings: cleanSettings,
  credentialPage: accountsPageOf,
  scopes: () => [''],
  http: {
    bases: basesOf,
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
    readError,
  },

  test: testAccount,
  list: (api, _scope, signal) => listTokens(api, signal),
  create: {
    check(draft) {
      const cleaned = cleanForm(TOKEN_FIELDS, draft)
      return { draft: cleaned, label: textOf(cleaned, 'name'), scope: '' }
    },
    prepare: withAccountNumber,
    send: sendCreate,
    read: readIssued,
  },
  update: async (api, key, draft) => updateAccountOf(api, key, checkUpdate(draft)),
  // No `setEnabled`: Grafana has no switch for one token. The switch of the service account would also stop the new token of an overlap.
  revoke: deleteToken,
  draftFromKey: async (api, key, now) => draftFromKey(api, key, LONGEST_NAME, now),
  verify: verifySecret,
  secretsIn,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Bearer ${secret}` }),
    // The search for dashboards is open to every role.
    request: (settings) => ({ address: new URL('search', basesOf(settings)['']).href }),
  },
})

function checkUpdate(draft: FormValues): FormValues {
  const cleaned = cleanForm(UPDATE_FIELDS, draft)
  if (Object.keys(cleaned).length === 0) throw invalid('role', 'required')
  return cleaned
}
