/** MongoDB Ops Manager and Cloud Manager: the agent API keys of a project; requests are signed with HTTP Digest. */
import type { Field } from '../../../shared/model/catalogue.ts'
import { defineProvider } from '../define.ts'
import { cleanForm, textOf } from '../forms.ts'
import { fitText } from '../draft-text.ts'
import { readError } from '../mongodb/errors.ts'
import { deleteKey, KEYS_PATH, listKeys, sendCreate } from '../ops-manager/calls.ts'
import { readIssued, secretsIn } from '../ops-manager/keys.ts'
import { ACCOUNT_FIELDS, baseOf, cleanSettings, userOf } from '../ops-manager/settings.ts'
import { testAccount } from '../ops-manager/test.ts'

const LONGEST_LABEL = 1_000

const KEY_FIELDS: readonly Field[] = [
  {
    name: 'desc',
    label: 'Label',
    help: 'The only way to tell agent keys apart. Can’t be changed later.',
    kind: 'text',
    required: true,
    maxLength: LONGEST_LABEL,
  },
]

export default defineProvider({
  metadata: {
    id: 'ops-manager',
    name: 'MongoDB Ops Manager',
    summary:
      'List, create, replace and delete the agent API keys of a project, in Ops Manager and Cloud Manager.',
    keyNoun: 'agent API key',
    docsUrl: 'https://www.mongodb.com/docs/ops-manager/current/tutorial/manage-agent-api-key/',
    consoleUrl: 'https://cloud.mongodb.com/',
    credential: {
      label: 'Private key',
      help: 'The private half of the API key pair. It signs requests with HTTP Digest and is never sent itself.',
      placeholder: '00000000-0000-0000-0000-000000000000',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: [],
    rotation: {
      oldSecretDies: 'none',
      regenerate:
        'Ops Manager can’t regenerate a key. Create a new one, give it to the agents, then delete the old one.',
      replace:
        'Creates a second agent key with the same label. The old key keeps working until you retire it, which deletes it. Ops Manager doesn’t report which agents still use a key.',
      revoke:
        'Every agent that uses this key loses access to Ops Manager immediately. Ops Manager doesn’t report which agents those are.',
      keepsExpiry: false,
      reportsRenewal: false,
    },
  },

  settings: cleanSettings,
  scopes: () => [''],
  http: {
    bases: (settings) => ({ '': baseOf(settings) }),
    headers: () => ({}),
    digest: (settings) => ({ name: userOf(settings), challengePath: KEYS_PATH }),
    readError,
  },

  test: testAccount,
  list: (api, _scope, signal) => listKeys(api, signal),
  create: {
    check(draft) {
      const cleaned = cleanForm(KEY_FIELDS, draft)
      return { draft: cleaned, label: textOf(cleaned, 'desc'), scope: '' }
    },
    send: sendCreate,
    read: (answer) => readIssued(answer),
  },
  revoke: deleteKey,
  // A key's only field is its label, which cannot be changed at the provider, so no request is needed.
  draftFromKey: (_api, { label }) =>
    Promise.resolve({ desc: fitText(label, LONGEST_LABEL, 'Agent API key') }),
  secretsIn,
  // No `verify`: the endpoints of an agent key are private to agents (the Kubernetes operator's sources), and not part of this API.
})
