/** OpenAI: admin keys of an organization, and the keys of people and service accounts in its projects. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { defineProvider } from '../define.ts'
import { baseFrom, addressField, certificatesField, cleanForm, textOf } from '../forms.ts'
import { ALL_PERMISSIONS, deleteKey, findKey, sendCreate, updateKey } from '../openai/calls.ts'
import { draftFromKey } from '../openai/draft-from-key.ts'
import { readError } from '../openai/errors.ts'
import { readIssued, secretsIn } from '../openai/keys.ts'
import {
  ADMIN,
  NEW_ADMIN_KEY,
  NEW_SERVICE_ACCOUNT,
  NEW_SERVICE_KEY,
  PROJECT,
  SCOPES,
  SERVICE,
} from '../openai/kinds.ts'
import { listAdminKeys, listProjectKeys } from '../openai/lists.ts'
import { ADMIN_KEYS, MODELS } from '../openai/paths.ts'
import { withIds } from '../openai/places.ts'
import { testAccount } from '../openai/test.ts'
import { verifySecret } from '../openai/verify.ts'

const BASE = 'https://api.openai.com/v1/'

const ACCOUNT_FIELDS: readonly Field[] = [
  addressField('Change only for a test instance.', BASE),
  certificatesField,
]

const LONGEST_NAME = 200

const expiryField = (help: string): Field => ({
  name: 'validTo',
  label: 'Expires',
  help,
  kind: 'instant',
  required: false,
})

const scopesField = (help: string): Field => ({
  name: 'scopes',
  label: 'Permissions',
  help,
  kind: 'choices',
  choices: [
    { value: ALL_PERMISSIONS, label: 'All' },
    { value: 'api.all.read', label: 'Read only' },
  ],
  other: true,
  required: false,
  maxLength: 100,
})

const accountRoleField = (label: string, help: string): Field => ({
  name: 'accountRole',
  label,
  help,
  kind: 'choice',
  choices: [
    { value: 'member', label: 'Member' },
    { value: 'owner', label: 'Owner' },
  ],
  required: false,
})

const KEY_FIELDS: readonly Field[] = [
  {
    name: 'kind',
    label: 'Kind',
    help: 'OpenAI’s API can’t create a key for a person',
    kind: 'choice',
    choices: [
      { value: NEW_SERVICE_ACCOUNT, label: 'New service account with a key' },
      { value: NEW_SERVICE_KEY, label: 'Another key of a service account' },
      { value: NEW_ADMIN_KEY, label: 'Admin key' },
    ],
    required: true,
    initial: NEW_SERVICE_ACCOUNT,
  },
  { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_NAME },
  {
    name: 'project',
    label: 'Project',
    help: 'Its name, or its ID from the project’s settings at OpenAI',
    kind: 'text',
    required: true,
    placeholder: 'proj_…',
    maxLength: LONGEST_NAME,
    onlyWhere: { field: 'kind', values: [NEW_SERVICE_ACCOUNT, NEW_SERVICE_KEY] },
  },
  {
    name: 'serviceAccount',
    label: 'Service account',
    help: 'Its name, or its ID from the details of one of its keys',
    kind: 'text',
    required: true,
    maxLength: LONGEST_NAME,
    onlyWhere: { field: 'kind', values: [NEW_SERVICE_KEY] },
  },
  {
    ...accountRoleField(
      'Role of a new service account',
      'If there is no service account of that name, it is made with this role. If you choose no role, none is made.',
    ),
    notInReplacement: true,
    onlyWhere: { field: 'kind', values: [NEW_SERVICE_KEY] },
  },
  expiryField('At most 365 days from now. Leave empty for no expiry, unless the organization requires one.'),
  {
    ...scopesField('Or OpenAI’s names, such as api.files.read. Leave empty for all permissions.'),
    onlyWhere: { field: 'kind', values: [NEW_SERVICE_KEY] },
  },
]

const CHANGE_FIELDS: readonly Field[] = [
  expiryField('At most 365 days from now. Leave empty to keep the present one: OpenAI can’t remove it.'),
  scopesField('Replaces the present ones, which OpenAI doesn’t show. Leave empty to keep them.'),
]

const SERVICE_CHANGE_FIELDS: readonly Field[] = [
  ...CHANGE_FIELDS,
  {
    name: 'accountName',
    label: 'New name of the service account',
    help: 'Leave empty to keep it',
    kind: 'text',
    required: false,
    maxLength: LONGEST_NAME,
  },
  accountRoleField(
    'Role of the service account',
    'Changes what every key of this service account may do. Choose nothing to keep it.',
  ),
]

const STOPS = 'Anything using this key stops working immediately. This can’t be undone.'

export default defineProvider({
  metadata: {
    id: 'openai',
    name: 'OpenAI',
    isPopular: true,
    summary:
      'List, create, replace and delete admin keys and keys of service accounts. List, edit and delete keys of people.',
    keyNoun: 'key',
    docsUrl: 'https://developers.openai.com/api/docs/api-reference/admin-api-keys',
    consoleUrl: 'https://platform.openai.com/settings/organization/admin-keys',
    credential: {
      label: 'Admin key',
      help: 'An admin key with all permissions, or with Write for Organization Administration. An owner of the organization creates it on OpenAI’s website.',
      placeholder: 'sk-admin-…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: CHANGE_FIELDS,
    rotation: {
      oldSecretDies: 'none',
      regenerate: 'OpenAI can’t regenerate a key. Replace it instead.',
      replace:
        'Creates a second key with the same name and lifetime. The old key keeps working until you retire it, which deletes it.',
      revoke: STOPS,
      keepsExpiry: true,
      reportsRenewal: false,
    },
    kinds: [
      {
        id: ADMIN,
        keyNoun: 'admin key',
        cannot: ['update'],
        rotation: {
          replace:
            'Creates a second admin key with the same name and lifetime. OpenAI doesn’t show the permissions of the old key, so compare them on its website. The old key keeps working until you retire it, which deletes it.',
          revoke: `Programs that manage the organization with this key stop working immediately. This can’t be undone.`,
        },
      },
      {
        id: PROJECT,
        keyNoun: 'project key',
        cannot: ['replace'],
        rotation: {
          regenerate: 'OpenAI can’t regenerate a key. Its owner creates a new one on OpenAI’s website.',
        },
      },
      {
        id: SERVICE,
        keyNoun: 'service account key',
        cannot: [],
        rotation: {
          replace:
            'Creates a second key of the same service account. The new key may do everything that the service account may, unless you name its permissions: OpenAI doesn’t show those of the old key. The old key keeps working until you retire it, which deletes it.',
          revoke: `${STOPS} The service account and its other keys stay. If OpenAI refuses to delete its only key alone, the service account is deleted with it.`,
        },
        updateFields: SERVICE_CHANGE_FIELDS,
      },
    ],
  },

  settings: (form) => cleanForm(ACCOUNT_FIELDS, form),
  scopes: () => SCOPES,
  http: {
    bases: (settings) => Object.fromEntries(SCOPES.map((scope) => [scope, baseOf(settings)])),
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
    readError,
  },

  test: testAccount,
  listShowsCredential: true,
  list: (api, scope, signal) =>
    scope === ADMIN
      ? listAdminKeys(api, signal)
      : listProjectKeys(api, scope === SERVICE ? SERVICE : PROJECT, signal),
  get: async (api, key, signal) => findKey(api, key, signal),
  create: {
    check(draft) {
      const cleaned = cleanForm(KEY_FIELDS, draft)
      const scope = textOf(cleaned, 'kind') === NEW_ADMIN_KEY ? ADMIN : SERVICE
      return { draft: cleaned, label: textOf(cleaned, 'name'), scope }
    },
    prepare: withIds,
    send: sendCreate,
    read: readIssued,
  },
  update: async (api, key, draft) =>
    updateKey(api, key, cleanForm(key.scope === SERVICE ? SERVICE_CHANGE_FIELDS : CHANGE_FIELDS, draft)),
  revoke: deleteKey,
  draftFromKey: async (api, key, now) => draftFromKey(api, key, LONGEST_NAME, now),
  verify: verifySecret,
  secretsIn,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Bearer ${secret}` }),
    request: (settings, { facts }) => {
      const isOfProject = facts.some(({ label }) => label === 'Project ID')
      return { address: new URL((isOfProject ? MODELS : ADMIN_KEYS).join('/'), baseOf(settings)).href }
    },
  },
})

const baseOf = (settings: FormValues): URL => baseFrom(settings, BASE)
