/** The account form of a described provider: its address, the user's name where the credential is a password, and a private authority. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import { readBase } from '../addresses.ts'
import { ADDRESS_FIELD, certificatesField, cleanForm, invalid, textOf } from '../forms.ts'

type Described = Pick<ProviderDescription, 'address' | 'credential'>

const USER_FIELD = 'user'

const hasUser = ({ credential: { kind } }: Described): boolean => kind === 'basic' || kind === 'digest'

export const accountFieldsOf = (description: Described): readonly Field[] => [
  ...(hasUser(description)
    ? [
        {
          name: USER_FIELD,
          label: 'User name',
          kind: 'text' as const,
          required: true,
          maxLength: 200,
        },
      ]
    : []),
  {
    name: ADDRESS_FIELD,
    label: 'Address',
    help: 'Leave empty for the address in the description',
    kind: 'url',
    required: false,
    placeholder: description.address,
    maxLength: 500,
  },
  { ...certificatesField, advanced: false },
]

/**
 * The account form cleaned. Throws Failure `invalid`.
 *
 * SECURITY: the account keeps the address that it was connected with. If the description gets another address later, no credential is sent there.
 */
export function cleanSettings(description: Described, form: FormValues): FormValues {
  const cleaned = cleanForm(accountFieldsOf(description), form)
  const user = userOf(cleaned)
  // A colon would move the start of the password.
  if (hasUser(description) && (!/^[ -~]+$/.test(user) || user.includes(':')))
    throw invalid(USER_FIELD, 'malformed')
  const address = textOf(cleaned, ADDRESS_FIELD)
  return address === '' ? { ...cleaned, [ADDRESS_FIELD]: description.address } : cleaned
}

export const userOf = (settings: FormValues): string => textOf(settings, USER_FIELD)

/** The base of the one scope. */
export function basesOf({ address }: Described, settings: FormValues): Readonly<Record<string, URL>> {
  const own = textOf(settings, ADDRESS_FIELD)
  return { '': readBase(own === '' ? address : own, ADDRESS_FIELD) }
}
