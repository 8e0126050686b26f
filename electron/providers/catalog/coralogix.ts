/** Coralogix: API keys over gRPC, which are replaced and switched off rather than renewed. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import {
  deleteKey,
  findKey,
  listKeys,
  listPermissions,
  sendCreate,
  switchKey,
  updateKey,
} from '../coralogix/calls.ts'
import { ACCOUNT_FIELDS, baseOf, cleanSettings } from '../coralogix/domains.ts'
import { readIssued, secretsIn } from '../coralogix/keys.ts'
import { draftFromKey, draftFromRow } from '../coralogix/draft-from-key.ts'
import { OWNER_CHOICES, ownerOf } from '../coralogix/owner.ts'
import { checkPolicy, checkPolicyChange, policyChangeFields, policyField } from '../coralogix/policy.ts'
import { verifySecret, testAccount } from '../coralogix/test.ts'
import { defineGrpcProvider } from '../define.ts'
import { cleanForm, grantsOf, invalid, textOf } from '../forms.ts'

const LONGEST_LABEL = 200
const LABEL: Field = { name: 'label', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_LABEL }
const GRANTS: Field = {
  name: 'grants',
  label: 'Permissions',
  help: 'Presets, single permissions, or both. To send data, the preset SendData is enough.',
  kind: 'grants',
  required: false,
}
const OTHERS: Field = {
  name: 'others',
  label: 'More permissions',
  help: 'By name, where the list above lacks them. A preset is written “preset Name”.',
  kind: 'choices',
  choices: [],
  other: true,
  required: false,
  maxLength: 200,
  advanced: true,
}

const CREATE_FIELDS: readonly Field[] = [
  LABEL,
  GRANTS,
  {
    name: 'hashed',
    label: 'Store only a hash at Coralogix',
    help: 'Then nobody can read the key at Coralogix. It can’t be changed later.',
    kind: 'switch',
    required: false,
    initial: true,
  },
  {
    name: 'owner',
    label: 'Owner',
    kind: 'choice',
    choices: OWNER_CHOICES,
    required: false,
    initial: 'team',
    advanced: true,
  },
  {
    name: 'ownerId',
    label: 'Owner’s ID',
    help: 'Required for a user or an organisation. Leave empty for the team of this account. Can’t be changed later.',
    kind: 'text',
    required: false,
    maxLength: 100,
    advanced: true,
  },
  OTHERS,
  policyField,
]

// Without the switch: it has its own call, which knows which keys may not be switched off.
const UPDATE_FIELDS: readonly Field[] = [LABEL, GRANTS, OTHERS, ...policyChangeFields]

// Source: the vendor's own live test polls for this long until a read shows what was written.
const READS_LAG_MS = 60_000

export default defineGrpcProvider({
  metadata: {
    id: 'coralogix',
    name: 'Coralogix',
    summary: 'Lists send-data keys. Create, edit, disable, replace and delete any key.',
    keyNoun: 'API key',
    docsUrl: 'https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/',
    consoleUrl: 'https://coralogix.com/',
    credential: {
      label: 'Managing API key',
      help: 'A key with the preset APIKeys. Create it in Coralogix under Data Flow, API Keys.',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: CREATE_FIELDS,
    updateFields: UPDATE_FIELDS,
    rotation: {
      oldSecretDies: 'none',
      regenerate:
        'Coralogix can’t regenerate a key. Create a new one with the same permissions, move to it, then disable this one.',
      replace:
        'Creates a second key with the same owner, permissions and access policy. The old key keeps working until you retire it (disable first, which is reversible, then delete).',
      revoke:
        'Anything using this key stops working immediately. This can’t be undone; disabling it first can.',
      keepsExpiry: false,
      reportsRenewal: false,
    },
  },

  settings: cleanSettings,
  scopes: () => [''],
  grpc: {
    base: baseOf,
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
  },

  test: testAccount,
  listIsPartial: true,
  readsLagMs: READS_LAG_MS,
  list: (api, _scope, signal) => listKeys(api, signal),
  get: findKey,
  create: {
    check(draft, settings) {
      const cleaned = withOthers(cleanForm(CREATE_FIELDS, draft))
      if (cleaned.grants === undefined) throw invalid('grants', 'required')
      const { kind, id } = ownerOf(cleaned, settings)
      checkPolicy(cleaned)
      const whole = { ...cleaned, owner: kind, ownerId: id }
      return { draft: whole, label: textOf(whole, 'label'), scope: '' }
    },
    send: sendCreate,
    read: readIssued,
  },
  update: async (api, key, draft) => updateKey(api, key, checkUpdate(draft)),
  setEnabled: switchKey,
  revoke: deleteKey,
  draftFromKey: async (api, key) => draftFromKey(api, key, LONGEST_LABEL),
  draftFromRow: async (api, key) => draftFromRow(api, key, LONGEST_LABEL),
  verify: verifySecret,
  secretsIn,
  permissions: listPermissions,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Bearer ${secret}` }),
    // Source: the vendor's page on the REST API for single logs. Most keys listed here are for sending data.
    request: (settings) => ({
      address: `https://ingress.${textOf(settings, 'domain')}/logs/v1/singles`,
      json: JSON.stringify([{ applicationName: 'test', subsystemName: 'test', text: 'A first line' }]),
    }),
  },
})

/** Adds typed permissions to the selected ones. */
function withOthers({ others, ...draft }: FormValues): FormValues {
  const typed = (Array.isArray(others) ? others : []).filter((name) => typeof name === 'string')
  const grants = [...grantsOf(draft, 'grants'), ...typed.map((permission) => ({ permission }))]
  return grants.length === 0 ? draft : { ...draft, grants }
}

/** An emptied list requests to remove everything; a missing list requests nothing. Cleaning would drop both. */
function checkUpdate(draft: FormValues): FormValues {
  const cleaned = withOthers(cleanForm(UPDATE_FIELDS, draft))
  checkPolicyChange(cleaned)
  return draft.grants === undefined || cleaned.grants !== undefined ? cleaned : { ...cleaned, grants: [] }
}
