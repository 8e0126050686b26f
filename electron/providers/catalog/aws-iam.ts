/** AWS IAM: access keys, two a user, and service-specific credentials, which are reset in place. */
import type { Field } from '../../../shared/model/catalogue.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { authenticates } from '../authenticates.ts'
import {
  checkRoom,
  deleteKey,
  findKey,
  listKeys,
  sendCreate,
  sendReset,
  switchKey,
  whoSigns,
} from '../aws-iam/calls.ts'
import { readError } from '../aws-iam/errors.ts'
import { partsOf, readIssuedAccessKey, readIssuedServiceKey, secretsIn } from '../aws-iam/keys.ts'
import {
  ACCESS,
  ACCOUNT_FIELDS,
  basesOf,
  cleanSettings,
  scopesOf,
  SERVICE,
  signerOf,
} from '../aws-iam/settings.ts'
import { testAccount } from '../aws-iam/test.ts'
import { defineProvider } from '../define.ts'
import { cleanForm, invalid, textOf } from '../forms.ts'
import { parseXml } from '../xml.ts'

const USER = /^[\w+=,.@-]{1,128}$/
const ACCESS_KIND = 'access'

const KEY_FIELDS: readonly Field[] = [
  {
    name: KIND_FIELD,
    label: 'Kind',
    help: 'A user can have two access keys, inactive ones included',
    kind: 'choice',
    choices: [
      { value: ACCESS_KIND, label: 'Access key' },
      { value: SERVICE, label: 'Service-specific credential' },
    ],
    required: true,
    initial: ACCESS_KIND,
  },
  {
    name: 'user',
    label: 'User name',
    help: 'The name of an existing IAM user',
    kind: 'text',
    required: true,
    maxLength: 128,
  },
  {
    name: 'service',
    label: 'Service',
    kind: 'choice',
    choices: [
      { value: 'bedrock.amazonaws.com', label: 'Amazon Bedrock' },
      { value: 'logs.amazonaws.com', label: 'CloudWatch Logs' },
      { value: 'codecommit.amazonaws.com', label: 'CodeCommit' },
      { value: 'cassandra.amazonaws.com', label: 'Keyspaces (Apache Cassandra)' },
    ],
    required: true,
    initial: 'bedrock.amazonaws.com',
    onlyWhere: { field: KIND_FIELD, values: [SERVICE] },
  },
  {
    name: 'days',
    label: 'Days until it expires',
    help: 'Only for Amazon Bedrock and CloudWatch Logs. Leave empty for no expiry.',
    kind: 'text',
    required: false,
    maxLength: 5,
    onlyWhere: { field: KIND_FIELD, values: [SERVICE] },
  },
]

export default defineProvider({
  metadata: {
    id: 'aws-iam',
    name: 'AWS IAM',
    isPopular: true,
    summary: 'List, create, disable, replace and delete access keys; reset service-specific credentials.',
    keyNoun: 'key',
    docsUrl: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    consoleUrl: 'https://console.aws.amazon.com/iam/home#/security_credentials',
    credential: {
      label: 'Secret access key',
      help: 'It signs requests and is never sent itself. The user needs iam:ListAccessKeys, iam:CreateAccessKey, iam:UpdateAccessKey, iam:DeleteAccessKey and iam:GetAccessKeyLastUsed.',
    },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: [],
    rotation: {
      oldSecretDies: 'at-once',
      regenerate:
        'AWS gives this credential a new secret. Its id stays. The old secret stops working immediately.',
      replace:
        'Creates a second access key for the same user, with the same permissions. The old key keeps working until you retire it. AWS allows two access keys a user.',
      revoke: 'Anything using this key stops working immediately. This can’t be undone.',
      keepsExpiry: false,
      reportsRenewal: false,
    },
    kinds: [
      { id: ACCESS, keyNoun: 'access key', cannot: ['regenerate'] },
      {
        id: SERVICE,
        keyNoun: 'service-specific credential',
        cannot: ['replace', 'verify'],
        rotation: {
          revoke: 'Anything using this credential stops working immediately. This can’t be undone.',
          keepsExpiry: true,
        },
      },
    ],
  },

  settings: cleanSettings,
  settingsWith: (settings, remoteId) => ({ ...settings, accessKeyId: partsOf(remoteId).id }),
  scopes: scopesOf,
  http: {
    bases: basesOf,
    headers: () => ({}),
    sign: signerOf,
    format: { accept: 'text/xml, application/xml', parse: parseXml },
    readError,
  },

  test: testAccount,
  listShowsCredential: true,
  // A new key may be unknown to some servers for a while. Source: IAM user guide, "Changes that I make are not always immediately visible".
  readsLagMs: 60_000,
  newSecretsLagMs: 60_000,
  list: listKeys,
  get: findKey,
  create: {
    check(draft) {
      const cleaned = checkKey(draft)
      const user = textOf(cleaned, 'user')
      const isService = cleaned[KIND_FIELD] === SERVICE
      return {
        draft: cleaned,
        label: isService ? `${user} · ${textOf(cleaned, 'service')}` : user,
        scope: isService ? SERVICE : ACCESS,
      }
    },
    prepare: checkRoom,
    send: sendCreate,
    read: (answer, draft) =>
      draft[KIND_FIELD] === SERVICE
        ? readIssuedServiceKey('CreateServiceSpecificCredential', answer)
        : readIssuedAccessKey(answer),
  },
  regenerate: {
    send: sendReset,
    read: (answer, { remoteId }) => readIssuedServiceKey('ResetServiceSpecificCredential', answer, remoteId),
  },
  setEnabled: switchKey,
  revoke: deleteKey,
  draftFromKey: (_api, { remoteId }) =>
    Promise.resolve({ [KIND_FIELD]: ACCESS_KIND, user: partsOf(remoteId).user }),
  verify: async (api, signal) => authenticates(async () => whoSigns(api, signal)),
  secretsIn,
})

function checkKey(draft: FormValues): FormValues {
  const cleaned = cleanForm(KEY_FIELDS, draft)
  if (!USER.test(textOf(cleaned, 'user'))) throw invalid('user', 'malformed')
  const days = textOf(cleaned, 'days')
  if (days !== '' && !/^[1-9]\d{0,4}$/.test(days)) throw invalid('days', 'malformed')
  return cleaned
}
