/** OpenRouter: the API keys of workspaces, managed by a management key. A key is replaced, never renewed in place. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { authenticates } from '../authenticates.ts'
import { defineProvider } from '../define.ts'
import { baseFrom, addressField, certificatesField, cleanForm, instantOf, invalid, textOf } from '../forms.ts'
import {
  askOwn,
  deleteKey,
  findKey,
  listKeys,
  NO_LIMIT,
  sendCreate,
  switchKey,
  updateKey,
} from '../openrouter/calls.ts'
import { draftFromKey } from '../openrouter/draft-from-key.ts'
import { readError } from '../openrouter/errors.ts'
import { readIssued, secretsIn } from '../openrouter/keys.ts'
import { testAccount } from '../openrouter/test.ts'

const BASE = 'https://openrouter.ai/api/v1/'
const LONGEST_NAME = 200
const WORKSPACE = /^[\w-]{1,100}$/

const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: 'workspaces',
    label: 'Other workspaces',
    help: 'The IDs of the workspaces whose keys are listed besides those of the default one',
    kind: 'choices',
    choices: [],
    other: true,
    required: false,
    maxLength: 100,
  },
  addressField('Change only for a test instance.', BASE),
  certificatesField,
]

const NAME: Field = { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_NAME }

const limitFields = (limitHelp: string, resetHelp: string): readonly Field[] => [
  {
    name: 'limit',
    label: 'Limit in US dollars',
    help: limitHelp,
    kind: 'text',
    required: false,
    maxLength: 20,
  },
  {
    name: 'limitReset',
    label: 'Limit begins anew',
    help: resetHelp,
    kind: 'choice',
    choices: [
      { value: 'daily', label: 'Every day' },
      { value: 'weekly', label: 'Every week' },
      { value: 'monthly', label: 'Every month' },
      { value: 'never', label: 'Never' },
    ],
    required: false,
  },
]

const KEY_FIELDS: readonly Field[] = [
  NAME,
  ...limitFields('Leave empty for no limit', 'At midnight UTC, weeks on Mondays'),
  {
    name: 'includeByok',
    label: 'The limit counts the use of your own provider keys',
    kind: 'switch',
    required: false,
  },
  {
    name: 'expires',
    label: 'Expires',
    help: 'Leave empty for no expiry. OpenRouter can’t change it later.',
    kind: 'instant',
    required: false,
  },
  {
    name: 'workspace',
    label: 'Workspace',
    help: 'The ID of a workspace that this account lists. Leave empty for the default one.',
    kind: 'text',
    required: false,
    maxLength: 100,
    advanced: true,
  },
  {
    name: 'creator',
    label: 'Created by',
    help: 'The ID of the member whose key it is. Leave empty for the member who made the management key.',
    kind: 'text',
    required: false,
    maxLength: 100,
    advanced: true,
  },
]

const UPDATE_FIELDS: readonly Field[] = [
  { ...NAME, required: false },
  ...limitFields(
    'Leave empty for no change. Type “none” for no limit.',
    'At midnight UTC, weeks on Mondays. Choose nothing for no change.',
  ),
  {
    name: 'includeByok',
    label: 'The limit counts the use of your own provider keys',
    help: 'Choose nothing for no change',
    kind: 'choice',
    choices: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
    required: false,
  },
]

export default defineProvider({
  metadata: {
    id: 'openrouter',
    name: 'OpenRouter',
    summary: 'List, create, edit, disable, replace and delete API keys, with their limits.',
    keyNoun: 'API key',
    docsUrl: 'https://openrouter.ai/docs/guides/overview/auth/management-api-keys',
    consoleUrl: 'https://openrouter.ai/settings/management-keys',
    credential: {
      label: 'Management key',
      help: 'Make it in OpenRouter under Settings, Management Keys. Older pages call it a provisioning key. It can’t be used for requests to models.',
      placeholder: 'sk-or-v1-…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: UPDATE_FIELDS,
    rotation: {
      oldSecretDies: 'none',
      regenerate:
        'OpenRouter can’t regenerate a key. Create a second one, give it to your programs, then delete the old one.',
      replace:
        'Creates a second key with the same name, limit and lifetime. What the new key uses counts from zero, so its limit begins anew. The old key keeps working until you retire it (disable first, which is reversible, then delete).',
      revoke: 'Anything using this key stops working immediately. This can’t be undone.',
      keepsExpiry: true,
      reportsRenewal: false,
    },
  },

  settings: cleanSettings,
  scopes: (settings) => ['', ...workspacesOf(settings)],
  http: {
    bases: (settings) =>
      Object.fromEntries(['', ...workspacesOf(settings)].map((scope) => [scope, baseOf(settings)])),
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
    readError,
  },

  test: testAccount,
  // Assumed: a new key may be refused for a moment.
  newSecretsLagMs: 10_000,
  list: listKeys,
  get: findKey,
  create: {
    check(draft, settings) {
      const cleaned = checkKey(KEY_FIELDS, draft)
      const workspace = textOf(cleaned, 'workspace')
      if (workspace !== '' && !workspacesOf(settings).includes(workspace))
        throw invalid('workspace', 'unknown-choice')
      return { draft: cleaned, label: textOf(cleaned, 'name'), scope: workspace }
    },
    send: sendCreate,
    read: (answer, draft) => readIssued(answer, textOf(draft, 'workspace')),
  },
  update: async (api, key, draft) => updateKey(api, key, checkUpdate(draft)),
  setEnabled: switchKey,
  revoke: deleteKey,
  draftFromKey: async (api, key, now) => draftFromKey(api, key, LONGEST_NAME, now),
  // Every key may ask about itself. Source: the vendor's client, getCurrentKey.
  verify: async (api, signal) => authenticates(async () => askOwn(api, signal)),
  secretsIn,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Bearer ${secret}` }),
    request: (settings) => ({ address: new URL('key', baseOf(settings)).href }),
  },
})

const baseOf = (settings: FormValues): URL => baseFrom(settings, BASE)

function workspacesOf({ workspaces }: FormValues): readonly string[] {
  return Array.isArray(workspaces) ? workspaces.filter((one) => typeof one === 'string') : []
}

function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  if (!workspacesOf(cleaned).every((id) => WORKSPACE.test(id))) throw invalid('workspaces', 'malformed')
  return cleaned
}

function checkKey(fields: readonly Field[], draft: FormValues): FormValues {
  const cleaned = cleanForm(fields, draft)
  const limit = textOf(cleaned, 'limit')
  if (limit !== '' && limit !== NO_LIMIT && !/^\d{1,9}(\.\d{1,6})?$/.test(limit))
    throw invalid('limit', 'malformed')
  const end = instantOf(cleaned, 'expires')
  if (end !== undefined && end < 1_000) throw invalid('expires', 'malformed')
  return cleaned
}

function checkUpdate(draft: FormValues): FormValues {
  const cleaned = checkKey(UPDATE_FIELDS, draft)
  if (Object.keys(cleaned).length === 0) throw invalid('name', 'required')
  return cleaned
}
