/** GitLab: personal, project and group access tokens, rotated by one call that makes a new record. */
import type { Field } from '../../../shared/model/catalogue.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { authenticates } from '../authenticates.ts'
import { defineProvider } from '../define.ts'
import { cleanForm, textOf } from '../forms.ts'
import { askSelf, findToken, revokeToken, sendCreate, sendRotate } from '../gitlab/calls.ts'
import { draftFromKey } from '../gitlab/draft-from-key.ts'
import { readError } from '../gitlab/errors.ts'
import { listTokens } from '../gitlab/list.ts'
import {
  ACCOUNT_FIELDS,
  basesOf,
  cleanSettings,
  draftPlace,
  draftScope,
  IN_PLACE,
  PERSONAL,
  rootOf,
  scopesOf,
  tokenPageOf,
} from '../gitlab/places.ts'
import { ROLE_CHOICES, SCOPE_CHOICES } from '../gitlab/roles.ts'
import { testAccount } from '../gitlab/test.ts'
import { readIssued, secretsIn } from '../gitlab/tokens.ts'

const LONGEST = { name: 255, description: 255 } as const

const onlyInPlace = { field: KIND_FIELD, values: [IN_PLACE] }

const KEY_FIELDS: readonly Field[] = [
  {
    name: KIND_FIELD,
    label: 'Kind',
    help: 'A personal token with other scopes than “k8s_proxy” and “self_rotate” needs the credential of an administrator',
    kind: 'choice',
    choices: [
      { value: IN_PLACE, label: 'Project or group access token' },
      { value: PERSONAL, label: 'Personal access token' },
    ],
    required: true,
    initial: IN_PLACE,
  },
  {
    onlyWhere: onlyInPlace,
    name: 'place',
    label: 'Project or group',
    help: 'A project or group of the account, written as in its form. Leave empty if the account has only one.',
    kind: 'text',
    required: false,
    placeholder: 'team/app',
    maxLength: 500,
  },
  { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST.name },
  {
    name: 'scopes',
    label: 'Scopes',
    kind: 'choices',
    choices: SCOPE_CHOICES,
    other: true,
    required: true,
    maxLength: 100,
  },
  {
    onlyWhere: onlyInPlace,
    name: 'role',
    label: 'Role',
    help: 'Of the bot user that GitLab makes for the token. It can’t be above your own.',
    kind: 'choice',
    choices: ROLE_CHOICES,
    required: true,
    initial: '30',
  },
  {
    name: 'validTo',
    label: 'Expires',
    help: 'The token stops working at 00:00 UTC of this day. Leave empty for 365 days from now, GitLab’s longest.',
    kind: 'instant',
    required: false,
  },
  {
    name: 'description',
    label: 'Description',
    kind: 'text',
    required: false,
    maxLength: LONGEST.description,
    advanced: true,
  },
]

const OLD_DIES = 'The old token stops working immediately.'
const AS_LONG = 'It lives as many days as the old one, at most 365. GitLab tells the owner by e-mail.'

export default defineProvider({
  metadata: {
    id: 'gitlab',
    name: 'GitLab',
    isPopular: true,
    summary:
      'List, create, regenerate and delete personal, project and group access tokens; replace those of projects and groups.',
    keyNoun: 'access token',
    docsUrl: 'https://docs.gitlab.com/api/personal_access_tokens/',
    consoleUrl: tokenPageOf({}),
    credential: {
      label: 'Personal access token',
      help: 'With the scope “api”, of a user who is Maintainer of the projects and Owner of the groups. A token with “self_rotate” alone can only list and regenerate itself.',
      placeholder: 'glpat-…',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: [],
    rotation: {
      oldSecretDies: 'at-once',
      regenerate: `${OLD_DIES} GitLab makes a new one with the same name, scopes, role and bot user. ${AS_LONG}`,
      replace:
        'Creates a second token with the same name, scopes, role and number of days. It belongs to a new bot user, so what it does appears under another author. The old token keeps working until you retire it, which revokes it.',
      revoke: 'Anything using this token stops working immediately. This can’t be undone.',
      keepsExpiry: true,
      reportsRenewal: true,
      lateRenewalEndsAll: true,
    },
    kinds: [
      {
        id: 'personal',
        keyNoun: 'personal access token',
        // To copy a personal token, the credential must be of an administrator, unless all users may choose its scopes.
        cannot: ['replace'],
        rotation: {
          regenerate: `${OLD_DIES} GitLab makes a new one with the same name and scopes. ${AS_LONG}`,
        },
      },
      { id: 'project', keyNoun: 'project access token', cannot: [] },
      { id: 'group', keyNoun: 'group access token', cannot: [] },
    ],
  },

  settings: cleanSettings,
  credentialPage: tokenPageOf,
  scopes: scopesOf,
  http: {
    bases: basesOf,
    headers: (credential) => ({ 'private-token': credential }),
    readError,
  },

  test: testAccount,
  listShowsCredential: true,
  list: listTokens,
  get: findToken,
  create: {
    check(draft, settings) {
      const cleaned = cleanForm(KEY_FIELDS, { [KIND_FIELD]: IN_PLACE, ...draft })
      if (cleaned[KIND_FIELD] === PERSONAL)
        return { draft: cleaned, label: textOf(cleaned, 'name'), scope: PERSONAL }
      const scope = draftScope(textOf(cleaned, 'place'), settings, 'place')
      return {
        draft: { ...cleaned, place: draftPlace(scope, settings) },
        label: textOf(cleaned, 'name'),
        scope,
      }
    },
    send: sendCreate,
    read: (answer) => readIssued(answer),
  },
  regenerate: { send: sendRotate, read: (answer, { remoteId }) => readIssued(answer, remoteId) },
  revoke: revokeToken,
  draftFromKey: async (api, key, now) => draftFromKey(api, key, LONGEST, now),
  verify: async (api, signal) => authenticates(async () => askSelf(api, signal)),
  secretsIn,
  use: {
    header: (secret) => ({ name: 'PRIVATE-TOKEN', value: secret }),
    request: (settings: FormValues) => ({
      address: new URL('personal_access_tokens/self', rootOf(settings)).href,
    }),
  },
})
