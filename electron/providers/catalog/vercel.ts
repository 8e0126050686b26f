/**
 * Vercel: the access tokens of a person's account. A token is replaced, never renewed in place, and Vercel reports which token it found in public.
 */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { defineProvider } from '../define.ts'
import { baseFrom, addressField, certificatesField, cleanForm, textOf } from '../forms.ts'
import { deleteToken, findToken, listTokens, sendCreate } from '../vercel/calls.ts'
import { draftFromKey } from '../vercel/draft-from-key.ts'
import { readError } from '../vercel/errors.ts'
import { testAccount, verifySecret } from '../vercel/test.ts'
import { readIssued, secretsIn } from '../vercel/tokens.ts'

const BASE = 'https://api.vercel.com/'

const ACCOUNT_FIELDS: readonly Field[] = [
  addressField('Change only for a test instance.', BASE),
  certificatesField,
]

const LONGEST_NAME = 200

const TOKEN_FIELDS: readonly Field[] = [
  { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_NAME },
  { name: 'expires', label: 'Expires', help: 'Leave empty for no expiry', kind: 'instant', required: false },
  {
    name: 'team',
    label: 'Team',
    help: 'The ID (team_…) or the name in the address of a team, to limit the token to it. Leave empty for the whole account.',
    kind: 'text',
    required: false,
    maxLength: 200,
  },
  {
    name: 'projectId',
    label: 'Project',
    help: 'The ID of a project (prj_…), to limit the token to it. Vercel doesn’t tell later which project a token has.',
    kind: 'text',
    required: false,
    maxLength: 200,
  },
]

export default defineProvider({
  metadata: {
    id: 'vercel',
    name: 'Vercel',
    isPopular: true,
    summary:
      'List, create, replace, test and delete access tokens, and warn of one that was found in public.',
    keyNoun: 'access token',
    docsUrl: 'https://vercel.com/docs/rest-api/authentication',
    consoleUrl: 'https://vercel.com/account/settings/tokens',
    credential: {
      label: 'Access token',
      help: 'Make it in Vercel under Account Settings, Tokens, with the scope “Full Account”. Vercel refuses the token of its own command, and tokens of a project.',
      placeholder: 'vcp_…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: TOKEN_FIELDS,
    updateFields: [],
    rotation: {
      oldSecretDies: 'none',
      regenerate:
        'Vercel can’t regenerate a token. Create a second one, give it to your programs, then delete the old one.',
      replace:
        'Creates a second token with the same name, team and lifetime. Vercel doesn’t tell which project a token is limited to: choose it again, or the new token may do more. The old token keeps working until you retire it, which deletes it.',
      revoke: 'Anything using this token stops working immediately. This can’t be undone.',
      keepsExpiry: true,
      reportsRenewal: false,
    },
  },

  settings: (form) => cleanForm(ACCOUNT_FIELDS, form),
  scopes: () => [''],
  http: {
    bases: (settings) => ({ '': baseOf(settings) }),
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
    readError,
  },

  test: testAccount,
  listShowsCredential: true,
  list: (api, _scope, signal) => listTokens(api, signal),
  get: findToken,
  create: {
    check(draft) {
      const cleaned = cleanForm(TOKEN_FIELDS, draft)
      return { draft: cleaned, label: textOf(cleaned, 'name'), scope: '' }
    },
    send: sendCreate,
    read: (answer) => readIssued(answer),
  },
  revoke: deleteToken,
  draftFromKey: async (api, key, now) => draftFromKey(api, key, LONGEST_NAME, now),
  verify: verifySecret,
  secretsIn,
  use: {
    header: (secret) => ({ name: 'Authorization', value: `Bearer ${secret}` }),
    request: (settings) => ({ address: new URL('v5/user/tokens/current', baseOf(settings)).href }),
  },
})

const baseOf = (settings: FormValues): URL => baseFrom(settings, BASE)
