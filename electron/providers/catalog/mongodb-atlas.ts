/** MongoDB Atlas: secrets of service accounts, two an account, and API keys of an organization. */
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import { defineProvider } from '../define.ts'
import { readError } from '../mongodb/errors.ts'
import { readIssuedApiKey } from '../mongodb-atlas/api-keys.ts'
import { deleteKey, findKey, listKeys, sendCreate, updateKey } from '../mongodb-atlas/calls.ts'
import { draftFromKey } from '../mongodb-atlas/draft-from-key.ts'
import { finishKey } from '../mongodb-atlas/finish.ts'
import { checkNew, CREATE_FIELDS, UPDATE_FIELDS } from '../mongodb-atlas/form.ts'
import { API_KEY, NEW_ACCOUNT, SECRET } from '../mongodb-atlas/kinds.ts'
import { secretsIn } from '../mongodb-atlas/secrets-in.ts'
import { readIssuedAccount, readIssuedSecretOf } from '../mongodb-atlas/service-accounts.ts'
import {
  ACCOUNT_FIELDS,
  basesOf,
  cleanSettings,
  digestOf,
  mediaOf,
  scopesOf,
  settingsWith,
  tokenOf,
} from '../mongodb-atlas/settings.ts'
import { withAccount } from '../mongodb-atlas/slots.ts'
import { testAccount } from '../mongodb-atlas/test.ts'
import { verifySecret } from '../mongodb-atlas/verify.ts'

const STOPS = 'Anything using it stops working'

export default defineProvider({
  metadata: {
    id: 'mongodb-atlas',
    name: 'MongoDB Atlas',
    isPopular: true,
    summary:
      'List, create, replace and delete secrets of service accounts and API keys. Edit API keys. Create service accounts.',
    keyNoun: 'key',
    docsUrl: 'https://www.mongodb.com/docs/atlas/tutorial/rotate-service-account-secrets/',
    consoleUrl: 'https://cloud.mongodb.com/',
    credential: {
      label: 'Client secret or private key',
      help: 'It needs the role Organization Owner, or Project Owner for single projects. Create a service account on the Atlas website under Access Manager. If the organization requires an access list, add this computer’s address to it.',
      placeholder: 'mdb_sa_sk_…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: CREATE_FIELDS,
    updateFields: UPDATE_FIELDS,
    rotation: {
      oldSecretDies: 'none',
      regenerate: 'Atlas can’t regenerate a key. Replace it instead.',
      replace: 'Creates a second key. The old key keeps working until you retire it, which deletes it.',
      revoke: `${STOPS}. This can’t be undone.`,
      keepsExpiry: true,
      reportsRenewal: false,
    },
    kinds: [
      {
        id: SECRET,
        keyNoun: 'service account secret',
        cannot: ['update'],
        rotation: {
          replace:
            'The old secret stops working at the latest seven days after this, or at its own expiry if that is earlier: Atlas shortens its life when the second secret is created. Nobody can undo that. The new secret belongs to the same service account and has a life of the same length. The client ID stays. A service account can have two secrets, expired ones included. You can retire the old secret earlier, which deletes it.',
          revoke: `${STOPS} at the latest when its access token ends, which takes an hour at most. The service account and its other secret stay. This can’t be undone.`,
        },
      },
      {
        id: API_KEY,
        keyNoun: 'API key',
        cannot: [],
        rotation: {
          replace:
            'Creates a second API key with the same description, roles and access list. It has a public key of its own, so consumers need both halves. The old key keeps working until you retire it, which deletes it.',
          revoke: `${STOPS} immediately, in all projects. This can’t be undone.`,
          keepsExpiry: false,
        },
      },
    ],
  },

  settings: cleanSettings,
  settingsWith,
  scopes: scopesOf,
  http: {
    bases: basesOf,
    // Requests are signed, or carry an access token.
    headers: () => ({}),
    digest: digestOf,
    token: tokenOf,
    media: mediaOf,
    readError,
  },

  test: testAccount,
  listShowsCredential: true,
  list: listKeys,
  get: findKey,
  create: {
    check: checkNew,
    prepare: withAccount,
    send: sendCreate,
    read(answer, draft) {
      if (draft[KIND_FIELD] === API_KEY) return readIssuedApiKey(answer)
      return draft[KIND_FIELD] === NEW_ACCOUNT
        ? readIssuedAccount(answer, draft)
        : readIssuedSecretOf(answer, draft)
    },
    finish: finishKey,
  },
  update: updateKey,
  revoke: deleteKey,
  draftFromKey: (api, key) => draftFromKey(api, key),
  verify: verifySecret,
  secretsIn,
})
