/**
 * The error form of MongoDB's services: `{error, reason, detail, errorCode, parameters, badRequestDetail}`. In Ops Manager a plain 401 has no code.
 * Source: the pages of Ops Manager's API and its list of error codes; `ApiError` in the specification of Atlas, August 2026.
 */
import { z } from 'zod'
import type { ProviderTrouble } from '../../../shared/contract/errors.ts'
import type { ErrorForm } from '../outcome.ts'

const Text = z.string().optional().catch(undefined)

const Body = z.object({
  error: z.int().optional(),
  reason: Text,
  detail: Text,
  errorCode: Text,
  parameters: z.array(z.unknown()).optional().catch(undefined),
  badRequestDetail: z
    .object({ fields: z.array(z.object({ field: z.string(), description: z.string() })) })
    .optional()
    .catch(undefined),
})
type Body = z.infer<typeof Body>

/** Codes that say more than their status: here a 401 is mostly not about the credential, and a 404 is not always about the key. */
const BY_CODE: ReadonlyMap<string, ProviderTrouble> = new Map(
  Object.entries({
    ACCESS_LIST_ACCESS_DENIED: 'forbidden',
    API_KEY_NOT_FOUND: 'not-found',
    GROUP_NAME_NOT_FOUND: 'invalid',
    GROUP_NOT_FOUND: 'invalid',
    INVALID_GROUP_ID: 'invalid',
    INVALID_ORG_ID: 'invalid',
    IP_ADDRESS_NOT_ON_ACCESS_LIST: 'not-on-access-list',
    NOT_GROUP_USER_ADMIN: 'forbidden',
    NOT_IN_GROUP: 'not-a-member',
    NOT_ORG_ADMIN: 'forbidden',
    ORG_NOT_FOUND: 'invalid',
    USER_UNAUTHORIZED: 'forbidden',
  } as const),
)

/** The error in an answer, or `undefined` if the service did not write it. */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  const { error, errorCode } = parsed.data
  if (error === undefined && errorCode === undefined) return undefined
  if ((error ?? status) !== status) return undefined
  const words = wordsOf(parsed.data)
  const why = BY_CODE.get(errorCode ?? '')
  return why === undefined ? { words } : { words, why }
}

/** The provider's words. An address that is missing on an access list may be in the parameters only. */
function wordsOf({ detail, reason, errorCode, parameters = [], badRequestDetail }: Body): string {
  const wrong = badRequestDetail?.fields.map(({ field, description }) => `${field}: ${description}`) ?? []
  const words = [detail ?? reason ?? errorCode ?? '', ...wrong].join(' ').trim()
  const address = errorCode === 'IP_ADDRESS_NOT_ON_ACCESS_LIST' ? parameters.find(isAddress) : undefined
  return address === undefined || words.includes(address) ? words : `${words} (${address})`
}

const isAddress = (text: unknown): text is string =>
  typeof text === 'string' &&
  (/^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^(?=.*:.*:)[0-9a-f:]{2,39}$/i.test(text))
