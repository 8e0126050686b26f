/** The account form: the access key that signs, whose keys are listed, and the part of AWS. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import {
  ADDRESS_FIELD,
  addressField,
  baseFrom,
  certificatesField,
  cleanForm,
  invalid,
  textOf,
} from '../forms.ts'
import type { UnsignedRequest } from '../http-client.ts'
import { signRequest } from './signature.ts'

/** The scope of the keys that sign, and the kind of the credentials for one service. */
export const ACCESS = ''
export const SERVICE = 'service'
/** The base address of the security token service; no keys are listed there. */
export const STS = 'sts'

interface Partition {
  readonly label: string
  readonly iam: string
  readonly sts: string
  /** The region in signatures of IAM's calls. */
  readonly region: string
}

/** Source: the endpoint rules of `@aws-sdk/client-iam` 3.1169.0. Isolated partitions need the address and region typed. */
const PARTITIONS = {
  aws: {
    label: 'AWS (commercial)',
    iam: 'https://iam.amazonaws.com/',
    sts: 'https://sts.amazonaws.com/',
    region: 'us-east-1',
  },
  'aws-cn': {
    label: 'AWS China',
    iam: 'https://iam.cn-north-1.amazonaws.com.cn/',
    sts: 'https://sts.cn-north-1.amazonaws.com.cn/',
    region: 'cn-north-1',
  },
  'aws-us-gov': {
    label: 'AWS GovCloud (US)',
    iam: 'https://iam.us-gov.amazonaws.com/',
    sts: 'https://sts.us-gov-west-1.amazonaws.com/',
    region: 'us-gov-west-1',
  },
  'aws-eusc': {
    label: 'AWS European Sovereign Cloud',
    iam: 'https://iam.eusc-de-east-1.amazonaws.eu/',
    sts: 'https://sts.eusc-de-east-1.amazonaws.eu/',
    region: 'eusc-de-east-1',
  },
} as const satisfies Readonly<Record<string, Partition>>

const ACCESS_KEY = /^[A-Z0-9_]{16,128}$/i

export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: 'accessKeyId',
    label: 'Access key ID',
    help: 'Of the access key that Keyhold signs with; not secret',
    kind: 'text',
    required: true,
    placeholder: 'AKIA…',
    maxLength: 128,
  },
  {
    name: 'users',
    label: 'Users',
    help: 'For all users, this user needs the permission iam:ListUsers. Keyhold makes one call for each user.',
    kind: 'choice',
    choices: [
      { value: 'own', label: 'Only the user of this access key' },
      { value: 'all', label: 'All users of the AWS account' },
    ],
    required: true,
    initial: 'own',
  },
  {
    name: 'service',
    label: 'List service-specific credentials too',
    help: 'API keys for Amazon Bedrock and CloudWatch Logs, and credentials for CodeCommit and Keyspaces',
    kind: 'switch',
    required: false,
    initial: false,
  },
  {
    name: 'partition',
    label: 'Partition',
    kind: 'choice',
    choices: Object.entries(PARTITIONS).map(([value, { label }]) => ({ value, label })),
    required: false,
    initial: 'aws',
    advanced: true,
  },
  addressField('Change only for a compatible server or an isolated partition.', 'https://iam.amazonaws.com/'),
  {
    name: 'region',
    label: 'Signing region',
    help: 'Only with an address of your own. Leave empty for us-east-1.',
    kind: 'text',
    required: false,
    maxLength: 40,
    advanced: true,
  },
  certificatesField,
]

/** The account form cleaned. Throws Failure `invalid`. */
export function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  if (!ACCESS_KEY.test(accessKeyOf(cleaned))) throw invalid('accessKeyId', 'malformed')
  if (!/^[a-z0-9-]*$/.test(textOf(cleaned, 'region'))) throw invalid('region', 'malformed')
  return cleaned
}

export const accessKeyOf = (settings: FormValues): string => textOf(settings, 'accessKeyId')

export const listsAllUsers = (settings: FormValues): boolean => textOf(settings, 'users') === 'all'

export const scopesOf = (settings: FormValues): readonly string[] =>
  settings.service === true ? [ACCESS, SERVICE] : [ACCESS]

const partitionOf = (settings: FormValues): Partition => {
  const chosen = textOf(settings, 'partition')
  return isPartition(chosen) ? PARTITIONS[chosen] : PARTITIONS.aws
}

const isPartition = (text: string): text is keyof typeof PARTITIONS => Object.hasOwn(PARTITIONS, text)

/** A server with an address of its own answers for the security token service as well. */
export function basesOf(settings: FormValues): Readonly<Record<string, URL>> {
  const { iam, sts } = partitionOf(settings)
  const base = baseFrom(settings, iam)
  return { [ACCESS]: base, [SERVICE]: base, [STS]: baseFrom(settings, sts) }
}

/** Signs with the account's access key. */
export function signerOf(settings: FormValues) {
  const region =
    textOf(settings, ADDRESS_FIELD) === ''
      ? partitionOf(settings).region
      : textOf(settings, 'region') || 'us-east-1'
  return (request: UnsignedRequest, secret: string) =>
    signRequest(
      { accessKeyId: accessKeyOf(settings), region, service: request.scope === STS ? 'sts' : 'iam' },
      request,
      secret,
    )
}
