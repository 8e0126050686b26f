/** The account form: the address of Ops Manager, the project, and the user who signs. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { ADDRESS_FIELD, baseFrom, certificatesField, cleanForm, invalid, textOf } from '../forms.ts'

const CLOUD_MANAGER = 'https://cloud.mongodb.com/'
const API_PATH = 'api/public/v1.0/'

export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: ADDRESS_FIELD,
    label: 'Address',
    help: 'Of your own Ops Manager, with its port. Leave empty for Cloud Manager.',
    kind: 'url',
    required: false,
    placeholder: 'https://opsmanager.example.net:8443',
    maxLength: 500,
  },
  {
    name: 'projectId',
    label: 'Project ID',
    help: '24 characters, in the address of the project’s pages and in its settings',
    kind: 'text',
    required: true,
    placeholder: '5a0a1e7e0f2912c554080adc',
    maxLength: 24,
  },
  {
    name: 'publicKey',
    label: 'Public key',
    help: 'Of an API key pair of the organization or project. In older versions the user name.',
    kind: 'text',
    required: true,
    maxLength: 200,
  },
  {
    ...certificatesField,
    help: 'A PEM file with the certificate of the authority that issued your Ops Manager’s certificate',
    advanced: false,
  },
]

/** The account form cleaned. Throws Failure `invalid`. */
export function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  const projectId = textOf(cleaned, 'projectId').toLowerCase()
  if (!/^[0-9a-f]{24}$/.test(projectId)) throw invalid('projectId', 'malformed')
  // A colon would move the start of the password; people copy braces with the sample in the vendor's pages.
  if (!/^[!-~]+$/.test(userOf(cleaned)) || /[:{}]/.test(userOf(cleaned)))
    throw invalid('publicKey', 'malformed')
  return { ...cleaned, projectId }
}

export const userOf = (settings: FormValues): string => textOf(settings, 'publicKey')

/** Every path is below the project. The address may contain the path of the API or not. */
export function baseOf(settings: FormValues): URL {
  const base = baseFrom(settings, CLOUD_MANAGER)
  const isWhole = base.pathname.endsWith(`/${API_PATH}`)
  return new URL(`${isWhole ? '' : API_PATH}groups/${textOf(settings, 'projectId')}/`, base)
}
