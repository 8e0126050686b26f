/** Cloudflare: API tokens of a user and of an account, and Access service tokens, all regenerated in place. */
import type { FormValues } from '../../../shared/model/model.ts'
import { movePreviousEnd } from '../cloudflare/access-calls.ts'
import { readIssued } from '../cloudflare/access-tokens.ts'
import {
  deleteKey,
  findKey,
  listKeys,
  sendCreate,
  sendRegenerate,
  switchKey,
  updateKey,
} from '../cloudflare/calls.ts'
import { draftFromKey } from '../cloudflare/draft-from-key.ts'
import { readError } from '../cloudflare/envelope.ts'
import { ACCESS_UPDATE_FIELDS, checkNew, CREATE_FIELDS, TOKEN_UPDATE_FIELDS } from '../cloudflare/form.ts'
import { verifySecret } from '../cloudflare/own-token.ts'
import { ACCOUNT_FIELDS, BASE, cleanSettings, kindOf, scopesOf } from '../cloudflare/settings.ts'
import { testAccount } from '../cloudflare/test.ts'
import { listPermissions, listTargets } from '../cloudflare/token-calls.ts'
import { readCreated, readRolled, secretsIn } from '../cloudflare/tokens.ts'
import { defineProvider } from '../define.ts'
import { baseFrom, textOf } from '../forms.ts'

export default defineProvider({
  metadata: {
    id: 'cloudflare',
    name: 'Cloudflare',
    isPopular: true,
    summary:
      'Full support: list, create, edit, disable, regenerate, replace and delete API tokens and Access service tokens.',
    keyNoun: 'token',
    docsUrl: 'https://developers.cloudflare.com/fundamentals/api/how-to/roll-token/',
    consoleUrl: 'https://dash.cloudflare.com/profile/api-tokens',
    credential: {
      label: 'Managing API token',
      help: 'For user API tokens: create it in the dashboard from the template “Create additional tokens”; no other template offers “API Tokens: Edit”. For account API tokens: the permission “Account API Tokens: Edit”. For Access service tokens: “Access: Service Tokens: Edit”. Such a token can create tokens with any of your rights, so limit its addresses and its lifetime.',
      placeholder: 'cfut_…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: CREATE_FIELDS,
    updateFields: TOKEN_UPDATE_FIELDS,
    rotation: {
      oldSecretDies: 'at-once',
      regenerate:
        'Cloudflare rolls this token: it gets a new secret. The old secret stops working immediately. Name, permissions, addresses and expiry date stay.',
      replace:
        'Creates a second token with the same name, permissions, addresses and lifetime. It counts towards Cloudflare’s limit: 50 tokens for a user, 500 for an account. The old token keeps working until you retire it (disable first, which is reversible, then delete).',
      revoke: 'Anything using this token stops working immediately. This can’t be undone.',
      regenerationKeepsExpiry: true,
      keepsExpiry: true,
      reportsRenewal: false,
    },
    kinds: [
      { id: 'user', keyNoun: 'user API token', cannot: [] },
      { id: 'account', keyNoun: 'account API token', cannot: [] },
      {
        id: 'access',
        keyNoun: 'Access service token',
        cannot: ['verify', 'permissions'],
        rotation: {
          oldSecretCanStay: true,
          regenerate:
            'Cloudflare gives this service token a new client secret. The old secret stops working immediately, or at a time that you choose. Client ID, name, duration and expiry date stay. “Extend now” in the token’s form lets the duration begin again.',
          replace:
            'Creates a second service token with the same name and duration. It has a client ID of its own, and no Access policy admits it until you add it to one. The old token keeps working until you retire it (disable first, which is reversible, then delete).',
        },
        updateFields: ACCESS_UPDATE_FIELDS,
      },
    ],
  },

  settings: cleanSettings,
  scopes: scopesOf,
  http: {
    bases: (settings) => {
      const base = baseOf(settings)
      return { '': base, ...Object.fromEntries(scopesOf(settings).map((scope) => [scope, base])) }
    },
    headers: (credential) => ({ authorization: `Bearer ${credential}` }),
    readError,
  },

  test: testAccount,
  listShowsCredential: true,
  list: listKeys,
  get: findKey,
  create: {
    check: checkNew,
    send: sendCreate,
    read: (answer, draft) =>
      (draft.kind === 'access' ? readIssued : readCreated)(answer, textOf(draft, 'scope')),
  },
  regenerate: {
    send: sendRegenerate,
    read: (answer, { remoteId, scope }) =>
      kindOf(scope) === 'access' ? readIssued(answer, scope, remoteId) : readRolled(answer, remoteId),
  },
  moveOldEnd: movePreviousEnd,
  update: updateKey,
  setEnabled: switchKey,
  revoke: deleteKey,
  draftFromKey,
  verify: verifySecret,
  secretsIn,
  permissions: listPermissions,
  permissionTargets: listTargets,
  use: {
    header: (secret) =>
      SERVICE_SECRET.test(secret)
        ? { name: 'CF-Access-Client-Secret', value: secret }
        : { name: 'Authorization', value: `Bearer ${secret}` },
    request: (settings, { facts }) =>
      // An Access service token opens the user's own application, so there is no example call.
      facts.some(({ label }) => label === 'Client ID')
        ? undefined
        : { address: new URL('user/tokens/verify', baseOf(settings)).href },
  },
})

/** The form of a client secret, which distinguishes it from an API token. */
const SERVICE_SECRET = /^[0-9a-f]{64}$/

const baseOf = (settings: FormValues): URL => baseFrom(settings, BASE)
